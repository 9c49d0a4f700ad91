import type { Duration } from 'cdk8s';
import { certificatesIn } from '../fields/certificate';
import { UserError } from '../invalid';
import { isOutsideHost } from '../network/host-name';
import { cidr } from '../network/peers/addresses';
import { choice, group, list, port, seconds, text, value } from '../props/checks';
import { needed, optional, type PropCheck, type Props, wrong } from '../props/props';
import { POSTGRES_PORT } from './postgres-access';
import { CREDENTIALS, type PostgresProps } from './postgres-props';

/** Where replicas of it are read. */
export interface ExternalReplicaProps {
  /** Its name, as its certificate has it. */
  readonly host: string;

  /** @default - the port of the primary */
  readonly port?: number;

  /** Ranges that it has its addresses in. @default - those of the primary */
  readonly addresses?: readonly [string, ...string[]];
}

export interface ExternalPostgresProps {
  /** Its name, as its certificate has it: `orders.abc123.eu-central-1.rds.amazonaws.com`. */
  readonly host: string;

  /** @default 5432 */
  readonly port?: number;

  /**
   * Ranges that it has its addresses in, also after a failover: the subnets that a cloud places it in. A NetworkPolicy knows no
   * names, so pods are held to these.
   */
  readonly addresses: readonly [string, ...string[]];

  /**
   * PEM of the authority that signed its certificate, by which Vault and workloads know it; of several, one after the other, where
   * another one is about to take over.
   */
  readonly authorityCertificate: string;

  /** Its major version, of those that the SQL of logins is written for. */
  readonly version: ExternalPostgresVersion;

  /** The database that workloads share. */
  readonly database: string;

  /**
   * Vault's own login, which makes and drops all others. Its password is in Vault, and in nothing that is declared.
   *
   * @default 'vault'
   */
  readonly login?: string;

  /** How long the logins live that grants deliver. */
  readonly credentials: PostgresProps['credentials'];

  /**
   * The longest that the pool of a workload keeps a connection, in whole seconds. A workload finds it in
   * `<NAME>_CONNECTION_LIFETIME_SECONDS`, and has its pool keep to it: a login has to outlive that.
   *
   * @default Duration.minutes(30) - "Connection pools" of the standards
   */
  readonly connectionLifetime?: Duration;

  /**
   * Where `grantReadOnly(…, { from: 'replica' })` leads. It may be behind by five minutes: who looks after the server watches that.
   *
   * @default - to the primary
   */
  readonly replica?: ExternalReplicaProps;
}

/** What the SQL of logins is written for: those that are maintained, of https://www.postgresql.org/support/versioning/. */
const VERSIONS = [15, 16, 17, 18] as const;

/** A major version of PostgreSQL that an `ExternalPostgres` may have. */
export type ExternalPostgresVersion = (typeof VERSIONS)[number];

const HOST = value(
  'write its whole name, as its certificate has it, e.g. orders.example.com',
  (given) => typeof given === 'string' && isOutsideHost(given),
);

/** As a peer of a network says what is wrong with a range. */
const RANGE: PropCheck = {
  form: 'write a range, e.g. 10.20.0.0/24',
  problems(given, place) {
    if (typeof given !== 'string') return [wrong(given, place, this.form)];
    try {
      cidr(given, [POSTGRES_PORT]);
      return [];
    } catch (error) {
      if (!UserError.isUserError(error)) throw error;
      return error.problems.map((problem) => `has a wrong range for \`${place}\`: ${problem}`);
    }
  },
};

const RANGES = list(RANGE, "list the ranges of its addresses, e.g. ['10.20.0.0/24']", 1);

/** Without what a URL or SQL would read in another way. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/;

/** How each is checked. */
export const EXTERNAL_POSTGRES_PROPS: Props<ExternalPostgresProps> = {
  host: needed(HOST),
  port: optional(port),
  addresses: needed(RANGES),
  authorityCertificate: needed(
    value(
      'give the certificate of the authority, as PEM, without its key; of several, one after the other',
      (given) => typeof given === 'string' && (certificatesIn(given)?.every(({ ca }) => ca) ?? false),
    ),
  ),
  version: needed(choice(...VERSIONS)),
  database: needed(text('write the name of the database, in letters, digits, _ and -', IDENTIFIER)),
  login: optional(text("write the name of Vault's own login, in letters, digits, _ and -", IDENTIFIER)),
  credentials: needed(CREDENTIALS),
  connectionLifetime: optional(seconds),
  replica: optional(
    group<ExternalReplicaProps>(
      { host: needed(HOST), port: optional(port), addresses: optional(RANGES) },
      { hostname: 'host', endpoint: 'host', cidrs: 'addresses', ranges: 'addresses' },
    ),
  ),
};
