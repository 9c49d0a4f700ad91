import { namespaceOf } from '../../../constructs/plan/identity';
import type { Manifest } from '../../../constructs/plan/resource';
import { builtOnce } from '../../built-once';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent, textOf } from '../../fields';
import { tryRead } from '../../read';
import { Unknowable } from '../../unknowable';

const LIMIT = 'spec.pgbouncer.parameters.max_db_connections';

/** What PostgreSQL takes where nothing is said. */
const MAX_CONNECTIONS = '100';

const UNBOUNDED = {
  field: LIMIT,
  problem: 'it opens as many connections to the database as its pools ask for',
  fix: 'bound the connections of each instance of the pooler',
};

/**
 * Each instance of a pooler counts for itself, so what it may open is as many times what is written. Those of other poolers of the
 * database count beside it, to whichever of its instances they lead: one that becomes the primary keeps what was opened at it.
 */
export const poolFitsTheDatabase = defineRule({
  id: 'pool-fits-the-database',
  subject: 'object',
  of: ['postgresql.cnpg.io/Pooler'],
  needs: 'plan',
  says: 'The poolers of a database open no more connections than it takes.',
  because: 'the database turns away logins under load, those of its operator among them',
  level: 'mandatory',
  severity: 'medium',
  topic: 'data',
  references: [
    'https://www.pgbouncer.org/config.html',
    'https://cloudnative-pg.io/documentation/1.28/connection_pooling/',
  ],
  check: (pooler, context) => {
    const { name, opened } = readingOf(pooler.object);
    if (opened === undefined) return [UNBOUNDED];
    const database = context.find('postgresql.cnpg.io/Cluster', name, namespaceOf(pooler.object));
    if (database === undefined) throw new Unknowable('spec.cluster.name', `there is no Cluster '${name}'`);
    const taken = taking(database.object);
    if (opened > taken) return [tooMany(opened, taken)];
    // But for those that cannot be told: each of these is judged by itself.
    const all = openingIn(context).get(pathOf(name, pooler.object)) ?? [];
    const others = all.filter(({ id }) => id !== pooler.id);
    const together = others.reduce((sum, other) => sum + other.opened, opened);
    return together <= taken ? [] : [tooMany(together, taken, others.map((other) => other.name).sort())];
  },
  examples: {
    accepted: [
      { shows: 'as many as there are', resources: [database('200'), pooler(2, '100')] },
      { shows: 'what PostgreSQL takes by itself', resources: [database(), pooler(1, '100')] },
      {
        shows: 'as many as there are, by two poolers',
        resources: [database('200'), pooler(1, '100'), pooler(1, '100', { name: 'db-ro-pooler' })],
      },
      {
        shows: 'a pooler of another database, and one of a namesake in another namespace',
        resources: [
          ...[database('200'), pooler(2, '100')],
          ...[other(database('100')), pooler(1, '100', { name: 'other', cluster: 'other' })],
          ...[elsewhere(database('100')), elsewhere(pooler(1, '100', { name: 'db-ro-pooler' }))],
        ],
      },
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
      {
        shows: 'two poolers that open more together than the database takes',
        resources: [database('200'), pooler(2, '60'), pooler(2, '60', { name: 'db-ro-pooler' })],
        violations: [tooMany(240, 200, ['db-ro-pooler']), tooMany(240, 200, ['db-pooler'])],
      },
      {
        shows: 'several others beside which there is no room',
        resources: [database('200'), ...['c', 'a', 'b'].map((name) => pooler(1, '70', { name }))],
        violations: [tooMany(210, 200, ['a', 'b']), tooMany(210, 200, ['b', 'c']), tooMany(210, 200, ['a', 'c'])],
      },
      {
        shows: 'no bound beside a pooler that fits by itself',
        resources: [database('200'), pooler(2, '100'), pooler(1, undefined, { name: 'db-ro-pooler' })],
        violations: [UNBOUNDED],
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

/** The name of a pooler's database, and as many connections as all its instances may open; undefined without a bound. */
function readingOf(pooler: Manifest): { readonly name: string; readonly opened: number | undefined } {
  const { cluster, instances = 1, pgbouncer } = fieldsOf(pooler['spec'], 'spec');
  const parameters = fieldsOf(fieldsOf(pgbouncer, 'spec.pgbouncer')['parameters'], 'spec.pgbouncer.parameters');
  const each = parameters['max_db_connections'];
  return {
    name: String(fieldsOf(cluster, 'spec.cluster')['name']),
    // PgBouncer takes 0 for no bound.
    opened: isAbsent(each) || each === '0' ? undefined : count(each, LIMIT) * Number(instances),
  };
}

/** A pooler that opens no more than it says. */
interface Opening {
  readonly id: string;
  readonly name: string;
  readonly opened: number;
}

/** The poolers of each database of which it can be told what they open. */
const openingIn = builtOnce(({ of }) => {
  const found = new Map<string, Opening[]>();
  for (const { id, object } of of('postgresql.cnpg.io/Pooler')) {
    const read = tryRead(() => readingOf(object));
    if ('error' in read || read.value.opened === undefined) continue;
    const database = pathOf(read.value.name, object);
    const before = found.get(database);
    const opening = { id, name: object.metadata.name, opened: read.value.opened };
    if (before === undefined) found.set(database, [opening]);
    else before.push(opening);
  }
  return found;
});

/** A database of the namespace of its pooler. */
function pathOf(database: string, pooler: Manifest): string {
  return `${namespaceOf(pooler)}/${database}`;
}

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

function tooMany(opened: number, taken: number, others: readonly string[] = []) {
  const whose = others.length === 0 ? 'its instances' : `its instances and those of ${others.join(', ')}`;
  return {
    field: LIMIT,
    problem: `${whose} may open ${opened} connections, and the database takes ${taken}`,
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

function other(object: Manifest): Manifest {
  return { ...object, metadata: { ...object.metadata, name: 'other' } };
}

function elsewhere(object: Manifest): Manifest {
  return { ...object, metadata: { ...object.metadata, namespace: 'elsewhere' } };
}

function pooler(instances: number, each?: string, { name = 'db-pooler', cluster = 'db' } = {}): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Pooler',
    metadata: { name, namespace: 'shop' },
    spec: {
      cluster: { name: cluster },
      instances,
      pgbouncer: { parameters: { ...(each !== undefined && { max_db_connections: each }) } },
    },
  };
}
