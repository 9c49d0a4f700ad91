import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment } from '../environment';
import type { RotatingGrantOptions } from '../grants/grant-options';
import type { Grantable } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { OUTSIDE_MESH } from '../mesh/sidecar';
import { NAMES, objectName } from '../names';
import { type Connectable, Connections } from '../network/connections';
import { toRun } from '../network/edge';
import { workloadLabels } from '../network/labels';
import { backupStore } from '../network/peers/backup-store';
import { kubeApi, kubelet } from '../network/peers/cluster';
import { cloudNativePg, vaultServer } from '../network/peers/operators';
import { Port, type Ports } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import { observe } from '../observability/observe';
import { checkProps } from '../props/props';
import { STANDARDS } from '../standards';
import { DatabaseSecrets } from '../vault/database';
import { vaultOf } from '../vault/vault-of';
import { memoryBytes, storage, storageBytes } from '../workload/quantity';
import { containerResources, type StorageQuantity } from '../workload/resources';
import { Pooler } from './pooler';
import {
  bootstrapSql,
  DATABASE,
  HOST_BASED_AUTHENTICATION,
  LOGIN_ADMIN,
  POSTGRES_PORT,
  VAULT_LOGIN,
} from './postgres-access';
import { postgresAlerts } from './postgres-alerts';
import { PostgresBackup } from './postgres-backup';
import { PostgresGrants, type PostgresPlace } from './postgres-grants';
import { parametersOf, USUALLY_AUDITED } from './postgres-parameters';
import { POSTGRES_PROPS, type PostgresProps, secondsOf } from './postgres-props';
import type { ReadGrantOptions } from './read-replicas';

/** The instance manager's status, which the operator and kubelets ask for. */
const STATUS_PORT = Port.tcp(8000, 'status');
const METRICS_PORT = Port.tcp(9187, 'metrics');

/** Connections that replication, the operator, Vault and an administrator need beside the poolers'. */
const RESERVED_CONNECTIONS = 50;

/**
 * How often an instance is asked whether it is there: the operator's own 10 s are waited for once for each instance that is
 * made or restarted, one after the other. How long it may take to start stays as it is: an hour, `startDelay`.
 */
const PROBE_SECONDS = 2;

/**
 * How long an instance that stops waits for its clients to leave, and takes no new ones: 180 s by default. Poolers keep their connections,
 * so all of that would pass, each time the primary is restarted, without a login that is new.
 * https://cloudnative-pg.io/documentation/current/instance_manager/#shutdown-control
 */
const WAITS_FOR_CLIENTS_SECONDS = 0;

/**
 * What was committed is on a second instance, or is not committed; and no instance becomes the primary of which it cannot be told
 * that it has all of that. https://cloudnative-pg.io/documentation/current/replication/#failover-quorum
 */
const SYNCHRONOUS = { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true } as const;

/**
 * What the pooler to replicas is called after the database. Metrics are asked for by the beginnings of pods' names, so it does not begin
 * as the other pooler's does.
 */
const OF_REPLICAS = '-ro-pooler';

/**
 * A PostgreSQL cluster, made by CloudNativePG and reached through a connection pooler.
 *
 * Clients connect to the pooler, never to an instance: `connections` opens the pooler's port only. The database stays
 * outside the mesh and speaks TLS itself, because a sidecar would stand between the operator and its instances.
 */
export class Postgres extends Construct implements Connectable<Ports> {
  /** The network paths of the instances themselves, which clients never have. */
  readonly instances: Connections<Ports>;
  /** What stands between clients and the instances. */
  readonly pooler: Pooler;
  /** The image of its instances, which has `psql` too. */
  readonly image: string;
  private readonly props: PostgresProps;
  private readonly object: KubernetesObject;
  private readonly grants: PostgresGrants;
  private ofReplicas?: Pooler;
  private isReported = false;

