import { proven as of, type ProvenClaim } from './claim';

const REPLICA = 'PostgreSQL 17 with a replica, PgBouncer 1.24';

/** Of who reads a database at its replicas. */
export const OF_REPLICAS: readonly ProvenClaim[] = [
  of(
    'a login that is made at the primary reads at a replica, by the name in the certificate, as the group',
    ['constructs/data/read-replicas.ts', 'docs/guides/read-from-replicas.md'],
    REPLICA,
    [
      'read-replica.test.ts',
      'has what was written at the primary, by a login that was made there and acts as the group',
    ],
  ),
  of('who reads at a replica writes nothing', ['docs/guides/read-from-replicas.md#what-a-reader-gets'], REPLICA, [
    'read-replica.test.ts',
    'writes nothing',
  ]),
  of(
    'a replica refuses the next login until it has replayed it, and takes the former one all the while',
    [
      'constructs/data/read-replicas.ts',
      'docs/guides/read-from-replicas.md#rotation',
      'docs/guides/external-postgres.md#what-it-does-not-do',
    ],
    REPLICA,
    [
      'read-replica.test.ts',
      'has its next login refused until the replica has heard of it, and its former one taken all the while',
    ],
  ),
  of(
    'a dropped login keeps what it has open at a replica until that is closed, and gets nothing new',
    ['docs/guides/read-from-replicas.md#rotation', 'docs/adr/0029-who-reads-at-replicas.md'],
    REPLICA,
    [
      'read-replica.test.ts',
      'keeps a connection of a login that was dropped until the pooler closes it, and gets no other',
    ],
  ),
  of(
    'a replica that becomes the primary keeps every connection that was opened at it, so that those of both poolers have to fit',
    [
      'constructs/data/postgres.ts',
      'policies/rules/data/pool-fits-the-database.ts',
      'docs/adr/0029-who-reads-at-replicas.md',
    ],
    REPLICA,
    [
      'read-replica.test.ts',
      'reads on at a replica that becomes the primary, which keeps every connection that was opened at it, and writes nothing',
    ],
  ),
  of(
    'who is told of a replica is so when it was a minute behind for three, or without its primary, and not for a query of half a minute',
    ['constructs/data/replica-alerts.ts'],
    'promtool 3.15.0',
    [
      'promtool.test.ts',
      'a replica that somebody reads from is told of when it is behind for long, or has lost the primary',
    ],
  ),
];
