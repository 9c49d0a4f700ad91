import { Construct } from 'constructs';
import { type Reload, type RotatingGrantOptions, restartedBy } from '../grants/grant-options';
import type { Grantable, Grantee } from '../grants/grantee';
import { Grants } from '../grants/grants';
import { invalid } from '../invalid';
import { NAMES, objectName } from '../names';
import { also, choice, list, text } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { deliverExternal } from '../secrets-manager/deliver-external';
import { secretsManagerOf } from '../secrets-manager/secrets-manager-of';
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

  /**
   * Where it is kept: in the namespace's engine of Vault, or in AWS Secrets Manager, where the fact `secretsManager` says how it
   * is read. What a workload finds is the same; whom AWS' values reach has to read its files anew (`reload: 'file'`).
   *
   * @default 'vault' - by which whoever reads it may be restarted
   */
  readonly store?: 'vault' | 'aws-secrets-manager';
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
  store: optional(choice('vault', 'aws-secrets-manager')),
};

/**
 * A secret that people keep, in Vault or in AWS Secrets Manager, such as the key for another company's API.
 *
 * Its values are in no tree, plan or preview. Somebody writes them, to the engine of the namespace and under the
 * secret's name, before what reads them can start:
 *
 * `vault kv put -mount=production/shop/kv stripe api-key=-`
 *
 * A change is delivered within a minute, and restarts those whom the secret is granted to, unless they read it anew. Unlike the
 * login of a database, the old value is not valid beside the new one unless its issuer lets it be: revoke it after the rollout.
 *
 * In AWS Secrets Manager (`store`), it is called `production/shop/stripe`, and is an object of JSON with a text for each key:
 *
 * `aws secretsmanager create-secret --name production/shop/stripe --secret-string file:///dev/stdin`
 *
 * Vault keeps the ten latest values, so the one before can be had back: `vault kv rollback`, or `vault kv get -version=1`.
 * Where a value is made up and not handed out by somebody else, let Vault make it up, of 32 random bytes:
 * `vault write -field=random_bytes -f sys/tools/random/32 | vault kv patch -mount=production/shop/kv stripe webhook-key=-`
 */
export class KeyValueSecret extends Construct {
  /** How often its values change. */
  readonly rotation: RotationPolicy;
  private readonly props: KeyValueSecretProps;
  /** Of one that is kept in Vault. */
  private readonly engine: KeyValueEngine | undefined;
  private readonly grants = new Grants(this);

  constructor(scope: Construct, id: string, props: KeyValueSecretProps) {
    super(scope, objectName(scope, id, NAMES.keyValueSecret));
    checkProps(this, props, PROPS, { key: 'keys', team: 'owner', rotationDays: 'rotateWithinDays' });
    this.props = props;
    this.rotation = RotationPolicy.of('secret', props.rotateWithinDays);
    if (props.store === 'aws-secrets-manager') secretsManagerOf(this);
    else this.engine = KeyValueEngine.of(this);
  }

  /**
   * Mount of the engine in Vault that it is kept in.
   *
   * @throws UserError where it is kept in AWS Secrets Manager.
   */
  get mount(): string {
    if (this.engine !== undefined) return this.engine.mount;
    throw invalid(
      this,
      'is kept in AWS Secrets Manager, and has no mount in Vault',
      "keep it in Vault (`store: 'vault'`), or have whoever reads it ask AWS",
    );
  }

  /**
   * Lets a workload read it: a file for each key, in the folder that `<NAME>_CREDENTIALS_DIR` says. Only Vault's operator restarts whom a
   * value is for: of AWS Secrets Manager, what would be restarted has to say `reload: 'file'`.
   */
  grantRead(to: Grantable, options?: RotatingGrantOptions): void {
    const files = Object.fromEntries(this.props.keys.map((key) => [key, key]));
    this.grants.give(
      to,
      {
        ...{ verb: 'grantRead', access: 'read', rotates: true },
        deliver: (client, reload) => ({ sources: [{ secret: this.issue(client, reload), files }] }),
      },
      options,
    );
  }

  private issue(client: Grantee, reload: Reload): string {
    const [{ id }, { engine, rotation }, { keys, owner }] = [this.node, this, this.props];
    const name = `${client.name}-${id}`;
    const restart = restartedBy(reload, client);
    if (engine !== undefined) {
      deliverKept({ scope: client, vault: client.vault, restart }, { id, engine, owner, rotation }, { name });
      return name;
    }
    if (restart !== undefined) {
      throw invalid(
        this,
        `is kept in AWS Secrets Manager, whose operator restarts nobody, and '${client.name}' would have to be when it changes`,
        "have it read its files anew and say so, `grantRead(…, { reload: 'file' })`, or keep the secret in Vault",
      );
    }
    deliverExternal(client, { secret: this, keys, owner, rotation }, name);
    return name;
  }
}
