import { observe, Pod, Port, SecureNamespace, WebService } from '../../../constructs';
import { environment, FACTS, IMAGE, objectIn, RESOURCES } from '../../support/environment';

const monitorOf = (tree: ReturnType<typeof environment>, name: string): any => objectIn(tree, 'PodMonitor', name);

function cache() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const props = { name: 'cache', image: IMAGE, resources: RESOURCES, ports: [], rolloutSeconds: 1 } as const;
  return { tree, pod: new Pod(namespace, 'cache', { ...props, mesh: false }) };
}

describe('a scrape', () => {
  test('finds a workload in the mesh by the port that its sidecar declares, and is pointed at the one beside it', () => {
    const tree = environment();
    new WebService(new SecureNamespace(tree, 'orders'), 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
    const { metadata, spec } = monitorOf(tree, 'api');
    expect(metadata).toEqual({ name: 'api', namespace: 'orders' });
    const [{ relabelings, ...endpoint }] = spec.podMetricsEndpoints;
    expect(endpoint).toEqual({ port: 'http-envoy-prom', path: '/stats/prometheus', interval: '30s' });

    // As Prometheus does it: a pattern has to match the whole, and the first group is `$1`.
    const addressOf = (podIp: string) =>
      relabelings.reduce((address: string, { regex, replacement }: { regex: string; replacement: string }) => {
        const [, group] = new RegExp(`^(?:${regex})$`).exec(podIp) ?? [];
        return group === undefined ? address : replacement.replace('$1', group);
      }, `${podIp}:15090`);
    expect(['10.244.1.17', 'fd00:10:244::11', '::1'].map(addressOf)).toEqual([
      '10.244.1.17:15020',
      '[fd00:10:244::11]:15020',
      '[::1]:15020',
    ]);
    for (const { action, sourceLabels, targetLabel } of relabelings) {
      expect([action, sourceLabels, targetLabel]).toEqual(['replace', ['__meta_kubernetes_pod_ip'], '__address__']);
    }
  });

  test('of a workload outside it opens the port, and names it', () => {
    const { tree, pod } = cache();
    observe(pod, { port: Port.tcp(9121, 'metrics') });
    expect(monitorOf(tree, 'cache').spec).toEqual({
      selector: { matchLabels: { 'dwcp.io/workload': 'cache' } },
      podMetricsEndpoints: [{ portNumber: 9121, path: '/metrics', interval: '30s' }],
    });
    expect(objectIn(tree, 'NetworkPolicy', 'cache')['spec']).toMatchObject({
      ingress: [{ ports: [{ port: 9121, protocol: 'TCP' }] }],
    });
  });

  test('can be one of several, each by a name', () => {
    const { tree, pod } = cache();
    observe(pod, { port: Port.tcp(9121, 'metrics') });
    observe(pod, { name: 'cache-keys', port: Port.tcp(9122, 'keys'), path: '/keys' });
    expect(monitorOf(tree, 'cache-keys').spec.podMetricsEndpoints[0]).toMatchObject({
      portNumber: 9122,
      path: '/keys',
    });
    expect(() => observe(pod, { port: Port.tcp(9123, 'more') })).toThrow(
      "'test/orders/cache/pod-monitor' is declared twice; give one of them another name",
    );
  });

  test('bears the labels that Prometheus selects by', () => {
    const labels = { release: 'kube-prometheus-stack' };
    const monitoring = { namespace: 'monitoring', prometheus: { app: 'prometheus' }, monitorLabels: labels };
    const tree = environment({}, { cluster: { ...FACTS.cluster, monitoring } });
    new WebService(new SecureNamespace(tree, 'orders'), 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
    expect(monitorOf(tree, 'api').metadata.labels).toEqual(labels);
  });
});
