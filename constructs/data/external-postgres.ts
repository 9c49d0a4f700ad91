import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { RotatingGrantOptions } from '../grants/grant-options';
import type { Grantable } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { NAMES, objectName } from '../names';
import type { Peer } from '../network/peer';
import { cidr } from '../network/peers/addresses';
import { Port } from '../network/port';
import { checkProps } from '../props/props';
import { STANDARDS } from '../standards';
import { DatabaseSecrets } from '../vault/database';
import { vaultOf } from '../vault/vault-of';
import { authorityAlerts } from './authority-alerts';
import { EXTERNAL_POSTGRES_PROPS, type ExternalPostgresProps } from './external-postgres-props';
import { POSTGRES_PORT, setupSql, VAULT_LOGIN } from './postgres-access';
import { PostgresGrants, type PostgresPlace, type StatisticsPlace } from './postgres-grants';
import { secondsOf } from './postgres-props';
import type { ReadGrantOptions } from './read-replicas';

const AUTHORITY_FILE = 'ca.crt';

/**
 * A PostgreSQL that runs outside of the cluster (of a cloud, or on a server of one's own), granted as a `Postgres` is.
 *
 * Vault makes and drops its logins, by the same roles and SQL; workloads reach it at its addresses and no other, over TLS that they
 * check by the authority's certificate, and are restarted before a login ends, or read the next one. There is no pooler: a login has
 * to outlive what the program's own pool keeps. Who looks after the server backs it up and upgrades it.
 *
 * Once, its administrator runs `setup`, lets Vault in, and gives Vault the password of its login, which nobody has after that
 * (docs/guides/external-postgres.md). Roles of PostgreSQL are the server's: one server for each, and for each environment.
 *
 * @example
 * const orders = new ExternalPostgres(namespace, 'orders', {
 *   host: 'orders.abc123.eu-central-1.rds.amazonaws.com',
 *   addresses: ['10.20.0.0/24'],
 *   authorityCertificate: facts.rdsAuthority,
 *   version: 17,
 *   database: 'orders',
 *   credentials: { ttlHours: 12 },
 * });
 * orders.grantReadWrite(api);
 */
export class ExternalPostgres extends Construct {
  /** Its major version. */
  readonly version: number;
  /** What its administrator runs in it, once: the roles that logins are of, and Vault's own login, without a password. */
  readonly setup: readonly string[];
  /** Path in Vault of its connection, to which the password of Vault's login is written, once. */
  readonly connection: string;
  private readonly props: ExternalPostgresProps;
  private readonly grants: PostgresGrants;

