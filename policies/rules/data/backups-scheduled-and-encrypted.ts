import { namespaceOf } from '../../../constructs/plan/identity';
import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { builtOnce } from '../../built-once';
import { defineRule } from '../../define-rule';
import { BY_PLUGIN, encrypted, objectStore, schedule, withPlugin, withStore } from '../../examples/backups';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, textOf } from '../../fields';
import type { Prepared } from '../../prepared';
import { remember } from '../../reachability/remember';
import { Unknowable } from '../../unknowable';

const OBJECT_STORE = 'barmancloud.cnpg.io/ObjectStore';
const PLUGIN = 'barman-cloud.cloudnative-pg.io';
const PARTS = ['data', 'wal'];

/** A place for backups as it is written: in the Cluster itself, or in the ObjectStore that its plugin names. */
interface Store {
  /** Where it is written for how long backups are kept. */
  readonly retention: string;
  /** Where it is written how they are stored. */
  readonly field: string;
}

const BUILT_IN: Store = { retention: 'spec.backup.retentionPolicy', field: 'spec.backup.barmanObjectStore' };
const OF_PLUGIN: Store = { retention: 'spec.retentionPolicy', field: 'spec.configuration' };

/** A place for backups makes none: the operator waits for a ScheduledBackup, and encrypts only what it is told to. */
export const backupsScheduledAndEncrypted = defineRule({
  id: 'backups-scheduled-and-encrypted',
  subject: 'object',
  of: ['postgresql.cnpg.io/Cluster', OBJECT_STORE],
  needs: 'plan',
  says: 'A database with a place for backups makes them, encrypted, and keeps them for a time that is said.',
  because: 'what is there to be restored is too old, or can be read by whoever reads the bucket',
  level: 'mandatory',
  severity: 'high',
  topic: 'data',
  references: [
    'practices:secrets-management',
    'https://cloudnative-pg.io/documentation/1.28/backup/',
    'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  ],
  applies: ({ object }) =>
    kindOf(object) === OBJECT_STORE || !isAbsent(builtIn(object)) || pluginsOf(object).length > 0,
  check: ({ object }, context) => {
    const spec = specOf(object);
    if (kindOf(object) === OBJECT_STORE) return kept(OF_PLUGIN, spec['retentionPolicy'], spec['configuration']);
    const schedules = schedulesIn(context).get(namespaceOf(object))?.get(object.metadata.name) ?? [];
    const store = builtIn(object);
    return [
      ...(isAbsent(store) || schedules.some(({ method }) => method !== 'plugin') ? [] : [never('spec.backup')]),
      ...(isAbsent(store) ? [] : kept(BUILT_IN, backupOf(object)['retentionPolicy'], store)),
      ...pluginsOf(object).flatMap((plugin) => [
        ...(schedules.some(isByPlugin) ? [] : [never(plugin.field)]),
        ...archived(plugin, namespaceOf(object), context),
      ]),
    ];
  },
  examples: {
    accepted: [
      { shows: 'all of it', resources: [withStore({}), schedule({})] },
      { shows: 'what runs, said aloud', resources: [withStore({}), schedule({ suspend: false })] },
      { shows: 'all of it, by the plugin', resources: [withPlugin({}), objectStore({}), schedule(BY_PLUGIN)] },
      {
        shows: 'the plugin, switched on',
        resources: [withPlugin({ enabled: true }), objectStore({}), schedule(BY_PLUGIN)],
      },
      {
        shows: 'the plugin beside another one',
        resources: [withPlugin({}, { name: 'other.example.com' }), objectStore({}), schedule(BY_PLUGIN)],
      },
    ],
    refused: [
      { shows: 'no schedule', resources: [withStore({})], violations: [never('spec.backup')] },
      {
        shows: 'one that is suspended',
        resources: [withStore({}), schedule({ suspend: true })],
        violations: [never('spec.backup')],
      },
      {
        shows: 'one of another database',
        resources: [withStore({}), schedule({ cluster: { name: 'other' } })],
        violations: [never('spec.backup')],
      },
      {
        shows: 'one of another namespace',
        resources: [withStore({}), schedule({}, 'store')],
        violations: [never('spec.backup')],
      },
      {
        shows: 'one by a plugin that is not there',
        resources: [withStore({}), schedule(BY_PLUGIN)],
        violations: [never('spec.backup')],
      },
      {
        shows: 'backups for ever',
        resources: [withStore({ retentionPolicy: undefined }), schedule({})],
        violations: [forEver(BUILT_IN)],
      },
      ...PARTS.map((part) => ({
        shows: `${part} in clear text`,
        resources: [withStore({ barmanObjectStore: { ...encrypted(), [part]: {} } }), schedule({})],
        violations: [readable(BUILT_IN, part)],
      })),
      {
        shows: 'an encryption without a name',
        resources: [withStore({ barmanObjectStore: { ...encrypted(), wal: { encryption: '' } } }), schedule({})],
        violations: [readable(BUILT_IN, 'wal')],
      },
      {
        shows: 'the plugin, and no schedule',
        resources: [withPlugin({}), objectStore({})],
        violations: [never('spec.plugins[0]')],
      },
      ...[{}, { method: 'plugin' }, { ...BY_PLUGIN, method: 'barmanObjectStore' }].map((spec) => ({
        shows: `the plugin, and a schedule that does not ask it: ${JSON.stringify(spec)}`,
        resources: [withPlugin({}), objectStore({}), schedule(spec)],
        violations: [never('spec.plugins[0]')],
      })),
      ...[{ isWALArchiver: undefined }, { isWALArchiver: false }].map((plugin) => ({
        shows: `the plugin without the log: ${JSON.stringify(plugin)}`,
        resources: [withPlugin(plugin), objectStore({}), schedule(BY_PLUGIN)],
        violations: [withoutLog('spec.plugins[0]')],
      })),
      {
        shows: 'an object store for ever',
        resources: [objectStore({ retentionPolicy: undefined })],
        violations: [forEver(OF_PLUGIN)],
      },
      ...PARTS.map((part) => ({
        shows: `${part} of an object store in clear text`,
        resources: [objectStore({ configuration: { ...encrypted(), [part]: {} } })],
        violations: [readable(OF_PLUGIN, part)],
      })),
    ],
    skipped: [
      { shows: 'no place for backups', resources: [withPlugin({ name: 'other.example.com' }), schedule(BY_PLUGIN)] },
      { shows: 'the plugin, switched off', resources: [withPlugin({ enabled: false })] },
    ],
    unknown: [
      {
        shows: 'the plugin, with who knows what for a switch',
        resources: [withPlugin({ enabled: 'no' }), objectStore({}), schedule(BY_PLUGIN)],
        doubts: [{ field: 'spec.plugins[0].enabled', why: 'true or false was expected' }],
      },
      {
        shows: 'an object store of somebody else',
        resources: [withPlugin({}), schedule(BY_PLUGIN)],
        doubts: [{ field: 'spec.plugins[0].parameters.barmanObjectName', why: "there is no ObjectStore 'backups'" }],
      },
      {
        shows: 'an object store of another namespace',
        resources: [withPlugin({}), objectStore({}, 'store'), schedule(BY_PLUGIN)],
        doubts: [{ field: 'spec.plugins[0].parameters.barmanObjectName', why: "there is no ObjectStore 'backups'" }],
      },
      {
        shows: 'the plugin without an object store',
        resources: [withPlugin({ parameters: undefined }), schedule(BY_PLUGIN)],
        doubts: [{ field: 'spec.plugins[0].parameters.barmanObjectName', why: 'text was expected' }],
      },
    ],
  },
});

function specOf(object: Manifest): Fields {
  return fieldsOf(object['spec'], 'spec');
}

function backupOf(object: Manifest): Fields {
  return fieldsOf(specOf(object)['backup'], 'spec.backup');
}

function builtIn(object: Manifest): unknown {
  return backupOf(object)['barmanObjectStore'];
}

function pluginsOf(object: Manifest): readonly Entry[] {
  return entriesOf(specOf(object)['plugins'], 'spec.plugins').filter(
    (plugin) => plugin.value['name'] === PLUGIN && isEnabled(plugin),
  );
}

/** The operator takes a plugin for enabled unless it is said not to be. */
function isEnabled({ field, value }: Entry): boolean {
  const enabled = value['enabled'] ?? true;
  if (typeof enabled !== 'boolean') throw new Unknowable(`${field}.enabled`, 'true or false was expected');
  return enabled;
}

/** What is scheduled and not suspended, by the namespace and the name of the database. */
const schedulesIn = builtOnce(({ of }): ReadonlyMap<string, ReadonlyMap<unknown, readonly Fields[]>> => {
  const schedules = new Map<string, Map<unknown, Fields[]>>();
  for (const { object } of of('postgresql.cnpg.io/ScheduledBackup')) {
    const spec = specOf(object);
    const { name } = fieldsOf(spec['cluster'], 'spec.cluster');
    if (spec['suspend'] === true) continue;
    const inNamespace = remember(schedules, namespaceOf(object), () => new Map<unknown, Fields[]>());
    remember(inNamespace, name, (): Fields[] => []).push(spec);
  }
  return schedules;
});

function isByPlugin({ method, pluginConfiguration }: Fields): boolean {
  return method === 'plugin' && fieldsOf(pluginConfiguration, 'spec.pluginConfiguration')['name'] === PLUGIN;
}

/** What is wrong with what a plugin is told; its ObjectStore is judged by itself, wherever it is used. */
function archived({ field, value }: Entry, namespace: string, { find }: Prepared) {
  const named = `${field}.parameters.barmanObjectName`;
  const name = textOf(fieldsOf(value['parameters'], `${field}.parameters`)['barmanObjectName'], named);
  return [
    ...(value['isWALArchiver'] === true ? [] : [withoutLog(field)]),
    ...(find(OBJECT_STORE, name, namespace) ? [] : [new Unknowable(named, `there is no ObjectStore '${name}'`)]),
  ];
}

function kept(at: Store, retention: unknown, stored: unknown) {
  const store = fieldsOf(stored, at.field);
  return [
    ...(isAbsent(retention) ? [forEver(at)] : []),
    ...PARTS.filter((part) => !isEncrypted(store[part], `${at.field}.${part}`)).map((part) => readable(at, part)),
  ];
}

function isEncrypted(part: unknown, field: string): boolean {
  const { encryption } = fieldsOf(part, field);
  return !isAbsent(encryption) && encryption !== '';
}

function never(field: string) {
  return {
    field,
    problem: 'nothing makes a backup: no ScheduledBackup asks for it, or what does is suspended',
    fix: 'add a ScheduledBackup with its name in spec.cluster, and with the plugin as its method where there is one',
  };
}

function withoutLog(plugin: string) {
  return {
    field: `${plugin}.isWALArchiver`,
    problem: 'the log is not archived, and no backup can be restored without what was logged while it was taken',
    fix: 'set it to true',
  };
}

function forEver({ retention }: Store) {
  return {
    field: retention,
    problem: 'backups are kept for ever, and so is what had to be deleted',
    fix: 'say for how long, such as 30d',
  };
}

function readable({ field }: Store, part: string) {
  return {
    field: `${field}.${part}.encryption`,
    problem: 'nothing asks the bucket to encrypt it',
    fix: 'set it to AES256 or aws:kms',
  };
}
