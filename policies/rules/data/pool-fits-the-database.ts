import { namespaceOf } from '../../../constructs/plan/identity';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent, textOf } from '../../fields';
import { Unknowable } from '../../unknowable';

const LIMIT = 'spec.pgbouncer.parameters.max_db_connections';

/** What PostgreSQL takes where nothing is said. */
const MAX_CONNECTIONS = '100';

const UNBOUNDED = {
  field: LIMIT,
  problem: 'it opens as many connections to the database as its pools ask for',
  fix: 'bound the connections of each instance of the pooler',
};

/** Each instance of a pooler counts for itself, so what it may open is as many times what is written. */
export const poolFitsTheDatabase = defineRule({
  id: 'pool-fits-the-database',
  subject: 'object',
  of: ['postgresql.cnpg.io/Pooler'],
  needs: 'plan',
  says: 'A pooler opens no more connections than its database takes.',
  because: 'the database turns away logins under load, those of its operator among them',
  level: 'mandatory',
  severity: 'medium',
  topic: 'data',
  references: [
    'https://www.pgbouncer.org/config.html',
    'https://cloudnative-pg.io/documentation/1.28/connection_pooling/',
  ],
  check: ({ object }, context) => {
    const { cluster, instances = 1, pgbouncer } = fieldsOf(object['spec'], 'spec');
    const parameters = fieldsOf(fieldsOf(pgbouncer, 'spec.pgbouncer')['parameters'], 'spec.pgbouncer.parameters');
    const each = parameters['max_db_connections'];
    // PgBouncer takes 0 for no bound.
    if (isAbsent(each) || each === '0') return [UNBOUNDED];
    const { name } = fieldsOf(cluster, 'spec.cluster');
    const database = context.find('postgresql.cnpg.io/Cluster', String(name), namespaceOf(object));
    if (database === undefined) throw new Unknowable('spec.cluster.name', `there is no Cluster '${String(name)}'`);
    const opened = count(each, LIMIT) * Number(instances);
    const taken = taking(database.object);
    return opened <= taken ? [] : [tooMany(opened, taken)];
  },
  examples: {
    accepted: [
      { shows: 'as many as there are', resources: [database('200'), pooler(2, '100')] },
      { shows: 'what PostgreSQL takes by itself', resources: [database(), pooler(1, '100')] },
    ],
    refused: [
      {
        shows: 'one more instance than the database takes',
        resources: [database('200'), pooler(3, '100')],
        violations: [tooMany(300, 200)],
      },
      {
        shows: 'more than PostgreSQL takes by itself',
        resources: [database(), pooler(1, '101')],
        violations: [tooMany(101, 100)],
      },
      { shows: 'no bound', resources: [database('200'), pooler(1)], violations: [UNBOUNDED] },
      { shows: 'no bound, said aloud', resources: [database('200'), pooler(1, '0')], violations: [UNBOUNDED] },
    ],
    unknown: [
      ...['100s', '~100'].map((each) => ({
        shows: `a bound that is no count: ${each}`,
        resources: [database('200'), pooler(1, each)],
        doubts: [{ field: LIMIT, why: `'${each}' is no count` }],
      })),
      {
        shows: 'a database of somebody else',
        resources: [pooler(1, '100')],
        doubts: [{ field: 'spec.cluster.name', why: "there is no Cluster 'db'" }],
      },
    ],
  },
});

function taking(database: Manifest): number {
  const { postgresql } = fieldsOf(database['spec'], 'spec');
  const parameters = fieldsOf(fieldsOf(postgresql, 'spec.postgresql')['parameters'], 'spec.postgresql.parameters');
  return count(parameters['max_connections'] ?? MAX_CONNECTIONS, 'spec.postgresql.parameters.max_connections');
}

function count(value: unknown, field: string): number {
  const text = textOf(value, field);
  if (!/^\d+$/.test(text)) throw new Unknowable(field, `'${text}' is no count`);
  return Number(text);
}

function tooMany(opened: number, taken: number) {
  return {
    field: LIMIT,
    problem: `its instances may open ${opened} connections, and the database takes ${taken}`,
    fix: 'lower it, or raise max_connections of the Cluster',
  };
}

function database(connections?: string): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'db', namespace: 'shop' },
    spec: {
      instances: 3,
      postgresql: { parameters: { ...(connections !== undefined && { max_connections: connections }) } },
    },
  };
}

function pooler(instances: number, each?: string): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Pooler',
    metadata: { name: 'db-pooler', namespace: 'shop' },
    spec: {
      cluster: { name: 'db' },
      instances,
      pgbouncer: { parameters: { ...(each !== undefined && { max_db_connections: each }) } },
    },
  };
}