  constructor(scope: Construct, id: string, props: ExternalPostgresProps) {
    super(scope, objectName(scope, id, NAMES.externalPostgres));
    checkProps(this, props, EXTERNAL_POSTGRES_PROPS, {
      ...{ hostname: 'host', endpoint: 'host', cidrs: 'addresses', ranges: 'addresses', ca: 'authorityCertificate' },
      ...{ engineVersion: 'version', user: 'login', username: 'login', replicas: 'replica', readReplica: 'replica' },
    });
    vaultOf(this);
    this.props = props;
    const { host, database, version, login = VAULT_LOGIN, authorityCertificate: authority } = props;
    const { connectionLifetime = Duration.seconds(STANDARDS.connectionPool.lifetimeSeconds) } = props;
    const lifetimeSeconds = connectionLifetime.toSeconds();
    this.version = version;
    this.setup = setupSql(database, login);
    const secrets = new DatabaseSecrets(this, 'secrets', {
      // Of the password Vault has the only copy: what is written without one leaves it as it is.
      connectionUrl: `postgresql://{{username}}:{{password}}@${host}:${this.primary.port.number}/${database}?sslmode=verify-full`,
      username: login,
      authority,
      whereabouts: `PostgreSQL ${version} on ${host}`,
      ttlSeconds: secondsOf(props.credentials.ttlHours),
      poolLifetimeSeconds: lifetimeSeconds,
      poolLifetimeProp: 'connectionLifetime',
    });
    this.connection = secrets.connectionPath;
    const authorities = new KubernetesObject(this, 'authorities', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${id}-authorities` },
      data: { [AUTHORITY_FILE]: authority },
    });
    this.meshEntry(id);
    authorityAlerts(this, id, { host, authority });
    this.grants = new PostgresGrants(this, {
      secrets,
      database,
      authority: { config: authorities.name, files: { [AUTHORITY_FILE]: AUTHORITY_FILE } },
      after: authorities,
      // What is checked of the pool, its program has to be told.
      env: { CONNECTION_LIFETIME_SECONDS: `${lifetimeSeconds}` },
      primary: () => this.primary,
      replicas: () => this.replica,
      statistics: () => this.statistics,
    });
  }

  /** Lets a workload read and change data and schema, with a login of its own. */
  grantReadWrite(to: Grantable, options?: RotatingGrantOptions): void {
    this.grants.readWrite(to, options);
  }

  /** Lets a workload read data, with a login of its own: at the primary, or at the replica. */
  grantReadOnly(to: Grantable, options?: ReadGrantOptions): void {
    this.grants.readOnly(to, options);
  }

  /** Lets a task change the schema, as the owner of the tables: a `SchemaMigration`. */
  grantSchemaChange(to: Grantable, options?: RotatingGrantOptions): void {
    this.grants.schemaChange(to, options);
  }

  /**
   * Lets a task see how tables and indexes are used and how full they are, and no row of them: a `DatabaseReport`, whose `setup`
   * its administrator runs once.
   */
  grantStatistics(to: Grantable, options?: RotatingGrantOptions): void {
    this.grants.statistics(to, options);
  }

  private get statistics(): StatisticsPlace {
    const { primary, replica } = this;
    return { primary, ...(replica && { replica }), instances: replica ? 2 : 1 };
  }

  private get primary(): PostgresPlace {
    const { host, port = POSTGRES_PORT.number, addresses } = this.props;
    return placeAt(host, Port.tcp(port, POSTGRES_PORT.name), addresses);
  }

  private get replica(): PostgresPlace | undefined {
    const { replica, addresses } = this.props;
    if (replica === undefined) return undefined;
    const { port } = this.primary;
    const own = replica.port ?? port.number;
    const name = own === port.number ? port.name : `${port.name}-ro`;
    return placeAt(replica.host, Port.tcp(own, name), replica.addresses ?? addresses);
  }

  /**
   * What lets sidecars through where the mesh denies what it does not know.
   *
   * PostgreSQL begins in clear text, so that a sidecar sees no name, and knows it by its addresses alone. It leaves each connection
   * at the address that the program called, which checks the name itself: of two hosts in one network, neither gets what is for the other.
   * https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution
   */
  private meshEntry(name: string): void {
    const places = [this.primary, this.replica].filter((place) => place !== undefined);
    const { addresses, replica } = this.props;
    const ports = new Map(places.map(({ port }) => [port.number, port.name]));
    new KubernetesObject(this, 'entry', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name },
      spec: {
        hosts: [...new Set(places.map(({ host }) => host))] as [string, ...string[]],
        addresses: [...new Set([...addresses, ...(replica?.addresses ?? [])])],
        exportTo: ['.'],
        location: 'MESH_EXTERNAL',
        resolution: 'NONE',
        ports: [...ports].map(([number, name]) => ({ number, name, protocol: 'TCP' })),
      },
    });
  }
}

function placeAt(host: string, port: Port, addresses: readonly string[]): PostgresPlace {
  const ports = [port] as const;
  const reach: Peer = {
    name: `${host}:${port.number}`,
    role: 'external',
    ports,
    selectors: addresses.flatMap((range) => cidr(range, ports).selectors),
  };
  return { reach, host, port };
}
