import { namespaceOf } from '../../../constructs/plan/identity';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { BY_PLUGIN, database, objectStore, schedule, withPlugin, withStore } from '../../examples/backups';
import { entriesOf, type Fields, fieldsOf, isAbsent, textOf } from '../../fields';
import type { ExampleResource } from '../../rule';
import { Unknowable } from '../../unknowable';

const SCHEDULED = 'postgresql.cnpg.io/ScheduledBackup';

/** What a ScheduledBackup asks for where it does not say. */
const USUAL_METHOD = 'barmanObjectStore';

/** What a Cluster says of how it is backed up by the operator itself. */
const BUILT_IN = [USUAL_METHOD, 'volumeSnapshot'] as const;

/** A plugin of somebody else, and a schedule that asks it. */
const VENDORS = { name: 'backups.vendor.example' };
const BY_VENDORS = { method: 'plugin', pluginConfiguration: VENDORS };

/** A way that a database can be backed up, and where that is written. */
interface Offer {
  readonly field: string;
  readonly by: string;
}

const NOT_OFFERED = {
  field: 'spec.plugins',
  problem: 'it has no way to be backed up, and its data has to be kept',
  fix: 'give the fact `backups`, and Postgres its `backup`; elsewhere, name a plugin that archives the log, and add a ScheduledBackup',
};

