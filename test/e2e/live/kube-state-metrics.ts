import type { Manifest } from '../../../constructs/plan/resource';
import { binaryOf } from '../servers/build';
import { KUBE_STATE_METRICS } from '../servers/catalog';
import type { Cluster } from './cluster/cluster';
import { programImage } from './cluster/image-recipes';
import { GROUP } from './prometheus';
import { shipped } from './shipped';
import { rolledOut } from './workloads';

const NAME = 'kube-state-metrics';
const NAMESPACE = 'kube-system';

const MANIFESTS = ['cluster-role', 'cluster-role-binding', 'service-account', 'service', 'deployment'];

/** Installs kube-state-metrics by its own manifests, and has it scraped; waits until it is there. */
export async function installKubeStateMetrics(cluster: Cluster, node: string): Promise<void> {
  const { version } = KUBE_STATE_METRICS;
  const image = await programImage(NAME, version, { [NAME]: binaryOf(NAME) }, [`/${NAME}`]);
  await cluster.provide(image, node);
  for (const manifest of MANIFESTS) {
    for (const object of await shipped(KUBE_STATE_METRICS, `examples/standard/${manifest}.yaml`)) {
      const text = JSON.stringify(object)
        .replaceAll(`registry.k8s.io/${NAME}/${NAME}:${version}`, image.reference)
        .replaceAll('"kubernetes.io/os":"linux"', `"kubernetes.io/hostname":"${node}"`);
      await cluster.api.apply(JSON.parse(text) as Manifest);
    }
  }
  await cluster.api.apply(stateMonitor(true));
  await rolledOut(cluster.api, NAMESPACE, NAME);
}

/** Its monitor, as most installations have it: the labels of what it tells of are kept, or else renamed to `exported_…`. */
export function stateMonitor(honorLabels: boolean): Manifest {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ServiceMonitor',
    metadata: { name: NAME, namespace: NAMESPACE },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': NAME } },
      endpoints: [{ port: 'http-metrics', honorLabels, interval: '5s', scrapeTimeout: '5s' }],
    },
  };
}
