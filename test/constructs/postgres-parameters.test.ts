import { Postgres, type PostgresProps, SecureNamespace } from '../../constructs';
import { BY_SIZE } from '../../constructs/data/postgres-parameters';
import { environment, objectIn, POSTGRES } from '../support/environment';

function specOf(props: Partial<PostgresProps> = {}): any {
  const tree = environment();
  new Postgres(new SecureNamespace(tree, 'shop'), 'db', { ...POSTGRES, ...props });
  return objectIn(tree, 'Cluster', 'db')['spec'];
}

function problemsOf(declare: () => unknown): string {
  try {
    declare();
  } catch (error) {
    return String(error);
  }
  return '';
}

const parametersOf = (props: Partial<PostgresProps> = {}) => specOf(props).postgresql.parameters;

describe('what PostgreSQL is told follows from what it has', () => {
  test('of 8 GiB and a disk of 20 GiB', () => {
    expect(parametersOf({ resources: { cpu: '1000m', memory: '8Gi' }, storage: '20Gi' })).toEqual({
      max_connections: '250',
      shared_buffers: '2048MB',
      effective_cache_size: '4096MB',
      maintenance_work_mem: '512MB',
      // A quarter of memory for 250 connections.
      work_mem: '8388kB',
      // A quarter of the disk.
      max_slot_wal_keep_size: '5120MB',
      idle_in_transaction_session_timeout: '60s',
      log_min_duration_statement: '1s',
      log_parameter_max_length: '0',
      log_lock_waits: 'on',
      'pg_stat_statements.max': '5000',
      'pgaudit.log': 'ddl, role',
    });
  });

  test('of 512 MiB it is a cache of 128 MiB, and each connection sorts a mebibyte', () => {
    expect(parametersOf({ resources: { cpu: '250m', memory: '512Mi' } })).toMatchObject({
      ...{ shared_buffers: '128MB', effective_cache_size: '256MB', maintenance_work_mem: '32MB', work_mem: '1024kB' },
    });
  });

  test('of 64 GiB one vacuum has no more than a gibibyte', () => {
    const { maintenance_work_mem } = parametersOf({ resources: { cpu: '8000m', memory: '64Gi' } });
    expect(maintenance_work_mem).toBe('1024MB');
  });

  test('more connections share what there is to sort', () => {
    const pooler = { ...POSTGRES.pooler, instances: 7 };
    expect(parametersOf({ resources: { cpu: '1000m', memory: '8Gi' }, pooler })).toMatchObject({
      ...{ max_connections: '750', work_mem: '2796kB' },
    });
  });

  test('half of a disk that the log has for itself is for replicas that are gone', () => {
    expect(parametersOf({ storage: '20Gi', walStorage: '4Gi' }).max_slot_wal_keep_size).toBe('2048MB');
  });
});

test('what changes with memory and disk alone is known as such, and nothing else is', () => {
  const small = parametersOf({ resources: { cpu: '1000m', memory: '2Gi' }, storage: '10Gi' });
  const large = parametersOf({ resources: { cpu: '1000m', memory: '8Gi' }, storage: '20Gi' });
  const changed = Object.keys(large).filter((name) => large[name] !== small[name]);
  expect(new Set(changed)).toEqual(BY_SIZE);
});

describe('disks', () => {
  test('are of the default class, and one for all, unless said otherwise', () => {
    expect(specOf()).toMatchObject({ storage: { size: '10Gi' } });
    expect(specOf().storage).not.toHaveProperty('storageClass');
    expect(specOf()).not.toHaveProperty('walStorage');
  });

  test('are all of the class that is named', () => {
    expect(specOf({ walStorage: '4Gi', storageClass: 'encrypted' })).toMatchObject({
      storage: { size: '10Gi', storageClass: 'encrypted' },
      walStorage: { size: '4Gi', storageClass: 'encrypted' },
    });
  });
});

test('instances have the priority that is named, and no other', () => {
  expect(specOf({ priorityClass: 'data' }).priorityClassName).toBe('data');
  expect(specOf()).not.toHaveProperty('priorityClassName');
});

describe('who changes what is written down', () => {
  test('by the classes that are named', () => {
    expect(parametersOf({ audit: ['write', 'ddl'] })['pgaudit.log']).toBe('ddl, write');
  });

  test('and by an image without pgAudit, of nobody', () => {
    expect(parametersOf({ audit: [] })).not.toHaveProperty(['pgaudit.log']);
  });
});

test('what cannot be is said where it is written, all at once', () => {
  const wrong = { walStorage: '4G', storageClass: 'Fast disks', priorityClass: '', audit: ['everything'] };
  const said = problemsOf(() => specOf(wrong as never));
  for (const part of ['`walStorage`', 'the name of a StorageClass', 'the name of a PriorityClass', '`audit[0]`']) {
    expect(said).toContain(part);
  }
});