/** How it is backed up is not asked here: by what a Cluster offers, and a ScheduledBackup asks of it each time. */
export const databasesAreBackedUp = defineRule({
  id: 'databases-are-backed-up',
  subject: 'object',
  of: ['postgresql.cnpg.io/Cluster'],
  needs: 'plan',
  says: 'Where data is protected, each database is backed up by a schedule.',
  because: 'what is deleted by mistake, or lost with its disks, is lost for good',
  level: 'mandatory',
  severity: 'critical',
  topic: 'data',
  references: [
    'https://cloudnative-pg.io/documentation/1.28/backup/',
    'https://cloudnative-pg.io/documentation/1.28/replica_cluster/',
  ],
  // Manifests from elsewhere do not say of their data whether it may go.
  applies: ({ object }, { judged }) => judged.data === 'protected' && !follows(object),
  check: ({ object }, context) => {
    const offered = offeredBy(object);
    const doubts: Unknowable[] = [];
    for (const asking of context.of(SCHEDULED)) {
      try {
        if (asksOf(object, asking.object) && offered.some(({ by }) => by === asked(asking.object))) return [];
      } catch (error) {
        doubts.push(Unknowable.in(asking, error));
      }
    }
    if (doubts.length > 0) return doubts;
    return offered.length > 0 ? [neverAsked(offered)] : [NOT_OFFERED];
  },
  examples: {
    accepted: [
      { shows: 'the plugin of Barman Cloud', ...kept(withPlugin({}), objectStore({}), schedule(BY_PLUGIN)) },
      { shows: 'a store of its own', ...kept(withStore({}), schedule({})) },
      { shows: 'the same, said aloud', ...kept(withStore({}), schedule({ method: USUAL_METHOD, suspend: false })) },
      { shows: 'snapshots of its volumes', ...kept(withSnapshots(), schedule({ method: 'volumeSnapshot' })) },
      {
        shows: 'the plugin of somebody else',
        ...kept(database({ plugins: [VENDORS] }), schedule(BY_VENDORS)),
      },
      {
        shows: 'one schedule beside others: one is suspended, one is of another database',
        ...kept(
          withStore({}),
          ...[{ suspend: true }, { cluster: { name: 'other' } }, {}].map((spec, index) =>
            named(`daily-${index}`, schedule(spec)),
          ),
        ),
      },
    ],
    refused: [
      { shows: 'no backup at all', ...kept(database({})), violations: [NOT_OFFERED] },
      {
        shows: 'a replica that has been made a primary',
        ...kept(database({ replica: { enabled: false, source: 'main' } })),
        violations: [NOT_OFFERED],
      },
      {
        shows: 'the primary of several, by the name of its Cluster',
        ...kept(database({ replica: { primary: 'db', source: 'elsewhere' } })),
        violations: [NOT_OFFERED],
      },
      {
        shows: 'the primary of several, by a name of its own',
        ...kept(database({ replica: { self: 'berlin', primary: 'berlin', source: 'elsewhere' } })),
        violations: [NOT_OFFERED],
      },
      {
        shows: 'a schedule of what the database does not offer',
        ...kept(database({ backup: { retentionPolicy: '30d' } }), schedule({})),
        violations: [NOT_OFFERED],
      },
      {
        shows: 'snapshots, and a schedule of something else',
        ...kept(withSnapshots(), schedule({})),
        violations: [neverAsked([{ field: 'spec.backup.volumeSnapshot', by: 'volumeSnapshot' }])],
      },
      {
        shows: 'an archive of the log without a backup that it could be replayed onto',
        ...kept(database({ plugins: [{ ...VENDORS, isWALArchiver: true }] })),
        violations: [neverAsked([{ field: 'spec.plugins[0]', by: 'plugin backups.vendor.example' }])],
      },
      {
        shows: 'a plugin that is switched off',
        ...kept(database({ plugins: [{ ...VENDORS, enabled: false }] }), schedule(BY_VENDORS)),
        violations: [NOT_OFFERED],
      },
      {
        shows: 'two ways, and neither is asked for',
        ...kept(withPlugin({}, VENDORS)),
        violations: [
          neverAsked([
            { field: 'spec.plugins[0]', by: 'plugin backups.vendor.example' },
            { field: 'spec.plugins[1]', by: 'plugin barman-cloud.cloudnative-pg.io' },
          ]),
        ],
      },
      {
        shows: 'a schedule by another plugin',
        ...kept(database({ plugins: [{ ...VENDORS, enabled: true }] }), schedule(BY_PLUGIN)),
        violations: [neverAsked([{ field: 'spec.plugins[0]', by: 'plugin backups.vendor.example' }])],
      },
      {
        shows: 'a schedule that is suspended',
        ...kept(withStore({}), schedule({ suspend: true })),
        violations: [neverAsked([{ field: 'spec.backup.barmanObjectStore', by: USUAL_METHOD }])],
      },
      {
        shows: 'a schedule of another database',
        ...kept(withStore({}), schedule({ cluster: { name: 'other' } })),
        violations: [neverAsked([{ field: 'spec.backup.barmanObjectStore', by: USUAL_METHOD }])],
      },
      {
        shows: 'a schedule of another namespace',
        ...kept(withStore({}), schedule({}, 'store')),
        violations: [neverAsked([{ field: 'spec.backup.barmanObjectStore', by: USUAL_METHOD }])],
      },
    ],
    unknown: [
      {
        shows: 'a schedule that may be suspended',
        ...kept(withStore({}), schedule({ suspend: 'no' })),
        doubts: [{ field: 'spec.suspend', why: whyIn('true or false was expected') }],
      },
      {
        shows: 'a schedule by a method that nobody knows',
        ...kept(withStore({}), schedule({ method: 'tape' })),
        doubts: [{ field: 'spec.method', why: whyIn("'tape' is no method that is known") }],
      },
      {
        shows: 'a schedule of who knows which database',
        ...kept(withStore({}), schedule({ cluster: 'db' })),
        doubts: [{ field: 'spec.cluster', why: whyIn('an object was expected') }],
      },
      {
        shows: 'a schedule by who knows which plugin',
        ...kept(withPlugin({}), schedule({ method: 'plugin' })),
        doubts: [{ field: 'spec.pluginConfiguration.name', why: whyIn('text was expected') }],
      },
      {
        shows: 'a plugin with who knows what for a switch',
        ...kept(withPlugin({ enabled: 'no' }), schedule(BY_PLUGIN)),
        doubts: [{ field: 'spec.plugins[0].enabled', why: 'true or false was expected' }],
      },
      {
        shows: 'what may follow another',
        ...kept(database({ replica: { enabled: 'yes' } })),
        doubts: [{ field: 'spec.replica.enabled', why: 'true or false was expected' }],
      },
    ],
    skipped: [
      { shows: 'where data may go', data: 'disposable', resources: [database({})] },
      { shows: 'what is no whole plan', resources: [database({})] },
      { shows: 'what follows another', ...kept(database({ replica: { enabled: true, source: 'main' } })) },
      {
        shows: 'what follows another until that is lost',
        ...kept(database({ replica: { primary: 'paris', source: 'paris' } })),
      },
      {
        shows: 'what follows another, by a name of its own',
        ...kept(database({ replica: { self: 'db-berlin', primary: 'db', source: 'db' } })),
      },
    ],
  },
});

