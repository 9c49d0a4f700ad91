import type { Construct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { KEPT_SECRET } from '../plan/kept-secret';
import type { RotationPolicy } from '../vault/rotation-policy';
import { SecretsManagerStore } from './secrets-manager-store';

/**
 * How soon a value that was changed in Secrets Manager is delivered, as one of Vault is: far below a day, the shortest that a
 * `RotationPolicy` may say. 43,200 calls a month for each reader, of which AWS charges 10,000 at 0.05 USD.
 *
 * https://aws.amazon.com/secrets-manager/pricing/
 */
const REFRESH = '1m0s';

/** What people, or a function that rotates it, keep in AWS Secrets Manager. */
export interface ExternallyKept {
  /** The construct, which its name follows from. */
  readonly secret: Construct;
  readonly keys: readonly string[];
  readonly owner: string;
  readonly rotation: RotationPolicy;
}

/** What a secret is called in Secrets Manager: `production/shop/stripe`, by environment, namespace and id. */
function secretsManagerName(secret: Construct): string {
  return `${Environment.of(secret).posture.name}/${SecureNamespace.of(secret).name}/${secret.node.id}`;
}

/** Has External Secrets write it as a Secret, again whenever it changes. It restarts nobody. */
export function deliverExternal(
  scope: Construct,
  { secret, keys, owner, rotation }: ExternallyKept,
  name: string,
): void {
  const store = SecretsManagerStore.of(secret);
  const { id } = secret.node;
  const key = secretsManagerName(secret);
  store.allow(key);
  store.watch(name);
  const external = new KubernetesObject(scope, `secret-${id}`, {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: {
      name,
      annotations: { [KEPT_SECRET.owner]: owner, [KEPT_SECRET.days]: `${rotation.days}` },
    },
    spec: {
      refreshInterval: REFRESH,
      secretStoreRef: { kind: 'SecretStore', name: store.store.name },
      // A secret that somebody deletes in AWS by mistake is an alert, and no outage: what was delivered stays.
      target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      // Each by its name, of one answer: a secret that lacks one is not delivered at all.
      data: keys.map((property) => ({ secretKey: property, remoteRef: { key, property } })),
    },
  });
  external.node.addDependency(store);
}
