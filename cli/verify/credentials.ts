import type { Plan } from '../../constructs/plan/plan';
import type { KubernetesResource } from '../../constructs/plan/resource';
import type { Cluster, Live } from '../cluster/cluster';
import { Unreadable } from '../cluster/kubectl';
import { listed, listingOf } from './listed';

/** What of a credential says what became of it: by its operator, never its value. */
export interface LiveCredential extends Live {
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
    /** Of a certificate. */
    readonly notAfter?: string;
    /** Of a certificate that Vault has issued, in seconds. */
    readonly expiration?: number;
    /** Of a login that Vault has made, in seconds. */
    readonly lastRenewalTime?: number;
    readonly secretLease?: { readonly duration?: number };
  };
}

/** A credential of the plan, and what is there of it: nothing, or why nobody knows. */
export interface Credential {
  readonly resource: KubernetesResource;
  readonly found: LiveCredential | Unreadable | undefined;
}

/** What delivers credentials. */
const DELIVERERS = ['Certificate', 'ExternalSecret', 'VaultDynamicSecret', 'VaultPKISecret', 'VaultStaticSecret'];

/** What of a plan delivers credentials. */
export function deliverersIn({ resources }: Plan): readonly KubernetesResource[] {
  return resources.flatMap((one) => (one.api === 'kubernetes' && DELIVERERS.includes(one.kind) ? [one] : []));
}

/** Every credential of a plan, and what its operator says of it. */
export function credentialsOf(plan: Plan, cluster: Cluster): Promise<readonly Credential[]> {
  return Promise.all(
    deliverersIn(plan).map(async (resource) => ({ resource, found: await findOf(resource, cluster) })),
  );
}

async function findOf(resource: KubernetesResource, cluster: Cluster): Promise<Credential['found']> {
  const there = await listed<LiveCredential>(listingOf(resource)!, cluster);
  if (there instanceof Unreadable) return there;
  return there.find(({ metadata }) => metadata.name === resource.object.metadata.name);
}
