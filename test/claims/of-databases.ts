import { proven as of, type ProvenClaim } from './claim';

const DATABASE = 'CloudNativePG 1.30.0, PostgreSQL 17, PgBouncer 1.24';
const ROTATED = `${DATABASE}, Vault and the Vault Secrets Operator 1.5.0`;
const PROMTOOL = 'promtool 3.15.0';

/** What of a database breaks where a policy is missing. */
const RUNNING_DATABASE = [
  'docs/default-deny.md#the-database-is-restarted-again-and-again',
  'docs/default-deny.md#the-database-runs-and-its-operator-says-that-it-does-not',
];

/** Of databases that run, and of their logins. */
export const OF_DATABASES: readonly ProvenClaim[] = [
  of(
    'the operator makes three healthy instances, and its poolers ready',
    ['constructs/data', ...RUNNING_DATABASE],
    DATABASE,
    ['live/database-tests.ts', 'three instances become healthy, one in each zone, and both poolers ready'],
  ),
  of(
    'one `pulumi up` makes a database, those who use it and what Vault has of both, on nodes',
    ['constructs/data', 'constructs/vault', 'stacks/pulumi'],
    "Pulumi's engine, CloudNativePG, Vault and its operator",
    ['live/database-tests.ts', '`pulumi up` makes all that is planned, in Vault and in the cluster'],
  ),
  of('a database is reached by its pooler only', ['constructs/data'], DATABASE, [
    'live/database-tests.ts',
    'its instances are reached through the pooler only, and not by a stranger',
  ]),
  of(
    'a database runs by what is said of its memory, disk and log, with pgAudit and pg_stat_statements loaded',
    ['constructs/data/postgres-parameters.ts', 'docs/deploy.md#what-a-database-is-told'],
    DATABASE,
    ['live/database-tests.ts', 'it runs by what was said of it, and tells of its statements'],
  ),
  of('the operator keeps a failover quorum of the two replicas', ['constructs/data/postgres.ts'], DATABASE, [
    'live/database-tests.ts',
    'the operator knows of whom it can be told that nothing is lost',
  ]),
  of(
    'the password that the operator makes for the owner lets nobody in, at the pooler or past it',
    ['constructs/data/postgres-access.ts', 'docs/deploy.md#what-a-database-is-told'],
    DATABASE,
    [
      'live/database-tests.ts',
      'nobody is let in by the password that the operator made for the owner, at the pooler or past it',
    ],
  ),
  of(
    'another number of poolers costs what the restart of a primary costs, and that no more than half a minute without a commit',
    ['constructs/data/pooler.ts', 'constructs/data/postgres.ts', 'docs/guides/grow-a-database.md#how-many-poolers'],
    DATABASE,
    [
      'live/growth-tests.ts',
      'a pooler more, and one less again, restart the instances, and cost what the restart of a primary costs',
    ],
  ),
  of(
    'from three instances to one no transaction fails, and from one to three nothing is committed until the first copy is there',
    [
      'constructs/data/postgres-props.ts',
      'docs/guides/grow-a-database.md',
      'docs/guides/grow-a-database.md#how-many-instances',
    ],
    DATABASE,
    [
      'live/growth-tests.ts',
      'of two instances less nothing fails, and of two more nothing is committed until the first of them is there',
    ],
  ),
  of(
    'disks of a class that cannot expand stay as they are, and a smaller size is refused',
    [
      'constructs/data/postgres-props.ts',
      'docs/guides/grow-a-database.md#disks-that-cannot-expand',
      'docs/guides/grow-a-database.md#a-smaller-one',
    ],
    DATABASE,
    [
      'live/growth-tests.ts',
      'disks of a class that cannot expand stay as they are, and what was asked for is not taken back',
    ],
  ),
  of(
    'where the fourth instance has no zone, the operator does nothing else until its job and its claim are deleted',
    ['constructs/data/postgres-props.ts', 'docs/guides/grow-a-database.md#how-many-instances'],
    DATABASE,
    [
      'live/growth-tests.ts',
      'a fourth instance waits for a fourth zone, and nothing else is done until it is taken away, while nothing fails',
    ],
  ),
  of(
    'instances are made anew on larger disks, one at a time, and only the switchover costs transactions',
    ['docs/guides/grow-a-database.md#disks-that-cannot-expand'],
    DATABASE,
    [
      'live/growth-tests.ts',
      'instances are made anew on larger disks, one at a time, and only the switchover costs transactions',
    ],
  ),
  of(
    'disks that expand grow under the instances, of which none restarts',
    ['constructs/data/postgres-props.ts', 'docs/guides/grow-a-database.md#disks-that-can-expand'],
    `${DATABASE}, by volumes of nodes that the test says are larger`,
    ['live/growth-tests.ts', 'disks of a class that expands grow under the instances, and nothing fails or restarts'],
  ),
  of('clients that wait for a pooler are told of after a minute', ['constructs/data/pooler-alerts.ts'], PROMTOOL, [
    'promtool.test.ts',
    'clients that wait for a connection of a pooler are told of after a minute, and a burst is not',
  ]),
  of('a primary that is killed loses nothing that was done', ['constructs/data'], DATABASE, [
    'live/database-tests.ts',
    'a primary that is killed loses nothing that was done, and writes go on within a minute',
  ]),
  of(
    'an administrator lets the exporter into an existing database',
    ['docs/deploy.md#the-metrics-of-an-existing-database'],
    DATABASE,
    ['live/prometheus-tests.ts', 'an exporter that is not let into the database is told of while its target is up'],
  ),
  of(
    'logins are rotated under load without a failed transaction, while somebody deploys',
    [
      'constructs/data',
      'constructs/vault',
      'docs/default-deny.md#logins-expire-and-no-new-ones-come',
      'docs/guides/rotate.md',
    ],
    ROTATED,
    ['live/rotation-tests.ts', 'rotations fail no transaction'],
  ),
  of(
    'who reads the files of a login for each connection is restarted by no rotation, and loses no transaction',
    ['constructs/grants/grant-options.ts', 'docs/guides/rotate.md#with-a-restart-or-by-its-files'],
    ROTATED,
    ['live/rotation-tests.ts', 'rotations fail no transaction'],
  ),
  of(
    'a Vault that is killed in the middle of a rotation costs no transaction where it is unsealed',
    ['docs/guides/rotate.md#when-vault-or-its-operator-is-gone'],
    ROTATED,
    [
      'live/crash-tests.ts',
      'a Vault that is killed in the middle of a rotation costs no transaction where it is unsealed, and the next one comes',
    ],
  ),
  of(
    'a secrets operator that is killed costs no transaction, and makes every login to a database anew though it keeps its own',
    ['docs/guides/rotate.md#when-vault-or-its-operator-is-gone', 'docs/deploy.md#the-operators-logins'],
    ROTATED,
    [
      'live/crash-tests.ts',
      'a secrets operator that is killed in the middle of a rotation costs no transaction, and makes every login anew',
    ],
  ),
  of(
    'a Vault that is sealed costs nothing while a login lives, and afterwards what its successor is late by',
    [
      'docs/guides/rotate.md#when-vault-or-its-operator-is-gone',
      'docs/guides/recover.md#vault-is-sealed-or-a-token-has-ended',
    ],
    ROTATED,
    [
      'live/crash-tests.ts',
      'a Vault that is sealed, and killed so, costs none while the login lives, and what its successor is late by afterwards',
    ],
  ),
  of(
    'logins that have ended are gone, also with PostgreSQL 16 and later',
    ['constructs/data/postgres-access.ts'],
    DATABASE,
    [
      'live/rotation-tests.ts',
      'logins that have ended are gone from the database, though its role for Vault was applied again',
    ],
  ),
];
