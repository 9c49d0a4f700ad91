import { Construct, type IConstruct } from 'constructs';
import { Environment } from '../environment';
import { SecureNamespace } from '../network/secure-namespace';
import { vaultOf } from './vault-of';
import { VaultResource } from './vault-resource';

const ENGINE = 'transit';

/** Where the keys of a namespace are, and where its data is encrypted: an engine of its own, as its login is. */
export class TransitEngine extends Construct {
  readonly mount: string;

  private constructor(namespace: SecureNamespace) {
    super(namespace, ENGINE);
    vaultOf(this);
    const { posture } = Environment.of(this);
    this.mount = `${posture.name}/${namespace.name}/transit`;
    new VaultResource(this, 'engine', {
      type: 'vault:index/mount:Mount',
      path: this.mount,
      args: () => ({
        type: 'transit',
        path: this.mount,
        description: `keys that data of ${namespace.name} is encrypted with in ${posture.name}`,
      }),
    });
  }

  /** The namespace's engine, made by the first key in it. */
  static of(construct: IConstruct): TransitEngine {
    const namespace = SecureNamespace.of(construct);
    return (namespace.node.tryFindChild(ENGINE) as TransitEngine | undefined) ?? new TransitEngine(namespace);
  }
}
