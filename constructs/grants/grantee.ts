import { inspect } from 'node:util';
import type { Construct } from 'constructs';
import type { Connectable } from '../network/connections';
import { adoption } from '../network/endpoint';
import type { RestartTarget } from '../operators/vault-secrets-operator';
import { isGroup } from '../props/props';
import type { VaultIdentity } from '../vault/vault-identity';
import type { MountedSecret } from '../workload/credentials';

/**
 * The pods that a grant is for: whoever runs them, it is known by name, in Vault and on the network, and takes what is
 * handed over. What a grant makes for it is declared below it.
 */
export interface Grantee extends Construct, Connectable {
  /** Name of the workload: of its logins, and of the Secrets that are made for it. */
  readonly name: string;
  /** The namespace that its pods run in. */
  readonly namespace: string;
  /** What its service account is in Vault; made by the first grant that needs it. */
  readonly vault: VaultIdentity;
  /** What to restart when a credential has changed; nothing for pods that read it as they start. */
  readonly restart: RestartTarget | undefined;
  /** The longest time until no pod uses the credential that was current before. */
  readonly rolloutSeconds: number;
  /**
   * What that comes from, where it is a sum.
   *
   * @default - whoever is told that it is too long sees the time alone
   */
  readonly rolloutSum?: string | undefined;

  /** Mounts keys of Secrets, and returns the folder that they appear in. */
  mountSecret(mount: MountedSecret): string;
  /** Sets an environment variable. Never a secret: those are mounted. */
  setEnv(name: string, value: string): void;
}

/** Anything that can be granted access: a workload, by the pods that it runs. */
export interface Grantable {
  /** Who is granted something. */
  readonly pod: Grantee;
}

/** Why somebody cannot be granted anything, as a clause and a remedy; undefined when it can. */
export function granteeProblem(to: unknown): readonly [problem: string, remedy: string] | undefined {
  if (!isGroup(to)) return [inspect(to, { depth: 0, maxStringLength: 40 }), 'pass the workload, e.g. a WebService'];
  if (isGrantee(to['pod'])) return undefined;
  if (isGrantee(to)) return [`the pods of '${String(to['name'])}'`, 'pass their workload, or { pod }'];
  const { kind, name, node } = to;
  if (typeof kind === 'string' && isGroup(node))
    return [`${kind} '${String(name)}', which runs nothing of ours`, adoption(kind)];
  const path = isGroup(node) ? `'${String(node['path'])}'` : 'something';
  return [`${path} that runs no pods`, 'pass a workload, e.g. a WebService'];
}

function isGrantee(value: unknown): boolean {
  return isGroup(value) && typeof value['mountSecret'] === 'function' && typeof value['setEnv'] === 'function';
}
