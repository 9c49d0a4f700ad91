import {
  Postgres,
  type PostgresProps,
  Redis,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  WebService,
} from '../../constructs';
import { environment, FACTS, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';

const POSTGRES: PostgresProps = {
  ...{ instances: 3 as const, image: IMAGE, storage: '10Gi' as const, resources: RESOURCES },
  pooler: { instances: 2, resources: RESOURCES, image: IMAGE },
  credentials: { ttlHours: 12 },
};

function shop(facts = {}) {
  const tree = environment({}, facts);
  const namespace = new SecureNamespace(tree, 'shop');
  const db = new Postgres(namespace, 'db', POSTGRES);
  const redis = new Redis(namespace, 'cache', { image: IMAGE, storage: '1Gi', resources: RESOURCES });
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  const report = new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '0 6 * * 1', resources: RESOURCES });
  db.grantReadWrite(api);
  db.grantReadOnly(report);
  redis.grantReadWrite(api);
  return { tree };
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly description: string };
}

function rulesIn({ tree }: ReturnType<typeof shop>): Rule[] {
  const { groups } = objectIn(tree, 'PrometheusRule', 'restarts')['spec'] as { groups: [{ rules: Rule[] }] };
  return groups[0].rules;
}

test('pods that outlive their credential wake somebody', () => {
  const rules = rulesIn(shop());
  const [certificate, login, own, unknown] = rules;
  expect(rules.map(({ alert }) => alert)).toEqual(['NotRestarted', 'NotRestarted', 'NotRestarted', 'PodAgesUnknown']);
  expect(certificate!.annotations.summary).toBe('Pods of deployment/api are older than their credential api-cache');
  expect(login!.annotations.summary).toBe('Pods of deployment/api are older than their credential api-db');
  expect(own!.annotations.summary).toBe('Pods of statefulset/cache are older than their credential cache-tls');
  expect(unknown!.expr).toBe(
    'absent(kube_pod_start_time{exported_namespace="shop",exported_pod=~".+"} or kube_pod_start_time{namespace="shop",pod=~".+"})',
  );
  expect(login!.annotations.description).toContain('kubectl -n shop describe vaultdynamicsecret api-db');
  expect(login!.annotations.description).toContain('kubectl -n shop rollout restart deployment/api');
});

test('half way between the latest renewal and the end of the credential', () => {
  const [certificate, login] = rulesIn(shop()).map(({ expr }) => Number(/> (\d+)$/.exec(expr)?.[1]) / 3600);
  expect(login).toBe((0.6 * 12 + 12) / 2);
  expect(certificate).toBe(((20 + 30) / 2) * 24);
});

test('only the pods of the workload itself are looked at', () => {
  const rules = rulesIn(shop());
  const ofPods = (index: number) => new RegExp(`^(?:${/,pod=~"([^"]+)"/.exec(rules[index]!.expr)![1]})$`);
  expect('api-6d4cf56db6-x2x8z').toMatch(ofPods(1));
  expect('api-worker-6d4cf56db6-x2x8z').not.toMatch(ofPods(1));
  expect('cache-0').toMatch(ofPods(2));
  expect('cache-copy-0').not.toMatch(ofPods(2));
});

test('who reads its credential as it starts needs no alert, nor does a namespace of such', () => {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'shop');
  const report = new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '0 6 * * 1', resources: RESOURCES });
  new Postgres(namespace, 'db', POSTGRES).grantReadOnly(report);
  const rules = objectsOf(synthesize(tree)).filter(({ kind }) => kind === 'PrometheusRule');
  expect(rules.map(({ metadata }) => metadata.name)).toEqual(['db', 'scrapes']);
});

test('Prometheus finds it by the labels that it asks for', () => {
  const labels = { release: 'kube-prometheus-stack' };
  const { tree } = shop({ cluster: { ...FACTS.cluster, monitoring: { monitorLabels: labels } } });
  expect(objectIn(tree, 'PrometheusRule', 'restarts').metadata.labels).toEqual(labels);
  expect(objectIn(tree, 'PrometheusRule', 'db').metadata.labels).toEqual(labels);
});
