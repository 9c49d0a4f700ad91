import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Postgres, SecureNamespace } from '../../constructs';
import type { ObjectStore } from '../../constructs/operators/barman-cloud';
import { BACKUP_STORE } from '../support/backup-store';
import { environment, IMAGE, objectIn, RESOURCES } from '../support/environment';
import { BarmanCloud } from './backup/barman-cloud';
import { Database } from './backup/database';
import { Drill, type Drilled } from './backup/drill';
import { backupLacks } from './backup/programs';
import { type Keys, type Lying, Store } from './backup/store';
import { makeAuthority } from './servers/certificates';
import { eventually } from './support/eventually';
import { runFolder } from './support/world';

// All of it takes half a minute: what does not go on is at fault.
jest.setTimeout(300_000);

const lacks = backupLacks();
if (lacks !== undefined) console.warn(`nothing is backed up and restored for real: ${lacks}`);

/** What a database that is backed up to a store renders, as the operators of its keys and of its backups read it. */
function told({ endpoint, bucket, authority }: Store, query = 'SELECT sum(amount) > 40 FROM paid') {
  const tree = environment({}, { backups: { ...BACKUP_STORE, endpoint, bucket, authorityCertificate: authority } });
  const named = { image: IMAGE, resources: RESOURCES };
  new Postgres(new SecureNamespace(tree, 'shop'), 'orders', {
    ...{ ...named, instances: 1, storage: '1Gi', credentials: { ttlHours: 12 } },
    pooler: { ...named, instances: 1 },
    backup: { owner: 'dba@example.com', schedule: '@daily', retentionDays: 30, drill: { query } },
  });
  const { spec } = objectIn(tree, 'ObjectStore', 'orders-backup') as unknown as ObjectStore;
  const secret = objectIn(tree, 'VaultStaticSecret', 'orders-backup')['spec'] as {
    destination: { transformation: { templates: Readonly<Record<string, { text: string }>> } };
  };
  return { tree, spec, beside: secret.destination.transformation.templates };
}

/** Keys as a Secret has them. */
const inSecret = ({ accessKey, secretKey }: Keys) => ({ 'access-key-id': accessKey, 'secret-access-key': secretKey });

const place = (name: string) => ({ runDir: runFolder(), name: `backup-${name}` });

