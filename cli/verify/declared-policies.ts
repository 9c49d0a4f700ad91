import { kindOf } from '../../constructs/plan/kinds';
import type { Plan } from '../../constructs/plan/plan';
import type { KubernetesResource } from '../../constructs/plan/resource';
import type { Cluster, Live } from '../cluster/cluster';
import type { Unreadable } from '../cluster/kubectl';
import { type Listing, listed, listingOf } from './listed';

/** What decides who is let through, by the network and by the mesh. */
const POLICIES = new Set([
  'networking.k8s.io/NetworkPolicy',
  'security.istio.io/AuthorizationPolicy',
  'security.istio.io/PeerAuthentication',
  'security.istio.io/RequestAuthentication',
]);

/** What of a policy says whom it lets through, and whether somebody made it for an object of his. */
export interface LivePolicy extends Live {
  readonly metadata: Live['metadata'] & { readonly ownerReferences?: readonly object[] };
  readonly spec?: object;
}

/** The policies of one kind in one namespace. */
export interface Policies extends Listing {
  readonly declared: readonly KubernetesResource[];
  /** Whether the namespace is of the plan, so that whoever else has a policy there is not known. */
  readonly isOwn: boolean;
}

/** What a plan has of them, and what is there, or why nobody knows. */
export interface ComparedPolicies extends Policies {
  readonly found: readonly LivePolicy[] | Unreadable;
}

/** The policies of a plan; in a namespace of its own also of the kinds that it has elsewhere alone. */
export function policiesOf({ resources }: Plan): readonly Policies[] {
  const objects = resources.filter((one) => one.api === 'kubernetes');
  const declared = objects.filter(({ object }) => POLICIES.has(kindOf(object)));
  const own = objects.flatMap(({ object }) => (object.kind === 'Namespace' ? [object.metadata.name] : []));
  const kinds = new Map(declared.map(({ object }) => [object.kind, object.apiVersion]));
  return [...kinds].sort().flatMap(([kind, apiVersion]) => {
    const ofKind = declared.filter((one) => one.kind === kind);
    const namespaces = new Set([...own, ...ofKind.flatMap((one) => listingOf(one)?.namespace ?? [])]);
    return [...namespaces].sort().map((namespace) => ({
      ...{ apiVersion, kind, namespace, isOwn: own.includes(namespace) },
      declared: ofKind.filter((one) => one.namespace === namespace),
    }));
  });
}

/** What there is of each. */
export function comparedPolicies(plan: Plan, cluster: Cluster): Promise<readonly ComparedPolicies[]> {
  return Promise.all(policiesOf(plan).map(async (one) => ({ ...one, found: await listed<LivePolicy>(one, cluster) })));
}
