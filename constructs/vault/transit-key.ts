import { Construct } from 'constructs';
import { Environment } from '../environment';
import type { GrantOptions } from '../grants/grant-options';
import type { Grantable, Grantee } from '../grants/grantee';
import { type Delivery, Grants } from '../grants/grants';
import { NAMES, objectName } from '../names';
import { originOf } from '../network/edge';
import { vaultServer } from '../network/peers/operators';
import { checkProps, optional, type Props } from '../props/props';
import { KubernetesAuth, VAULT_AUDIENCE } from './kubernetes-auth';
import { RotationPolicy } from './rotation-policy';
import { TransitEngine } from './transit-engine';
import { vaultOf } from './vault-of';
import { VaultResource } from './vault-resource';

export interface TransitKeyProps {
  /**
   * Days after which Vault makes the next version of the key, and encrypts with that.
   *
   * @default 180 - the longest that the standards allow ("Encryption at rest")
   */
  readonly rotateWithinDays?: number;
}

const PROPS: Props<TransitKeyProps> = { rotateWithinDays: optional(RotationPolicy.daysOf('key')) };

/** What a workload asks of the key, and the paths of Vault for it. */
const ACCESS = {
  encrypt: ['encrypt'],
  decrypt: ['decrypt'],
  // To have what an old version encrypted encrypted by the newest, Vault shows nobody what it is.
  'encrypt and decrypt': ['encrypt', 'decrypt', 'rewrap'],
} as const;

/**
 * A key that never leaves Vault: a workload sends what is to be encrypted, and gets it back encrypted (AES-256-GCM).
 *
 * Vault makes the next version by itself, and decrypts what every earlier one encrypted: none is taken away by a
 * rotation. The key cannot be exported or copied, and where data is protected it cannot be deleted.
 * https://developer.hashicorp.com/vault/api-docs/secret/transit#create-key
 */
export class TransitKey extends Construct {
  /** Mount of the engine in Vault that it is in. */
  readonly mount: string;
  /** How often it is followed by the next version. */
  readonly rotation: RotationPolicy;
  private readonly key: VaultResource;
  private readonly grants = new Grants(this);

  constructor(scope: Construct, id: string, props: TransitKeyProps = {}) {
    super(scope, objectName(scope, id, NAMES.transitKey));
    checkProps(this, props, PROPS, { rotationDays: 'rotateWithinDays', autoRotatePeriod: 'rotateWithinDays' });
    this.rotation = RotationPolicy.of('key', props.rotateWithinDays);
    const engine = TransitEngine.of(this);
    this.mount = engine.mount;
    this.key = new VaultResource(this, 'key', {
      type: 'vault:transit/secretBackendKey:SecretBackendKey',
      path: `${this.mount}/keys/${id}`,
      args: () => ({
        backend: this.mount,
        name: id,
        type: 'aes256-gcm96',
        autoRotatePeriod: this.rotation.seconds,
        // Vault refuses to delete one that may not be, and an environment whose data may go has to be destroyed.
        deletionAllowed: Environment.of(this).posture.data === 'disposable',
        exportable: false,
        allowPlaintextBackup: false,
        minDecryptionVersion: 1,
      }),
    });
    this.key.node.addDependency(engine);
  }

  /** Lets a workload encrypt, and not read what it or anybody encrypted. */
  grantEncrypt(to: Grantable, options?: GrantOptions): void {
    this.give('grantEncrypt', 'encrypt', to, options);
  }

  /** Lets a workload read what was encrypted, by whichever version of the key. */
  grantDecrypt(to: Grantable, options?: GrantOptions): void {
    this.give('grantDecrypt', 'decrypt', to, options);
  }

  /** Lets a workload do both, and have what an old version encrypted encrypted by the newest. */
  grantEncryptDecrypt(to: Grantable, options?: GrantOptions): void {
    this.give('grantEncryptDecrypt', 'encrypt and decrypt', to, options);
  }

  private give(verb: string, access: keyof typeof ACCESS, to: Grantable, options?: GrantOptions): void {
    const deliver = (client: Grantee) => this.deliver(client, verb, access, options);
    this.grants.give(to, { verb, access, deliver }, options);
  }

  /**
   * The way to Vault, and what to log in with there: the token of the service account, for Vault alone, which the kubelet
   * renews in the file. The authority of Vault's certificate is for the workload to trust. A Vault outside the cluster has
   * nobody to review such a token: it would have to be for the API server too, and a file holds one for one audience.
   */
  private deliver(client: Grantee, verb: string, access: keyof typeof ACCESS, options: GrantOptions = {}): Delivery {
    const { id } = this.node;
    const origin = originOf(this, 'grant', `${verb}('${client.connections.peer.name}')`);
    client.connections.allowTo(vaultServer(Environment.of(this).facts), { ...options, origin });
    for (const path of ACCESS[access]) client.vault.allow(`${this.mount}/${path}/${id}`, 'update');
    client.node.addDependency(this.key);
    return {
      sources: [{ token: VAULT_AUDIENCE, file: 'token' }],
      env: {
        ADDRESS: vaultOf(this).address,
        LOGIN: `auth/${KubernetesAuth.of(this).mount}/login`,
        ROLE: client.vault.auth,
        MOUNT: this.mount,
        KEY: id,
      },
    };
  }
}