/** Seconds that something took, printed: the guide has them. */
async function timed<T>(what: string, action: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await action();
  console.info(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

(lacks === undefined ? describe : describe.skip)('a database that is backed up as it is told', () => {
  let store: Store;
  let barman: BarmanCloud;
  let lost: Database;
  let restored: Database;
  let before = '';
  const folder = join(runFolder(), 'backup-barman');
  const authority = join(runFolder(), 'backup-authority.crt');

  const look = <T>(...what: Parameters<Store['look']>[0]) => store.look<T>(what, barman.env);

  beforeAll(async () => {
    store = await Store.at(place('store'));
    const { spec, beside } = told(store);
    writeFileSync(authority, beside[spec.configuration.endpointCA!.key]!.text);
    barman = new BarmanCloud(folder, { told: spec, server: 'orders', secret: inSecret(store.keys), authority });
    await timed('the store starts', () => store.start());
    await look('make');
    lost = await Database.at(place('lost'), barman);
    await timed('a database starts', () => lost.startNew());
    await lost.ask('CREATE DATABASE app');
    await lost.ask('CREATE TABLE paid AS SELECT 42 AS amount', 'app');
    await lost.ask('CREATE TABLE orders AS SELECT id, md5(id::text) AS what FROM generate_series(1, 20000) id');
    // So that nobody writes to its pages, and the log brings none of them; a base backup begins at a checkpoint that takes its time.
    await lost.ask('VACUUM (FREEZE) orders; CHECKPOINT');
    await timed('a base backup is made', () => lost.runs(barman.backup));
    await lost.ask("INSERT INTO orders VALUES (0, 'planted')");
    before = await lost.ask('SELECT clock_timestamp()');
    await lost.ask('DELETE FROM orders WHERE id = 0');
    await timed('what was written since is archived', () => lost.archived());
  });
  afterAll(async () => {
    for (const server of [lost, restored, store]) await server?.stop();
  });

  test('has base backup and WAL in its folder, each encrypted with AES-256, and of neither anything to read on the disks of the store', async () => {
    const { 'in-clear-text': control, ...objects } = await look<Record<string, Lying>>('lies');
    expect(control).toMatchObject({ encryption: null, readable: true });
    const kinds = Object.keys(objects).map((key) => /^test\/shop\/orders\/(base|wals)\//.exec(key)?.[1]);
    expect([...new Set(kinds)].sort()).toEqual(['base', 'wals']);
    const lying = Object.values(objects).map(({ encryption, readable }) => ({ encryption, readable }));
    expect(lying).toEqual(lying.map(() => ({ encryption: 'AES256', readable: false })));
  });

  test('keeps what is younger than it is told to keep', async () => {
    await lost.runs(barman.retention);
    expect(await backups()).toHaveLength(1);
  });

  test('uploads to nobody that another authority has signed for, counts that as the alert reads it, and uploads what waited', async () => {
    const fails = async () => (await lost.ask(ALERTED)) === 't';
    expect(await fails()).toBe(false);
    const other = await makeAuthority(join(runFolder(), 'backup-other'), 'other');
    writeFileSync(authority, other.pem);
    const file = await lost.switched();
    await timed('a store that is not trusted is counted', () =>
      eventually(fails, { what: 'a failure', timeoutMs: 90_000 }),
    );
    expect(await lost.ask('SELECT last_failed_wal FROM pg_stat_archiver')).toBe(file);
    writeFileSync(authority, store.authority);
    await timed('what waited is archived', () => lost.archived());
    expect(await fails()).toBe(false);
  });

  test('is there again as it was before a DELETE, once it is lost', async () => {
    const [backup] = await backups();
    await lost.lose();
    restored = await Database.at(place('restored'), barman);
    await timed('it is restored', () => restored.startAsOf(before, backup!));
    expect(await restored.ask('SELECT what FROM orders WHERE id = 0')).toBe('planted');
    // What came after that moment is not there.
    expect(await restored.ask('SELECT count(*), max(id) FROM orders')).toBe('20001|20000');
    await restored.ask("INSERT INTO orders VALUES (-1, 'written since')");
  });

  describe('is tried by a drill, which', () => {
    let runs = 0;
    const run = (drill = drillOf(), keys = store.reader, others = {}): Promise<Drilled> =>
      timed('a drill', () => drill.run(place(`drill-${++runs}`), inSecret(keys), others));
    const drillOf = (query?: string) =>
      new Drill(told(store, query).tree, 'orders', { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' });
    const failed = (why: RegExp) => ({
      status: 1,
      said: expect.stringMatching(new RegExp(`^failed: ${why.source}$`, 'm')),
    });

    test('proves that it can be restored, with keys that only read, and leaves nothing of it behind', async () => {
      const proved = await run();
      expect(proved).toMatchObject({ status: 0, said: expect.stringMatching(/^\d+ s: proved: orders .* of 20\d\d-/m) });
      expect(proved.log).toContain('redo done');
      expect(existsSync(join(runFolder(), 'backup-drill-1/drill/restored'))).toBe(true);
      expect(existsSync(join(runFolder(), 'backup-drill-1/drill/data'))).toBe(false);
    });

    test('fails where its answer is not true, the backup is too old, or it may not read', async () => {
      expect(await run(drillOf('SELECT sum(amount) > 99 FROM paid'))).toMatchObject(
        failed(/what it is asked is not true, but 'f'/),
      );
      expect(await run(drillOf(), store.reader, { DRILL_OLDEST_HOURS: '0' })).toMatchObject(
        failed(/the newest base backup, \w+, is .* old, where 0:00:00 are allowed/),
      );
      const stranger = await run(drillOf(), { ...store.reader, secretKey: 'another' });
      expect(stranger).toMatchObject({
        status: 1,
        said: expect.stringMatching(/SignatureDoesNotMatch|AccessDenied|Forbidden/),
      });
    });

    test('fails where a page is not as it was written', async () => {
      const base = (await look<string[]>('keys')).find((key) => key.endsWith('/data.tar.gz'))!;
      const text = createHash('md5').update('4711').digest('hex');
      await look('change', base, text);
      expect(await run()).toMatchObject(failed(/some pages are not as they were written/));
      await look('change', base, [...text].reverse().join(''));
    });

    test('fails where a file of the log cannot be read, or is missing, and others come after it', async () => {
      const log = (await look<string[]>('keys')).filter((key) => /\/wals\/.*\/[0-9A-F]{24}\.gz$/.test(key)).sort();
      const [last, newest] = log.slice(-2) as [string, string];
      await look('cut', last);
      expect(await run()).toMatchObject(failed(/\w{24} cannot be had from the store/));
      await look('lose', last);
      const [file] = /\w{24}/.exec(newest)!;
      expect(await run()).toMatchObject(
        failed(
          new RegExp(`the log could be replayed to timeline and position 1 \\w+/\\w+ alone, and goes on to ${file}`),
        ),
      );
    });
  });

  async function backups(): Promise<readonly string[]> {
    const { backups_list } = JSON.parse(await lost.runs(barman.list)) as {
      readonly backups_list: readonly { readonly backup_id: string }[];
    };
    return backups_list.map(({ backup_id }) => backup_id);
  }
});

/** What `WalNotArchived` asks, of the columns that the exporter of CloudNativePG has it from. */
const ALERTED = `SELECT COALESCE(EXTRACT(EPOCH FROM last_failed_time), -1)
  - COALESCE(EXTRACT(EPOCH FROM last_archived_time), -1) > 0 FROM pg_stat_archiver`;
