import { Construct, type IDependable } from 'constructs';
import { Environment } from '../environment';
import { type Reload, restartedBy } from '../grants/grant-options';
import type { Grantee } from '../grants/grantee';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { RestartAlerts } from './restart-alerts';
import {
  BY_FILE,
  byRollout,
  guaranteedOverlapSeconds,
  handoverSum,
  outlivesHandover,
  RENEWAL_PERCENT,
  replacedSeconds,
  shortestTtlOf,
} from './rotation';
import { VaultResource } from './vault-resource';

export interface DatabaseSecretsProps {
  readonly connectionUrl: string;

  /** Vault's own login: by a client certificate, or by a password that Vault alone has. */
  readonly username: string;

  /** What makes that login: before it, no credential can be delivered. @default - it is made elsewhere */
  readonly login?: IDependable;

  /** PEM of the authorities by which Vault knows the server. @default - the file that `connectionUrl` names */
  readonly authority?: string;

  /** Where the database is, for whoever lists the engines of Vault. @default - in the namespace that the engine is of */
  readonly whereabouts?: string;

  /** How long a credential of a client lives. */
  readonly ttlSeconds: number;

  /** How long a connection that an old credential opened may be kept, by a pooler or by the client's own pool. */
  readonly poolLifetimeSeconds: number;

  /** The prop that says that time, where it may be made shorter. @default - it is what it is */
  readonly poolLifetimeProp?: string;
}

export interface DatabaseCredential {
  readonly creationStatements: readonly string[];
  readonly revocationStatements: readonly string[];

  /**
   * How much longer a handover takes because the login is used at replicas, which hear of it later.
   *
   * @default 0 - it is used at the primary
   */
  readonly replicationSeconds?: number;
}

/** One database in Vault: the engine that makes and drops its logins, a role for each client. */
export class DatabaseSecrets extends Construct {
  readonly mount: string;
  /** Path of what Vault knows of the database. */
  readonly connectionPath: string;
  /** How long a client may keep a connection, whose credential may have been exchanged since. */
  readonly poolLifetimeSeconds: number;
  private readonly props: DatabaseSecretsProps;
  private readonly connection: VaultResource;
  private readonly clients: string[] = [];

  constructor(scope: Construct, id: string, props: DatabaseSecretsProps) {
    super(scope, id);
    this.props = props;
    this.poolLifetimeSeconds = props.poolLifetimeSeconds;
    const { posture } = Environment.of(this);
    const database = scope.node.id;
    const { login, whereabouts } = props;
    const description = `logins of ${database} in ${posture.name}${whereabouts === undefined ? '' : `: ${whereabouts}`}`;
    this.mount = `${posture.name}/${SecureNamespace.of(this).name}/${database}`;
    const engine = new VaultResource(this, 'engine', {
      type: 'vault:index/mount:Mount',
      path: this.mount,
      args: () => ({ type: 'database', path: this.mount, description }),
    });
    // When it is unmounted, Vault drops the logins that it made: that takes the database, which goes after it.
    if (login) engine.node.addDependency(login);
    this.connectionPath = `${this.mount}/config/${database}`;
    this.connection = new VaultResource(this, 'connection', {
      type: 'vault:database/secretBackendConnection:SecretBackendConnection',
      path: this.connectionPath,
      args: () => ({
        backend: this.mount,
        name: database,
        pluginName: 'postgresql-database-plugin',
        allowedRoles: [...this.clients].sort(),
        // The database of a new environment starts only after this is written; Vault connects on first use.
        verifyConnection: false,
        postgresql: {
          connectionUrl: props.connectionUrl,
          username: props.username,
          ...(props.authority !== undefined && { tlsCa: props.authority }),
          // Vault hashes the password itself, so that no statement in a database log carries it.
          passwordAuthentication: 'scram-sha-256',
          maxOpenConnections: 4,
        },
      }),
    });
    this.connection.node.addDependency(engine);
  }