  constructor(scope: Construct, id: string, props: PostgresProps) {
    super(scope, objectName(scope, id, NAMES.postgres));
    checkProps(this, props, POSTGRES_PROPS, { replicas: 'instances', size: 'storage' });
    this.props = props;
    this.image = props.image;
    const certificates = `${vaultOf(this).databaseCertificates}/${id}-${VAULT_LOGIN}`;
    this.instances = new Connections(this, 'connections', {
      workload: id,
      selector: workloadLabels(id),
      ports: [POSTGRES_PORT],
    });
    const backup = props.backup && new PostgresBackup(this, 'backup', id, props.backup);
    const cluster = this.cluster(props, backup);
    this.object = cluster;
    backup?.makeOf(cluster, props);
    this.pooler = new Pooler(this, 'pooler', { ...props.pooler, cluster, name: `${id}-pooler` });
    for (const connections of [this.instances, this.pooler.connections]) connections.letsInBy(this, 'grantReadWrite');
    this.connectOperators();
    // By what archives beside each instance.
    if (backup) this.instances.allowTo(backupStore(backup.facts), { origin: toRun(this) });
    observe({ connections: this.instances }, { port: METRICS_PORT });
    postgresAlerts(this, id, {
      ...(backup && { backup }),
      replicasAreRead: () => this.replicaPooler !== undefined,
      poolers: () => this.poolers.map(({ name }) => name),
    });
    const login = this.vaultLogin();
    login.node.addDependency(cluster);
    const secrets = new DatabaseSecrets(this, 'secrets', {
      // Straight to the primary: through the pooler, Vault's login would depend on the pools that it feeds.
      connectionUrl:
        `postgresql://{{username}}@${this.primary}:${POSTGRES_PORT.number}/${DATABASE}?sslmode=verify-full` +
        `&sslcert=${certificates}/tls.crt&sslkey=${certificates}/tls.key&sslrootcert=${certificates}/ca.crt`,
      username: VAULT_LOGIN,
      login,
      ttlSeconds: secondsOf(props.credentials.ttlHours),
      poolLifetimeSeconds: STANDARDS.connectionPool.lifetimeSeconds,
    });
    this.grants = new PostgresGrants(this, {
      secrets,
      database: DATABASE,
      // Only the certificate: the same Secret holds the authority's key.
      authority: { secret: `${id}-ca`, files: { 'ca.crt': 'ca.crt' } },
      primary: () => this.by(this.pooler),
      instance: () => this.instance,
      replicas: () => this.replicas(),
      statistics: () => ({ primary: this.instance, instances: props.instances }),
    });
  }

  /** What clients connect to: the pooler. */
  get connections(): Connections<Ports> {
    return this.pooler.connections;
  }

  /** What stands between clients and the replicas. @default - nothing: no workload reads from them */
  get replicaPooler(): Pooler | undefined {
    return this.ofReplicas;
  }

  /** Lets a workload read and change data and schema, with a login of its own. */
  grantReadWrite(to: Grantable, options?: RotatingGrantOptions): void {
    this.grants.readWrite(to, options);
  }

  /** Lets a workload read data, with a login of its own: at the primary, or at replicas, by a pooler of their own. */
  grantReadOnly(to: Grantable, options?: ReadGrantOptions): void {
    this.grants.readOnly(to, options);
  }

  /**
   * Lets a task change the schema, as the owner of the tables, on connections to the primary itself: a `SchemaMigration`.
   *
   * What serves requests belongs behind the pooler: each connection here is one of the few that the instances have left.
   */
  grantSchemaChange(to: Grantable, options?: RotatingGrantOptions): void {
    this.grants.schemaChange(to, options);
  }

  /**
   * Lets a task see how tables and indexes are used and how full they are, and no row of them, at each instance: a `DatabaseReport`.
   *
   * The first one has a new database given what that takes; one that is there already is given it by hand
   * (docs/guides/database-reports.md).
   */
  grantStatistics(to: Grantable, options?: RotatingGrantOptions): void {
    this.grants.statistics(to, options);
    this.isReported = true;
  }

  private get instance(): PostgresPlace {
    return { reach: { connections: this.instances }, host: this.primary, port: POSTGRES_PORT };
  }

  /** The name by which the primary is reached, whichever instance that is. */
  private get primary(): string {
    return `${this.node.id}-rw.${SecureNamespace.of(this).name}.svc`;
  }

  private by(pooler: Pooler): PostgresPlace {
    return { reach: pooler, host: `${pooler.name}.${SecureNamespace.of(this).name}.svc`, port: POSTGRES_PORT };
  }

  private replicas(): PostgresPlace | undefined {
    if (this.props.instances === 1) return undefined;
    this.ofReplicas ??= this.poolerOfReplicas();
    return this.by(this.ofReplicas);
  }

  private poolerOfReplicas(): Pooler {
    const { pooler: props } = this.props;
    const name = `${this.node.id}${OF_REPLICAS}`;
    const pooler = new Pooler(this, 'replica-pooler', { ...props, cluster: this.object, name, leadsTo: 'replicas' });
    pooler.connections.letsInBy(this, 'grantReadOnly', "{ from: 'replica' }");
    // Any instance: which of them is the primary changes.
    this.instances.allowFrom(pooler, { origin: toRun(this) });
    return pooler;
  }

