import type { Construct, IDependable } from 'constructs';
import type { RotatingGrantOptions } from '../grants/grant-options';
import type { Grantable } from '../grants/grantee';
import { Grants, type Offer } from '../grants/grants';
import type { Listener } from '../network/connections';
import type { Port } from '../network/port';
import type { DatabaseSecrets } from '../vault/database';
import type { MountedSecret } from '../workload/credentials';
import { credentialFor, type PostgresAccess } from './postgres-access';
import { READ_OPTIONS, REPLICATION_SECONDS, type ReadGrantOptions } from './read-replicas';

/** Where clients of a grant connect. */
export interface PostgresPlace {
  readonly reach: Listener;
  /** As its certificate has it. */
  readonly host: string;
  readonly port: Port;
}

/** Where statistics are, which each instance has of its own. */
export interface StatisticsPlace {
  readonly primary: PostgresPlace;
  /** The others, where they have an address of their own. @default - they are where the primary is */
  readonly replica?: PostgresPlace;
  /** How many there are, the primary included. */
  readonly instances: number;
}

/** A PostgreSQL as whoever is granted something of it sees it. */
export interface GrantedPostgres {
  /** What makes its logins. */
  readonly secrets: DatabaseSecrets;
  /** The database that clients name when they connect. */
  readonly database: string;
  /** The certificate of the authority that signed the server's. */
  readonly authority: MountedSecret['sources'][number];
  /** What makes that, where it is part of the plan. @default - it is made elsewhere */
  readonly after?: IDependable;
  /** What else a program has to be told, by the end of the variable's name. @default - nothing */
  readonly env?: Readonly<Record<string, string>>;
  /** Where it is read and written. */
  readonly primary: () => PostgresPlace;
  /** Where its schema is changed. @default - at `primary` */
  readonly instance?: () => PostgresPlace;
  /** Where replicas are read; undefined where there are none. */
  readonly replicas: () => PostgresPlace | undefined;
  /** Where each instance is asked for its statistics, the primary first. */
  readonly statistics: () => StatisticsPlace;
}

/**
 * What a PostgreSQL grants, wherever it runs: the same roles by the same SQL, the same files, the same variables, and the same
 * check that a login outlives its exchange.
 */
export class PostgresGrants {
  private readonly grants: Grants;
  private readonly of: GrantedPostgres;

  constructor(owner: Construct, of: GrantedPostgres) {
    this.grants = new Grants(owner);
    this.of = of;
  }

  readWrite(to: Grantable, options?: RotatingGrantOptions): void {
    this.grants.give(to, this.offer('grantReadWrite', 'read-write', this.of.primary()), options);
  }

  /** At replicas where that is asked for and there are some, and else at the primary: one program is right in every environment. */
  readOnly(to: Grantable, options?: ReadGrantOptions): void {
    const fromReplicas = options?.from === 'replica';
    const replicas = fromReplicas ? this.of.replicas() : undefined;
    const offer = this.offer('grantReadOnly', 'read-only', replicas ?? this.of.primary(), replicas !== undefined);
    this.grants.give(
      to,
      { ...offer, takes: READ_OPTIONS, ...(fromReplicas && { access: 'read-only from replicas' }) },
      options,
    );
  }

  schemaChange(to: Grantable, options?: RotatingGrantOptions): void {
    const { primary, instance = primary } = this.of;
    const offer = this.offer('grantSchemaChange', 'read-write', instance());
    this.grants.give(to, { ...offer, access: 'schema-change' }, options);
  }

  /** At every instance, so that a login has to last until the replicas know the next one. */
  statistics(to: Grantable, options?: RotatingGrantOptions): void {
    const { primary, replica, instances } = this.of.statistics();
    const env = {
      INSTANCES: `${instances}`,
      ...(replica && { REPLICA_HOST: replica.host, REPLICA_PORT: `${replica.port.number}` }),
    };
    const offer = this.offer('grantStatistics', 'statistics', primary, instances > 1, env);
    this.grants.give(to, { ...offer, reach: [primary.reach, ...(replica ? [replica.reach] : [])] }, options);
  }

  private offer(
    verb: string,
    access: PostgresAccess,
    place: PostgresPlace,
    isReplicated = false,
    more: Readonly<Record<string, string>> = {},
  ): Offer {
    const { secrets, database, authority, after, env } = this.of;
    const { reach, host, port } = place;
    return {
      verb,
      access,
      reach,
      rotates: true,
      deliver: (client, reload) => {
        if (after) client.node.addDependency(after);
        const replicationSeconds = isReplicated ? REPLICATION_SECONDS[reload] : 0;
        const secret = secrets.issue(client, { ...credentialFor(access), replicationSeconds }, reload);
        // What a pod that goes takes with it, its program has to close where the pod stays.
        const lifetime = { CONNECTION_LIFETIME_SECONDS: `${secrets.poolLifetimeSeconds}` };
        return {
          sources: [{ secret, files: { username: 'username', password: 'password' } }, authority],
          env: {
            ...{ HOST: host, PORT: `${port.number}`, DATABASE: database },
            ...(reload === 'file' && lifetime),
            ...env,
            ...more,
          },
        };
      },
    };
  }
}