  /**
   * Gives a workload logins of its own, as a Secret that is replaced before they expire. The workload is restarted then, unless it reads
   * its files anew.
   */
  issue(client: Grantee, credential: DatabaseCredential, reload: Reload): string {
    const { creationStatements, revocationStatements, replicationSeconds } = credential;
    const database = this.node.scope!.node.id;
    const { ttlSeconds } = this.props;
    this.checkHandover(client, reload, replicationSeconds);
    this.clients.push(client.name);
    const role = new VaultResource(this, `role-${client.name}`, {
      type: 'vault:database/secretBackendRole:SecretBackendRole',
      path: `${this.mount}/roles/${client.name}`,
      args: () => ({
        backend: this.mount,
        name: client.name,
        dbName: database,
        creationStatements,
        revocationStatements,
        defaultTtl: ttlSeconds,
        maxTtl: ttlSeconds,
      }),
    });
    role.node.addDependency(this.connection);
    const path = `creds/${client.name}`;
    client.vault.allow(`${this.mount}/${path}`, 'read');
    client.vault.allowToRevoke(`${this.mount}/${path}`);
    return this.deliver(client, role, reload);
  }

  /** Refuses a client whose pods and pools would still use a login when it is dropped. */
  private checkHandover(client: Grantee, reload: Reload, replicationSeconds = 0): void {
    const { ttlSeconds, poolLifetimeSeconds, poolLifetimeProp } = this.props;
    const exchange = reload === 'file' ? BY_FILE : byRollout(client);
    const handover = { exchange, poolLifetimeSeconds, replicationSeconds };
    if (outlivesHandover(ttlSeconds, handover)) return;
    const least = hours(shortestTtlOf(handover));
    const shorter = [
      ...(reload === 'file' ? [] : ['the rollout or run']),
      ...(poolLifetimeProp === undefined ? [] : [`\`${poolLifetimeProp}\``]),
    ].join(', or ');
    const remedies = [
      `raise \`credentials.ttlHours\` to at least ${least}`,
      ...(shorter === '' ? [] : [`shorten ${shorter}`]),
      ...(outlivesHandover(ttlSeconds, { ...handover, exchange: BY_FILE })
        ? ["have it read its files anew, by `reload: 'file'`"]
        : []),
    ];
    throw invalid(
      client.connections.owner,
      `needs ${least} to move from one credential of '${this.node.scope!.node.id}' to the next, which lives ${hours(ttlSeconds)}: ` +
        `both are valid for ${guaranteedOverlapSeconds(ttlSeconds)} s, and it takes ${handoverSum(handover)}`,
      remedies.join(', or '),
    );
  }

  private deliver(client: Grantee, role: VaultResource, reload: Reload): string {
    const name = `${client.name}-${this.node.scope!.node.id}`;
    const restart = restartedBy(reload, client);
    const secret = new KubernetesObject(client, `credential-${this.node.scope!.node.id}`, {
      apiVersion: 'secrets.hashicorp.com/v1beta1',
      kind: 'VaultDynamicSecret',
      metadata: { name },
      spec: {
        vaultAuthRef: client.vault.auth,
        mount: this.mount,
        path: `creds/${client.name}`,
        renewalPercent: RENEWAL_PERCENT,
        revoke: true,
        destination: { name, create: true, transformation: {} },
        ...(restart && { rolloutRestartTargets: [restart] }),
      },
    });
    secret.node.addDependency(role, client.vault, ...(this.props.login ? [this.props.login] : []));
    if (restart !== undefined) {
      RestartAlerts.of(client).watch({
        ...{ restart, secret: name, kind: 'VaultDynamicSecret' },
        replacedSeconds: replacedSeconds(this.props.ttlSeconds),
        lifeSeconds: this.props.ttlSeconds,
      });
    }
    return name;
  }
}

function hours(seconds: number): string {
  return `${Math.ceil(seconds / 360) / 10} h`;
}