  private connectOperators(): void {
    const { facts } = Environment.of(this);
    const origin = toRun(this);
    // Replication, and the status that a primary without the API server asks of the others before it gives up: where it
    // cannot ask, it is restarted (https://cloudnative-pg.io/documentation/current/instance_manager/#primary-isolation).
    this.instances.allowFrom({ connections: this.instances }, { ports: [POSTGRES_PORT, STATUS_PORT], origin });
    this.instances.allowFrom(this.pooler, { origin });
    this.instances.allowFrom(cloudNativePg(facts), { ports: [STATUS_PORT, POSTGRES_PORT], origin });
    this.instances.allowFrom(kubelet(facts), { ports: [STATUS_PORT], origin });
    this.instances.allowFrom(vaultServer(facts), { origin });
    this.instances.allowTo(kubeApi(facts), { origin });
  }

  private vaultLogin(): KubernetesObject {
    const name = `${this.node.id}-${VAULT_LOGIN}`;
    return new KubernetesObject(this, 'vault-login', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'DatabaseRole',
      metadata: { name },
      spec: {
        cluster: { name: this.node.id },
        name: VAULT_LOGIN,
        login: true,
        inRoles: [LOGIN_ADMIN],
        clientCertificate: { enabled: true },
        databaseRoleReclaimPolicy: 'retain',
      },
    });
  }

  private get poolers(): readonly Pooler[] {
    return [this.pooler, ...(this.ofReplicas ? [this.ofReplicas] : [])];
  }

  /**
   * All that poolers may open at one instance. Those to replicas count at the primary, too: an instance that becomes the primary
   * keeps what they had opened at it.
   */
  private get connectionsOfPoolers(): number {
    return this.poolers.length * this.props.pooler.instances * STANDARDS.connectionPool.maxConnections;
  }

  private get parameters(): Readonly<Record<string, string>> {
    const { resources, storage: disk, walStorage, audit } = this.props;
    return parametersOf({
      memory: memoryBytes(this, resources.memory),
      log: { disk: storageBytes(this, walStorage ?? disk), alone: walStorage !== undefined },
      connections: this.connectionsOfPoolers + RESERVED_CONNECTIONS,
      audited: audit ?? USUALLY_AUDITED,
    });
  }

  private disk(size: StorageQuantity) {
    const { storageClass } = this.props;
    return { size: storage(this, size), ...(storageClass !== undefined && { storageClass }) };
  }

  private get namesOfPoolers(): readonly string[] {
    const namespace = SecureNamespace.of(this).name;
    return this.poolers.flatMap(({ name }) => [name, `${name}.${namespace}`, `${name}.${namespace}.svc`]);
  }

  private cluster(props: PostgresProps, backup?: PostgresBackup): KubernetesObject {
    const cluster = new KubernetesObject(this, 'cluster', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: this.node.id },
      spec: {
        instances: props.instances,
        imageName: props.image,
        storage: this.disk(props.storage),
        ...(props.walStorage && { walStorage: this.disk(props.walStorage) }),
        ...(props.priorityClass !== undefined && { priorityClassName: props.priorityClass }),
        resources: containerResources(this, props.resources),
        inheritedMetadata: { labels: { ...workloadLabels(this.node.id), ...OUTSIDE_MESH } },
        enableSuperuserAccess: false,
        // The operator's budget for one instance would forbid draining its node for ever.
        enablePDB: props.instances > 1,
        smartShutdownTimeout: WAITS_FOR_CLIENTS_SECONDS,
        postgresql: {
          // More poolers may be declared until it is rendered.
          parameters: Lazy.any({ produce: () => this.parameters }) as unknown as Readonly<Record<string, string>>,
          pg_hba: HOST_BASED_AUTHENTICATION,
          // With one instance there is no other to wait for.
          ...(props.instances > 1 && { synchronous: SYNCHRONOUS }),
        },
        bootstrap: {
          initdb: {
            database: DATABASE,
            owner: DATABASE,
            dataChecksums: true,
            // Its statistics may be granted until it is rendered.
            postInitApplicationSQL: Lazy.any({
              produce: () => bootstrapSql(this.isReported),
            }) as unknown as readonly string[],
          },
        },
        // Poolers answer with the cluster's certificate, so that certificate must carry their names too. Where there is another
        // name, the operator makes the certificate anew, by the same authority.
        certificates: { serverAltDNSNames: Lazy.any({ produce: () => this.namesOfPoolers }) },
        probes: { startup: { periodSeconds: PROBE_SECONDS }, readiness: { periodSeconds: PROBE_SECONDS } },
        affinity: {
          enablePodAntiAffinity: true,
          podAntiAffinityType: Environment.of(this).posture.zoneSpread,
          topologyKey: 'topology.kubernetes.io/zone',
        },
        ...(backup && { plugins: [backup.plugin] }),
      },
    });
    cluster.node.addDependency(this.instances, ...(backup ? [backup.store] : []));
    return cluster;
  }
}
