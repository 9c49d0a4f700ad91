import { pluralIn } from '../../constructs/plan/plural';
import type { KubernetesResource } from '../../constructs/plan/resource';
import type { Cluster, Live } from '../cluster/cluster';
import { Unreadable } from '../cluster/kubectl';

/** All of one kind in one namespace, which is what a role lets somebody list and what is asked for at once: each question is a process. */
export interface Listing {
  /** `security.istio.io/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
}

/** Where a resource of a plan is listed; nothing for what is in no namespace. */
export function listingOf({ namespace, object: { apiVersion, kind } }: KubernetesResource): Listing | undefined {
  return namespace === undefined ? undefined : { apiVersion, kind, namespace };
}

/** What is there, or why nobody knows. */
export async function listed<Item extends Live>(
  { apiVersion, kind, namespace }: Listing,
  cluster: Cluster,
): Promise<readonly Item[] | Unreadable> {
  try {
    return await cluster.list<Item>(`/apis/${apiVersion}/namespaces/${namespace}/${pluralIn(kind)}`);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error;
  }
}
