import { capacity } from '../../../../../cli/preview/meaning/blast-radius/capacity';
import type { Resource } from '../../../../../constructs';
import { change, object, told } from './support';

const container = (cpu: string, memory: string, rest: object = {}) => ({
  name: 'main',
  resources: { requests: { cpu, memory }, limits: { memory } },
  ...rest,
});

const deployment = (replicas: number | undefined, ...containers: readonly object[]) =>
  object('apps/v1', 'Deployment', { spec: { replicas, template: { spec: { containers } } } });

const scaler = (minReplicas: number, maxReplicas: number) =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, minReplicas, maxReplicas },
  });

const cluster = (spec: object) => object('postgresql.cnpg.io/v1', 'Cluster', { spec });

/** What is told of the change of one resource. */
function difference(before: readonly Resource[], after: readonly Resource[]): readonly string[] {
  return told(capacity, change(before, after));
}

test('says what is taken more, by every pod', () => {
  const [two, three] = [2, 3].map((replicas) => deployment(replicas, container('250m', '512Mi')));
  expect(difference([two!], [three!])).toEqual([
    'neutral: takes 0.25 CPU more and 512Mi of memory more',
    '  Deployment shop/api: 0.25 CPU more and 512Mi of memory more, with 3 pods, where it had 2',
  ]);
  expect(difference([three!], [two!])[0]).toBe('neutral: takes 0.25 CPU less and 512Mi of memory less');
  expect(difference([two!], [two!])).toEqual([]);
});

test('says what autoscalers may take', () => {
  const api = deployment(undefined, container('500m', '1Gi'));
  expect(difference([api, scaler(3, 6)], [api, scaler(3, 10)])).toEqual([
    'neutral: may take 2 CPU more and 4Gi of memory more, by its autoscalers',
    '  Deployment shop/api: 2 CPU more and 4Gi of memory more, with 3 to 10 pods, where it had 3 to 6',
  ]);
  expect(difference([api, scaler(3, 6)], [api, scaler(2, 6)])[0]).toBe(
    'neutral: takes 0.5 CPU less and 1Gi of memory less; by its autoscalers no more than it might',
  );
  expect(difference([api, scaler(2, 4)], [api, scaler(3, 6)])[0]).toBe(
    'neutral: takes 0.5 CPU more and 1Gi of memory more; by its autoscalers 1 CPU more and 2Gi of memory more',
  );
});

test('counts what runs beside a container, and what runs before it', () => {
  const pod = (initContainers: readonly object[]) =>
    object('apps/v1', 'Deployment', {
      spec: { replicas: 1, template: { spec: { initContainers, containers: [container('100m', '1Gi')] } } },
    });
  const sidecar = container('50m', '256Mi', { restartPolicy: 'Always' });
  const first = container('120m', '512Mi');
  expect(difference([pod([])], [pod([sidecar])])[0]).toBe('neutral: takes 0.05 CPU more and 256Mi of memory more');
  expect(difference([pod([])], [pod([first])])[0]).toBe('neutral: takes 0.02 CPU more');
  expect(difference([pod([])], [pod([sidecar, first])])[0]).toBe(
    'neutral: takes 0.07 CPU more and 256Mi of memory more',
  );
});

test('takes a limit for a request that is not said', () => {
  const limited = { name: 'main', resources: { limits: { cpu: '1', memory: '1Gi' } } };
  expect(difference([deployment(1, { name: 'main' })], [deployment(1, limited)])[0]).toBe(
    'neutral: takes 1 CPU more and 1Gi of memory more',
  );
});

test('counts disks by the pods that have them', () => {
  const claim = (storage: string) => ({ spec: { resources: { requests: { storage } } } });
  const set = (storage: string) =>
    object('apps/v1', 'StatefulSet', { spec: { replicas: 3, template: {}, volumeClaimTemplates: [claim(storage)] } });
  expect(difference([set('1Gi')], [set('2Gi')])[0]).toBe('neutral: takes 3Gi of disk more');
  const [small, large] = ['200Gi', '400Gi'].map((size) => cluster({ instances: 3, storage: { size } }));
  expect(difference([small!], [large!])).toEqual([
    'neutral: takes 600Gi of disk more',
    '  Cluster shop/api: 600Gi of disk more',
  ]);
  const one = (storage: string) => object('v1', 'PersistentVolumeClaim', claim(storage));
  expect(difference([], [one('1.5Ti')])[0]).toBe('neutral: takes 1.5Ti of disk more');
});

test('counts instances and poolers', () => {
  const resources = { requests: { cpu: '2', memory: '8Gi' } };
  const pooler = object('postgresql.cnpg.io/v1', 'Pooler', {
    spec: { instances: 3, template: { spec: { containers: [container('100m', '128Mi')] } } },
  });
  expect(difference([], [cluster({ instances: 3, resources }), pooler])[0]).toBe(
    'neutral: takes 6.3 CPU more and 24.38Gi of memory more',
  );
});

test('counts nothing that runs for a while', () => {
  const job = object('batch/v1', 'Job', { spec: { template: { spec: { containers: [container('1', '1Gi')] } } } });
  expect(difference([], [job])).toEqual([]);
});

test('says what it costs, where prices are known', () => {
  const comparison = change([deployment(1, container('500m', '1Gi'))], [deployment(2, container('500m', '1Gi'))]);
  const prices = { currency: 'EUR', cpu: 20, memory: 2.5, storage: 0.1 };
  expect(told(capacity, { ...comparison, after: { ...comparison.after, prices } })[0]).toBe(
    'neutral: takes 0.5 CPU more and 1Gi of memory more, 12.50 EUR a month more',
  );
});
