import type { Labels } from '../../constructs/fields/labels';
import { NAMESPACE_LABEL } from '../../constructs/network/labels';
import type { Caller } from '../../constructs/network/peer';
import { type Cluster, type Live, written } from './cluster';

/** How far a container has come. */
export interface ContainerStatus {
  readonly name: string;
  readonly state?: {
    readonly waiting?: { readonly reason?: string };
    readonly terminated?: { readonly exitCode: number; readonly reason?: string; readonly message?: string };
  };
}

/** What of a pod says where it is, and what runs in it. */
export interface LivePod extends Live {
  readonly spec: {
    readonly nodeName?: string;
    readonly hostNetwork?: boolean;
    readonly initContainers?: readonly { readonly name: string }[];
    readonly ephemeralContainers?: readonly { readonly name: string }[];
    readonly containers: readonly {
      readonly name: string;
      readonly image: string;
      readonly command?: readonly string[];
      readonly args?: readonly string[];
      readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
      readonly env?: readonly { readonly name: string; readonly value?: string }[];
    }[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly ephemeralContainerStatuses?: readonly ContainerStatus[];
  };
}

/** By what policies know somebody's pods. */
export interface Whereabouts {
  readonly namespace: string;
  readonly labels: Labels;
}

export function whereaboutsOf({ name, selectors: [first] }: Caller): Whereabouts {
  const namespace = (first?.namespaceSelector?.matchLabels as Labels | undefined)?.[NAMESPACE_LABEL];
  const labels = first?.podSelector?.matchLabels as Labels | undefined;
  if (namespace === undefined || labels === undefined) throw new Error(`policies do not know '${name}' by its pods`);
  return { namespace, labels };
}

/** The pods of a namespace, or of all, that have these labels and have not ended, as one that was evicted has. */
export async function podsWith(cluster: Cluster, labels: Labels, namespace?: string): Promise<readonly LivePod[]> {
  const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const pods = await cluster.list<LivePod>(`/api/v1${scope}/pods`, written(labels));
  return pods.filter(({ status }) => status?.phase !== 'Failed' && status?.phase !== 'Succeeded');
}

/** What a container is started with: `--flag=value`, `-flag value`, of its command and arguments. */
export function flagOf(pod: Pick<LivePod, 'spec'>, flag: string): string | undefined {
  const words = pod.spec.containers.flatMap(({ command = [], args = [] }) => [...command, ...args]);
  const at = words.findIndex((word) => word.replace(/^--?/, '-').split('=')[0] === `-${flag}`);
  const word = words[at];
  if (word === undefined) return undefined;
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : (words[at + 1] ?? '');
}
