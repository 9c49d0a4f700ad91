import type { Labels } from '../../constructs/fields/labels';
import { NAMESPACE_LABEL } from '../../constructs/network/labels';
import type { End } from '../../constructs/plan/ends';
import { selectorOf, selects } from '../../policies/selector';
import type { Cluster } from '../cluster/cluster';
import { type LivePod, podsWith } from '../cluster/pods';
import { PREFIX } from './probe/container';

/** The pods of an end that are there to be reached, and from which something can be tried. */
export interface Crew {
  /** Those that are ready. */
  readonly pods: readonly LivePod[];
  /** The one from inside of which everything is tried that its end tries. @default - there is none */
  readonly probing?: LivePod;
}

/** What has been tried from inside a pod stays in it until it ends, so at some point it is enough. */
const MOST_PROBES = 20;

/** The pods of an end, whoever made them. @throws Unreadable */
export async function crewOf({ selectors }: End, cluster: Cluster): Promise<Crew> {
  const found = await Promise.all(
    selectors.map(async ({ namespaceSelector, podSelector }) => {
      const namespace = (namespaceSelector?.matchLabels as Labels | undefined)?.[NAMESPACE_LABEL];
      if (podSelector === undefined || namespace === undefined) return [];
      const selector = selectorOf(podSelector, 'podSelector');
      const pods = await podsWith(cluster, {}, namespace);
      return pods.filter(
        ({ metadata: { labels = {} } }) => selects(selector, { labels, mayBear: () => false }) === 'yes',
      );
    }),
  );
  const pods = found.flat().filter(isReady).sort(byName);
  const probing = [...pods].sort((a, b) => probesIn(a) - probesIn(b))[0];
  return { pods, ...(probing !== undefined && probesIn(probing) < MOST_PROBES && { probing }) };
}

export function isReady({ metadata, spec, status }: LivePod): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    spec.hostNetwork !== true &&
    status?.podIP !== undefined &&
    status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true
  );
}

/** How often something has been tried from inside a pod. */
function probesIn({ spec }: LivePod): number {
  return (spec.ephemeralContainers ?? []).filter(({ name }) => name.startsWith(PREFIX)).length;
}

function byName(a: LivePod, b: LivePod): number {
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

/** Whether the proxy of the mesh is beside it, which answers its connections wherever they lead. A gateway is the proxy itself. */
export function isInMesh({ spec }: LivePod): boolean {
  const isProxy = ({ name }: { readonly name: string }) => name === 'istio-proxy';
  return [...spec.containers, ...(spec.initContainers ?? [])].some(isProxy) && !spec.containers.every(isProxy);
}
