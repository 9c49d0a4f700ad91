import { Construct, type IConstruct } from 'constructs';
import { Environment } from '../environment';
import { SecureNamespace } from '../network/secure-namespace';
import { vaultOf } from './vault-of';
import { VaultResource } from './vault-resource';

const ENGINE = 'key-value';

/**
 * Values that are kept of each secret, the current one included: Vault's own number, said aloud because going back counts on it.
 *
 * https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#configure-the-kv-engine
 */
const VERSIONS = 10;

/**
 * Where the values that people keep for a namespace are: an engine of its own, as its login is.
 *
 * In version 2, which remembers what was there before: a value that was overwritten by mistake can be had back.
 */
export class KeyValueEngine extends Construct {
  readonly mount: string;

  private constructor(namespace: SecureNamespace) {
    super(namespace, ENGINE);
    vaultOf(this);
    const { posture } = Environment.of(this);
    this.mount = `${posture.name}/${namespace.name}/kv`;
    const engine = new VaultResource(this, 'engine', {
      type: 'vault:index/mount:Mount',
      path: this.mount,
      args: () => ({
        type: 'kv',
        path: this.mount,
        description: `secrets that people keep for ${namespace.name} in ${posture.name}`,
        options: { version: '2' },
      }),
    });
    new VaultResource(this, 'config', {
      type: 'vault:kv/secretBackendV2:SecretBackendV2',
      path: `${this.mount}/config`,
      args: () => ({ mount: this.mount, maxVersions: VERSIONS }),
    }).node.addDependency(engine);
  }

  /** The namespace's engine, made by the first secret in it. */
  static of(construct: IConstruct): KeyValueEngine {
    const namespace = SecureNamespace.of(construct);
    return (namespace.node.tryFindChild(ENGINE) as KeyValueEngine | undefined) ?? new KeyValueEngine(namespace);
  }
}
