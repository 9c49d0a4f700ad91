import type { Construct } from 'constructs';
import type { Grantee } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { KEPT_SECRET } from '../plan/kept-secret';
import { text } from '../props/checks';
import type { KeyValueEngine } from './key-value-engine';
import type { RotationPolicy } from './rotation-policy';

/** How soon a value that was changed in Vault is delivered. */
const REFRESH = '60s';

export const SECRET_OWNER = text('say who changes its values in time, e.g. payments@example.com', /^\S(.*\S)?$/);

/** What people keep in Vault: its name in the engine, who changes it, and how often. */
export interface KeptSecret {
  readonly id: string;
  readonly engine: KeyValueEngine;
  readonly owner: string;
  readonly rotation: RotationPolicy;
}

/** Who reads it. */
export interface SecretReader extends Pick<Grantee, 'vault' | 'restart'> {
  /** Below which the Secret is declared. */
  readonly scope: Construct;
}

export interface DeliverOptions {
  /** Name of the Secret that it becomes. */
  readonly name: string;
  /**
   * Keys beside those that are kept, of what is no secret, where its reader takes both from one Secret.
   *
   * @default - only what is kept
   */
  readonly beside?: Readonly<Record<string, string>>;
}

/** Has the Vault Secrets Operator write it as a Secret, again whenever it changes, and restart its reader. */
export function deliverKept(
  { scope, vault, restart }: SecretReader,
  { id, engine, owner, rotation }: KeptSecret,
  { name, beside = {} }: DeliverOptions,
): KubernetesObject {
  vault.allow(`${engine.mount}/data/${id}`, 'read');
  const templates = Object.entries(beside).map(([key, value]) => [key, { text: literally(value) }] as const);
  const secret = new KubernetesObject(scope, `secret-${id}`, {
    apiVersion: 'secrets.hashicorp.com/v1beta1',
    kind: 'VaultStaticSecret',
    metadata: {
      name,
      annotations: { [KEPT_SECRET.owner]: owner, [KEPT_SECRET.days]: `${rotation.days}` },
    },
    spec: {
      vaultAuthRef: vault.auth,
      mount: engine.mount,
      type: 'kv-v2',
      path: id,
      refreshAfter: REFRESH,
      // By its digest the operator knows that something changed, and restarts.
      hmacSecretData: true,
      destination: {
        name,
        create: true,
        // Without the whole answer of Vault under a key of its own.
        transformation: {
          excludeRaw: true,
          ...(templates.length > 0 && { templates: Object.fromEntries(templates) }),
        },
      },
      ...(restart && { rolloutRestartTargets: [restart] }),
    },
  });
  secret.node.addDependency(engine, vault);
  return secret;
}

/** A template that comes to this text, whatever is in it. */
function literally(text: string): string {
  return text.replaceAll('{{', '{{"{{"}}');
}