/**
 * Whether it is a replica of a database that is elsewhere, and backed up there: as the operator tells it, by `enabled`, or else by
 * which of several is the primary. https://cloudnative-pg.io/documentation/1.28/replica_cluster/#distributed-topology
 */
function follows(object: Manifest): boolean {
  const { replica } = specOf(object);
  if (isAbsent(replica)) return false;
  const { enabled, primary, self } = fieldsOf(replica, 'spec.replica');
  if (!isAbsent(enabled)) return flag(enabled, 'spec.replica.enabled');
  return primary !== (self ?? object.metadata.name);
}

/** What of a database can be asked for. */
function offeredBy(object: Manifest): readonly Offer[] {
  const { backup, plugins } = specOf(object);
  const builtIn = fieldsOf(backup, 'spec.backup');
  const enabled = entriesOf(plugins, 'spec.plugins').filter(({ field, value }) =>
    flag(value['enabled'] ?? true, `${field}.enabled`),
  );
  return [
    ...BUILT_IN.filter((by) => !isAbsent(builtIn[by])).map((by) => ({ field: `spec.backup.${by}`, by })),
    ...enabled.map(({ field, value }) => ({ field, by: plugin(value['name']) })),
  ];
}

function asksOf(database: Manifest, schedule: Manifest): boolean {
  const { cluster, suspend } = specOf(schedule);
  if (namespaceOf(schedule) !== namespaceOf(database)) return false;
  if (fieldsOf(cluster, 'spec.cluster')['name'] !== database.metadata.name) return false;
  return !flag(suspend ?? false, 'spec.suspend');
}

function asked(schedule: Manifest): string {
  const { method, pluginConfiguration } = specOf(schedule);
  const by = textOf(method ?? USUAL_METHOD, 'spec.method');
  if (BUILT_IN.some((one) => one === by)) return by;
  if (by !== 'plugin') throw new Unknowable('spec.method', `'${by}' is no method that is known`);
  const field = 'spec.pluginConfiguration';
  return plugin(textOf(fieldsOf(pluginConfiguration, field)['name'], `${field}.name`));
}

function plugin(name: unknown): string {
  return `plugin ${String(name)}`;
}

function flag(value: unknown, field: string): boolean {
  if (typeof value !== 'boolean') throw new Unknowable(field, 'true or false was expected');
  return value;
}

function specOf(object: Manifest): Fields {
  return fieldsOf(object['spec'], 'spec');
}

/** Told once, at the first: one that is asked for is enough. */
function neverAsked(offered: readonly Offer[]) {
  return {
    field: offered[0]!.field,
    problem: `nothing asks for a backup by ${offered.map(({ by }) => by).join(' or ')}: no ScheduledBackup names the database, or what does is suspended`,
    fix: 'add a ScheduledBackup with its name in spec.cluster, and that method',
  };
}

function kept(...resources: readonly ExampleResource[]) {
  return { data: 'protected', resources } as const;
}

function named(name: string, object: Manifest): Manifest {
  return { ...object, metadata: { ...object.metadata, name } };
}

function withSnapshots(): Manifest {
  return database({ backup: { volumeSnapshot: { className: 'csi-snapshots' } } });
}

/** As a doubt is told of another resource than the one that is judged. */
function whyIn(why: string): string {
  return `${why}, in postgresql.cnpg.io/v1/ScheduledBackup shop/daily`;
}
