import type { Manifest } from '../../../constructs/plan/resource';
import { objectsOf } from '../../support/environment';
import { eventually } from '../support/eventually';
import type { LiveObject } from '../support/kubernetes-api';
import { probe } from './callers';
import { NODES } from './cluster/addresses';
import { cacheImages } from './cluster/cache-images';
import { type Cluster, isReady } from './cluster/cluster';
import { databaseImages } from './cluster/database-image';
import { Steps } from './cluster/steps';
import { crash } from './crash';
import { crashTests } from './crash-tests';
import { administer, healthy, poolerVersion, primaryOf, query, unhealthy } from './database';
import { handOverCertificate } from './deliver';
import { clusterId, defineKindsOf } from './deploy-shop';
import { provideDisks } from './disks';
import { growthTests } from './growth-tests';
import { defineKinds } from './kinds';
import { exec, kubectl } from './kubectl';
import { DATABASE, DISK, LEDGER, type LedgerFacts, type LedgerSize } from './ledger/platform';
import { deployReworded, ledger, ledgerFacts, startLedgerStack } from './ledger/stack';
import { installOperator } from './operator';
import { type LiveStack, up } from './platform/stack';
import { prometheusTests } from './prometheus-tests';
import { rotationTests } from './rotation-tests';
import { keepKeyOfCache } from './secrets-cache';
import { installSecretsOperator, GROUP as SECRETS_GROUP } from './secrets-operator';
import { OUTSIDE, outside } from './shop';
import { failed, inWords, type TransactionReport, whileWriting } from './transactions';
import { type LiveVault, startVault } from './vault';
import { podsOf, rolledOut } from './workloads';

const PACE = { perSecond: 100, connections: 12, lifetimeSeconds: 20 } as const;

/** What PgBouncer is known to be gone after, with its connections. */
const POOLER_GONE_MS = 15_000;

/** How long the load waits for one transaction. */
const PATIENCE_MS = 10_000;

/** What it takes at the most until writes are done again: 18 s to 30 s were seen. */
const PRIMARY_GONE_MS = 60_000;

