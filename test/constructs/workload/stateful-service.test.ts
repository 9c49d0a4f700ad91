import {
  HealthCheck,
  Port,
  planOf,
  Redis,
  SecureNamespace,
  StatefulService,
  type StatefulServiceProps,
  synthesize,
} from '../../../constructs';
import { judge } from '../../../policies/index';
import { canReach } from '../../support/can-reach';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../../support/environment';

const STORE: StatefulServiceProps = {
  image: IMAGE,
  resources: RESOURCES,
  scale: 3,
  ports: [Port.tcp(9200, 'rest'), Port.tcp(9300, 'peers'), Port.udp(9400, 'gossip')],
  disks: [
    { name: 'data', size: '10Gi', path: '/data' },
    { name: 'log', size: '1Gi', path: '/log', storageClass: 'slow' },
  ],
  probes: { readiness: HealthCheck.http('/ready'), liveness: HealthCheck.tcp() },
};

function orders(props: Partial<StatefulServiceProps> = {}, tree = environment()) {
  const namespace = new SecureNamespace(tree, 'orders');
  const store = new StatefulService(namespace, 'store', { ...STORE, ...props });
  return { tree, namespace, store };
}

const specOf = (tree: ReturnType<typeof environment>, kind: string, name = 'store'): any =>
  objectIn(tree, kind, name)['spec'];

describe('StatefulService', () => {
  test('names its pods one by one, on the ports that it serves', () => {
    const { tree } = orders({ protocol: 'http' });
    expect(specOf(tree, 'Service')).toEqual({
      clusterIP: 'None',
      selector: { 'dwcp.io/workload': 'store' },
      ports: [
        { name: 'rest', port: 9200, targetPort: 'rest', protocol: 'TCP', appProtocol: 'http' },
        { name: 'peers', port: 9300, targetPort: 'peers', protocol: 'TCP', appProtocol: 'http' },
        { name: 'gossip', port: 9400, targetPort: 'gossip', protocol: 'UDP' },
      ],
    });
  });

  test('gives each pod disks of its own, and replaces one pod at a time', () => {
    const { tree } = orders();
    const { template, ...spec } = specOf(tree, 'StatefulSet');
    const claim = (name: string, storage: string, more: object = {}) => ({
      metadata: { name },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, ...more },
    });
    expect(spec).toEqual({
      replicas: 3,
      serviceName: 'store',
      revisionHistoryLimit: 5,
      minReadySeconds: 10,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate' },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      selector: { matchLabels: { 'dwcp.io/workload': 'store' } },
      volumeClaimTemplates: [claim('data', '10Gi'), claim('log', '1Gi', { storageClassName: 'slow' })],
    });
    expect(template.spec).toMatchObject({
      terminationGracePeriodSeconds: 40,
      securityContext: { fsGroup: 10001, fsGroupChangePolicy: 'OnRootMismatch' },
    });
    const [container] = template.spec.containers;
    expect(container.volumeMounts).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'data', mountPath: '/data' },
      { name: 'log', mountPath: '/log' },
    ]);
    expect(container.lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
    expect(container.readinessProbe.httpGet).toEqual({ path: '/ready', port: 'management' });
    expect(container.livenessProbe.tcpSocket).toEqual({ port: 'rest' });
    expect(template.spec.topologySpreadConstraints[0]).not.toHaveProperty('matchLabelKeys');
    expect(specOf(tree, 'PodDisruptionBudget').maxUnavailable).toBe(1);
  });

  test('keeps disks where data may go as well, as the rules ask, and starts its pods at once where that is said', () => {
    for (const data of ['protected', 'disposable'] as const) {
      const { tree } = orders({ start: 'parallel' }, environment({ data }));
      expect(specOf(tree, 'StatefulSet')).toMatchObject({
        podManagementPolicy: 'Parallel',
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      });
      const about = judge(planOf(tree)).filter(({ rule }) => rule === 'volumes-outlive-their-pods');
      expect(about.map(({ outcome }) => outcome)).toEqual(['pass']);
    }
  });

  test('is granted like any other workload, and restarted as what it is', () => {
    const { tree, namespace, store } = orders();
    new Redis(namespace, 'cache', { image: IMAGE, resources: RESOURCES, storage: '1Gi' }).grantReadWrite(store);
    expect(specOf(tree, 'VaultPKISecret', 'store-cache').rolloutRestartTargets).toEqual([
      { kind: 'StatefulSet', name: 'store' },
    ]);
  });

  test('lets its own pods talk to each other where that is said, and nobody else', () => {
    const { tree, store } = orders();
    const pod = { namespace: 'orders', labels: { 'dwcp.io/workload': 'store' } };
    const open = (port: number) => canReach(objectsOf(synthesize(tree)), pod, pod, { port, protocol: 'TCP' });
    expect([open(9300), open(9200)]).toEqual([false, false]);
    store.connections.allowFrom(store, { ports: [Port.tcp(9300, 'peers')] });
    expect([open(9300), open(9200)]).toEqual([true, false]);
  });

  test('outside the mesh lets the kubelet ask and Prometheus scrape its own ports', () => {
    const { tree } = orders({ mesh: false, metrics: { port: 9500, path: '/m' } });
    expect(specOf(tree, 'PodMonitor').podMetricsEndpoints).toEqual([{ portNumber: 9500, path: '/m', interval: '30s' }]);
    const { ingress } = specOf(tree, 'NetworkPolicy');
    const opened = ingress.map(({ ports }: { ports: { port: number }[] }) => ports.map(({ port }) => port));
    expect(opened.flat().sort()).toEqual([8081, 9200, 9500]);
    expect(specOf(tree, 'StatefulSet').template.metadata).toEqual({
      labels: { 'dwcp.io/workload': 'store', 'sidecar.istio.io/inject': 'false' },
      annotations: {},
    });
  });
});
