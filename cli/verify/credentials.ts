import type { Plan } from '../../constructs/plan/plan';
import type { KubernetesResource } from '../../constructs/plan/resource';
import type { Cluster, Live } from '../cluster/cluster';
import { Unreadable } from '../cluster/kubectl';

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

/** What delivers credentials, as the API server calls them. */
export const PLURALS: Readonly<Record<string, string>> = {
  Certificate: 'certificates',
  VaultDynamicSecret: 'vaultdynamicsecrets',
  VaultPKISecret: 'vaultpkisecrets',
  VaultStaticSecret: 'vaultstaticsecrets',
};

/** Every credential of a plan, and what its operator says of it. */
export function credentialsOf({ resources }: Plan, cluster: Cluster): Promise<readonly Credential[]> {
  const all = resources.flatMap((resource) =>
    resource.api === 'kubernetes' && PLURALS[resource.kind] ? [resource] : [],
  );
  return Promise.all(all.map(async (resource) => ({ resource, found: await findOf(resource, cluster) })));
}

async function findOf({ kind, object }: KubernetesResource, cluster: Cluster): Promise<Credential['found']> {
  const { name, namespace } = object.metadata;
  try {
    // All of a namespace at once: each question is a process.
    const path = `/apis/${object.apiVersion}/namespaces/${namespace}/${PLURALS[kind]}`;
    const there = await cluster.list<LiveCredential>(path);
    return there.find(({ metadata }) => metadata.name === name);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error;
  }
}