/** What is asserted of a database as the library renders it, made by the real operator of three instances. */
export function databaseTests(the: () => Cluster, say: (line: string) => void): void {
  const steps = new Steps(say);
  let objects: readonly Manifest[];
  let vault: LiveVault;
  let facts: LedgerFacts;
  let stack: LiveStack | undefined;

  const told = (what: string, report: TransactionReport) => {
    const [first, ...rest] = inWords(report);
    say(`${what}: ${first}`);
    for (const line of rest) say(line);
    return report;
  };
  const rowsOf = async ({ run }: TransactionReport) =>
    Number(await query(the(), 'reader', `SELECT count(*) FROM written WHERE run = ${run}`));

  beforeAll(async () => {
    const cluster = the();
    await strangerIsThere(cluster);
    const images = { ...(await databaseImages(say)), ...(await cacheImages(say)) };
    await steps.take('images on nodes', () =>
      Promise.all(Object.values(images).map((image) => cluster.provide(image))),
    );
    const { name } = NODES[0]!;
    vault = await steps.take('Vault unsealed', () => startVault(cluster, name, [DATABASE]));
    facts = ledgerFacts(await clusterId(cluster), vault, images);
    objects = objectsOf(ledger(facts));
    // Those of operators that run come with them.
    await defineKindsOf(objects, cluster, say, ['postgresql.cnpg.io', SECRETS_GROUP]);
    await steps.take('CloudNativePG installed', () => installOperator(cluster));
    await provideDisks(cluster, DISK);
    await defineKinds(cluster, [SECRETS_GROUP]);
    await steps.take('secrets operator installed', async () => {
      await installSecretsOperator(cluster, name, vault.authority, 'direct-encrypted');
      await keepKeyOfCache(cluster, vault);
    });
    stack = await steps.take('an empty stack', () => startLedgerStack(cluster, vault, facts));
  });
  afterAll(() => stack?.engine.stop());

  test('the operator refuses an image that does not say which PostgreSQL it is', async () => {
    const { api, images } = the();
    const database = objects.find(({ kind }) => kind === 'Cluster')!;
    const mute = { ...database, spec: { ...(database['spec'] as object), imageName: images.app.reference } };
    await expect(api.apply(mute, { dryRun: true })).rejects.toThrow("Can't use just the image sha");
  });

  test('`pulumi up` makes all that is planned, in Vault and in the cluster', async () => {
    const { plan } = stack!;
    const [{ steps: taken }] = await Promise.all([
      steps.take('pulumi up', () => up(stack!)),
      steps.take('database healthy', () => healthy(the(), 600_000)),
      handOverCertificate(the(), LEDGER, DATABASE, 600_000),
    ]);
    const made = taken.flatMap(({ op, type }) => (op === 'create' ? type : []));
    const ofVault = plan.resources.flatMap((one) => (one.api === 'vault' ? one.type : []));
    expect(made.filter((type) => type.startsWith('vault:')).sort()).toEqual(ofVault.sort());
    expect(made.filter((type) => type.startsWith('kubernetes:'))).toHaveLength(objects.length);
    say(`by \`pulumi up\`: ${ofVault.length} resources of Vault, ${objects.length} objects`);
  });

  test('three instances become healthy, one in each zone, and both poolers ready', async () => {
    const { api } = the();
    await healthy(the(), 60_000);
    await rolledOut(api, LEDGER, 'orders-pooler');
    const instances = await podsOf(api, LEDGER, 'orders');
    expect(instances.map(({ spec }) => spec.nodeName).sort()).toEqual(NODES.map(({ name }) => name));
    // By that name, monitors find them.
    for (const pod of [...instances, ...(await podsOf(api, LEDGER, 'orders-pooler'))]) {
      expect([pod.metadata.name, portNames(pod)]).toEqual([pod.metadata.name, expect.arrayContaining(['metrics'])]);
    }
  });

  test('it runs by what was said of it, and tells of its statements', async () => {
    const { postgresql } = objects.find(({ kind }) => kind === 'Cluster')!['spec'] as {
      readonly postgresql: { readonly parameters: Readonly<Record<string, string>> };
    };
    const other = Object.entries(postgresql.parameters).map(
      ([name, value]) => `SELECT '${name} ' || current_setting('${name}') WHERE NOT (${isSet(name, value)})`,
    );
    expect(await administer(the(), other.join(' UNION ALL '))).toBe('');
    const loaded = "SELECT extname FROM pg_extension WHERE extname IN ('pgaudit', 'pg_stat_statements') ORDER BY 1";
    expect(await administer(the(), loaded)).toBe('pg_stat_statements\npgaudit');
    expect(Number(await administer(the(), 'SELECT count(*) FROM pg_stat_statements'))).toBeGreaterThan(0);
  });

  test('the operator knows of whom it can be told that nothing is lost', async () => {
    const identity = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'FailoverQuorum',
      metadata: { name: DATABASE, namespace: LEDGER },
    };
    const isKnown = async () => (await the().api.get(identity))?.['status']?.standbyNames?.length === 2;
    await eventually(isKnown, { what: 'two replicas in the quorum', timeoutMs: 60_000 });
    expect((await the().api.get(identity))?.['status']).toMatchObject({ method: 'ANY', standbyNumber: 1 });
  });

  test('who may change data does so through the pooler, and who may read it reads it and changes nothing', async () => {
    await query(the(), 'writer', 'CREATE TABLE written (run bigint, row bigint); INSERT INTO written VALUES (0, 1)');
    expect(await query(the(), 'reader', 'SELECT row FROM written')).toBe('1');
    const refused = query(the(), 'reader', 'INSERT INTO written VALUES (0, 2)');
    await expect(refused).rejects.toThrow('permission denied for table written');
    say(`${await query(the(), 'reader', 'SELECT version()')}; ${await poolerVersion(the())}`);
  });

  test('nobody is let in by the password that the operator made for the owner, at the pooler or past it', async () => {
    const identity = { apiVersion: 'v1', kind: 'Secret', metadata: { name: `${DATABASE}-app`, namespace: LEDGER } };
    const { data } = (await the().api.get(identity)) as unknown as { readonly data: { readonly password: string } };
    const password = Buffer.from(data.password, 'base64').toString();
    const ways = [
      ['deploy/writer', `${DATABASE}-pooler`],
      [await primaryOf(the()), '127.0.0.1'],
    ] as const;
    for (const [pod, host] of ways) {
      const login = `host=${host} user=app dbname=app sslmode=require connect_timeout=5 password=${password}`;
      const asked = exec(the(), { namespace: LEDGER, pod }, 'psql', '-XAtq', '-d', login, '-c', 'SELECT 1');
      await expect(asked).rejects.toThrow(/rejected|rejects/);
    }
  });

  test('its instances are reached through the pooler only, and not by a stranger', async () => {
    const [instance] = await podsOf(the().api, LEDGER, 'orders');
    const address = instance!['status'].podIP as string;
    const pooler = `orders-pooler.${LEDGER}`;
    const found = [];
    for (const from of [
      { namespace: LEDGER, pod: 'deploy/writer' },
      { namespace: OUTSIDE, pod: 'stranger' },
    ]) {
      for (const host of [pooler, address]) found.push(await probe(the(), from, host, 5432));
    }
    expect(found).toEqual(['open', 'refused', 'refused', 'refused']);
  });

  test('nothing fails while nothing happens', async () => {
    const report = told('at rest', await whileWriting(the(), 'writer', PACE, async () => undefined));
    expect(failed(report)).toBe(0);
    expect(await rowsOf(report)).toBe(report.asked);
  });

  test('a pooler that is killed costs what was on its connections', async () => {
    const [pooler] = await podsOf(the().api, LEDGER, 'orders-pooler');
    let killedAt = 0;
    const report = await whileWriting(the(), 'writer', PACE, async () => {
      killedAt = Date.now();
      await steps.take('pooler started again', () => crash(the(), LEDGER, pooler!.metadata.name));
    });
    told('a pooler killed', report);
    // Each of its clients finds out by the next transaction: the load is seen to notice what it is there to notice.
    expect(failed(report)).toBeGreaterThan(0);
    expect(report.failing.firstAt).toBeGreaterThan(killedAt - 1_000);
    expect(report.failing.lastAt).toBeLessThan(killedAt + POOLER_GONE_MS);
    expect(failed(report)).toBeLessThan((PACE.perSecond * POOLER_GONE_MS) / 1000 / 2);
    expect(await rowsOf(report)).toBeGreaterThanOrEqual(report.done);
  });

  const withoutPrimary = async (what: string, action: (primary: string) => Promise<unknown>) => {
    const primary = await primaryOf(the());
    let goneAt = 0;
    const report = await whileWriting(the(), 'writer', PACE, async () => {
      goneAt = Date.now();
      await action(primary);
      await steps.take('database healthy again', () => healthy(the(), 300_000));
    });
    const successor = await primaryOf(the());
    told(`${primary} ${what}, then ${successor}`, report);
    expect(failed(report)).toBeGreaterThan(0);
    expect(report.failing.firstAt).toBeGreaterThan(goneAt - PATIENCE_MS);
    expect(report.failing.lastAt).toBeLessThan(goneAt + PRIMARY_GONE_MS);
    expect(report.longestPauseMs).toBeLessThan(PRIMARY_GONE_MS);
    const rows = await rowsOf(report);
    expect(rows).toBeGreaterThanOrEqual(report.done);
    expect(rows).toBeLessThanOrEqual(report.asked);
    return { primary, successor };
  };

  test('a primary that is killed loses nothing that was done, and writes go on within a minute', async () => {
    await withoutPrimary('killed', (primary) => crash(the(), LEDGER, primary));
  });

  test('a primary whose pod is deleted loses nothing that was done, and another one takes over within a minute', async () => {
    const { primary, successor } = await withoutPrimary('deleted', async (pod) => {
      await kubectl(the(), 'delete', 'pod', '--namespace', LEDGER, pod, '--grace-period=0', '--force');
      await unhealthy(the(), 30_000);
    });
    expect(successor).not.toBe(primary);
  });

  const growing = () => ({
    cluster: the(),
    plan: (size: LedgerSize) => objectsOf(ledger(facts, size)),
    rowsOf,
  });
  describe('that grows', () => growthTests(growing, told, steps));

  describe('whose metrics are scraped', () => prometheusTests(() => ({ cluster: the(), objects }), say));

  describe('whose logins are rotated', () => {
    const rotated = () => ({
      cluster: the(),
      vault,
      credential: objects.find(
        ({ kind, metadata }) => kind === 'VaultDynamicSecret' && metadata.name === `writer-${DATABASE}`,
      )!,
      plan: (ttlHours: number) => ledger(facts, { ttlHours }),
      redeploy: () => steps.take('pulumi up under load', () => deployReworded(stack!)),
    });
    rotationTests(rotated, told, say);
    describe('while what rotates them is killed', () => crashTests(() => ({ cluster: the(), vault }), told, say));
  });
}

/** Nobody made it anew where it went with its node. */
async function strangerIsThere({ api, images }: Cluster): Promise<void> {
  const identity = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'stranger', namespace: OUTSIDE } };
  const ready = async () => {
    for (const object of outside(images.app.reference)) await api.apply(object);
    const stranger = await api.get(identity);
    return stranger !== undefined && stranger.metadata.deletionTimestamp === undefined && isReady(stranger);
  };
  await eventually(ready, { what: 'the stranger ready', timeoutMs: 60_000, everyMs: 500 });
}

/** The SQL by which a parameter is what is said, however PostgreSQL writes it. */
function isSet(name: string, value: string): string {
  const now = `current_setting('${name}')`;
  if (/^\d+[kM]B$/.test(value)) return `pg_size_bytes(${now}) = pg_size_bytes('${value}')`;
  return /^\d+s$/.test(value) ? `${now}::interval = '${value}'::interval` : `${now} = '${value}'`;
}

function portNames({ spec }: LiveObject): readonly string[] {
  const containers = spec.containers as readonly { ports?: readonly { name?: string }[] }[];
  return containers.flatMap(({ ports = [] }) => ports.flatMap(({ name }) => name ?? []));
}
