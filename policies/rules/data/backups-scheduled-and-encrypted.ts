import { namespaceOf } from '../../../constructs/plan/identity';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { type Fields, fieldsOf, isAbsent } from '../../fields';

const STORE = 'spec.backup.barmanObjectStore';
const PARTS = ['data', 'wal'];

const NEVER = {
  field: 'spec.backup',
  problem: 'nothing makes a backup: no ScheduledBackup names it, or what does is suspended',
  fix: 'add a ScheduledBackup with its name in spec.cluster',
};

const FOR_EVER = {
  field: 'spec.backup.retentionPolicy',
  problem: 'backups are kept for ever, and so is what had to be deleted',
  fix: 'say for how long, such as 30d',
};

/** A place for backups makes none: the operator waits for a ScheduledBackup, and encrypts only what it is told to. */
export const backupsScheduledAndEncrypted = defineRule({
  id: 'backups-scheduled-and-encrypted',
  subject: 'object',
  of: ['postgresql.cnpg.io/Cluster'],
  needs: 'plan',
  says: 'A database with a place for backups makes them, encrypted, and keeps them for a time that is said.',
  because: 'what is there to be restored is too old, or can be read by whoever reads the bucket',
  level: 'mandatory',
  severity: 'high',
  topic: 'data',
  references: ['practices:secrets-management', 'https://cloudnative-pg.io/documentation/1.28/backup/'],
  applies: ({ object }) => !isAbsent(storeOf(object)),
  check: ({ object }, { of }) => {
    const { retentionPolicy } = backupOf(object);
    const store = fieldsOf(storeOf(object), STORE);
    const scheduled = of('postgresql.cnpg.io/ScheduledBackup').some((backup) => isFor(backup.object, object));
    return [
      ...(scheduled ? [] : [NEVER]),
      ...(isAbsent(retentionPolicy) ? [FOR_EVER] : []),
      ...PARTS.flatMap((part) => (isEncrypted(store, part) ? [] : [readable(part)])),
    ];
  },
  examples: {
    accepted: [
      { shows: 'all of it', resources: [database({}), schedule({})] },
      { shows: 'what runs, said aloud', resources: [database({}), schedule({ suspend: false })] },
    ],
    refused: [
      { shows: 'no schedule', resources: [database({})], violations: [NEVER] },
      { shows: 'one that is suspended', resources: [database({}), schedule({ suspend: true })], violations: [NEVER] },
      {
        shows: 'one of another database',
        resources: [database({}), schedule({ cluster: { name: 'other' } })],
        violations: [NEVER],
      },
      {
        shows: 'one of another namespace',
        resources: [database({}), schedule({}, 'store')],
        violations: [NEVER],
      },
      {
        shows: 'backups for ever',
        resources: [database({ retentionPolicy: undefined }), schedule({})],
        violations: [FOR_EVER],
      },
      ...PARTS.map((part) => ({
        shows: `${part} in clear text`,
        resources: [database({ barmanObjectStore: { data: encrypted(), wal: encrypted(), [part]: {} } }), schedule({})],
        violations: [readable(part)],
      })),
      {
        shows: 'an encryption without a name',
        resources: [database({ barmanObjectStore: { data: encrypted(), wal: { encryption: '' } } }), schedule({})],
        violations: [readable('wal')],
      },
    ],
  },
});

function backupOf(object: Manifest): Fields {
  return fieldsOf(fieldsOf(object['spec'], 'spec')['backup'], 'spec.backup');
}

function storeOf(object: Manifest): unknown {
  return backupOf(object)['barmanObjectStore'];
}

function isFor(backup: Manifest, database: Manifest): boolean {
  const { cluster, suspend } = fieldsOf(backup['spec'], 'spec');
  const { name } = fieldsOf(cluster, 'spec.cluster');
  return suspend !== true && name === database.metadata.name && namespaceOf(backup) === namespaceOf(database);
}

function isEncrypted(store: Fields, part: string): boolean {
  const { encryption } = fieldsOf(store[part], `${STORE}.${part}`);
  return !isAbsent(encryption) && encryption !== '';
}

function readable(part: string) {
  return {
    field: `${STORE}.${part}.encryption`,
    problem: 'nothing asks the bucket to encrypt it',
    fix: 'set it to AES256 or aws:kms',
  };
}

function encrypted() {
  return { encryption: 'aws:kms' };
}

function database(backup: object): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'db', namespace: 'shop' },
    spec: {
      instances: 3,
      backup: { retentionPolicy: '30d', barmanObjectStore: { data: encrypted(), wal: encrypted() }, ...backup },
    },
  };
}

function schedule(spec: object, namespace = 'shop'): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'daily', namespace },
    spec: { schedule: '0 0 3 * * *', cluster: { name: 'db' }, ...spec },
  };
}
