import { Construct } from 'constructs';
import type { Grantable, Grantee } from '../grants/grantee';
import { type GrantOptions, Grants } from '../grants/grants';
import { NAMES, objectName } from '../names';
import { also, list, text } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { deliverKept, SECRET_OWNER } from './kept-secret';
import { KeyValueEngine } from './key-value-engine';
import { RotationPolicy } from './rotation-policy';

export interface KeyValueSecretProps {
  /** What is kept in it: each key is a file in the containers of those whom it is granted to. */
  readonly keys: readonly [string, ...string[]];

  /** Who changes its values in time, such as `payments@example.com`. */
  readonly owner: string;

  /**
   * Days within which its values have to change.
   *
   * @default 90 - the longest that the standards allow
   */
  readonly rotateWithinDays?: number;
}

const PROPS: Props<KeyValueSecretProps> = {
  keys: needed(
    also(
      list(
        text('write letters, digits, dots, hyphens and underscores', /^[A-Za-z0-9._-]{1,253}$/),
        "list its keys, e.g. ['api-key']",
        1,
      ),
      (keys: readonly string[], place) =>
        keys
          .filter((key, index) => keys.indexOf(key) < index)
          .map((key) => `has '${key}' twice in \`${place}\`; name it once`),
    ),
  ),
  owner: needed(SECRET_OWNER),
  rotateWithinDays: optional(RotationPolicy.daysOf('secret')),
};

/**
 * A secret that people keep in Vault, such as the key for another company's API.
 *
 * Its values are in no tree, plan or preview. Somebody writes them, to the engine of the namespace and under the
 * secret's name, before what reads them can start:
 *
 * `vault kv put -mount=production/shop/kv stripe api-key=-`
 *
 * A change is delivered within a minute, and restarts those whom the secret is granted to. Unlike the login of a
 * database, the old value is not valid beside the new one unless its issuer lets it be: revoke it after the rollout.
 *
 * Vault keeps the ten latest values, so the one before can be had back: `vault kv rollback`, or `vault kv get -version=1`.
 * Where a value is made up and not handed out by somebody else, let Vault make it up, of 32 random bytes:
 * `vault write -field=random_bytes -f sys/tools/random/32 | vault kv patch -mount=production/shop/kv stripe webhook-key=-`
 */
export class KeyValueSecret extends Construct {
  /** Mount of the engine in Vault that it is kept in. */
  readonly mount: string;
  /** How often its values change. */
  readonly rotation: RotationPolicy;
  private readonly props: KeyValueSecretProps;
  private readonly engine: KeyValueEngine;
  private readonly grants = new Grants(this);

  constructor(scope: Construct, id: string, props: KeyValueSecretProps) {
    super(scope, objectName(scope, id, NAMES.keyValueSecret));
    checkProps(this, props, PROPS, { key: 'keys', team: 'owner', rotationDays: 'rotateWithinDays' });
    this.props = props;
    this.rotation = RotationPolicy.of('secret', props.rotateWithinDays);
    this.engine = KeyValueEngine.of(this);
    this.mount = this.engine.mount;
  }

  /** Lets a workload read it: a file for each key, in the folder that `<NAME>_CREDENTIALS_DIR` says. */
  grantRead(to: Grantable, options?: GrantOptions): void {
    this.grants.give(
      to,
      {
        verb: 'grantRead',
        access: 'read',
        deliver: (client) => ({
          sources: [
            { secret: this.issue(client), files: Object.fromEntries(this.props.keys.map((key) => [key, key])) },
          ],
        }),
      },
      options,
    );
  }

  private issue(client: Grantee): string {
    const [{ id }, { engine, rotation }] = [this.node, this];
    const name = `${client.name}-${id}`;
    const { vault, restart } = client;
    deliverKept({ scope: client, vault, restart }, { id, engine, owner: this.props.owner, rotation }, { name });
    return name;
  }
}
