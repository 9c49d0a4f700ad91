import { join } from 'node:path';
import type { Manifest, Resource } from '../../constructs/plan/resource';
import { objectsOf } from '../support/environment';
import { backupLacks } from './backup/programs';
import { liveLacks } from './live/ability';
import { answers, archived, ask, backedUp, beside, DATABASE, healthy, SHOP } from './live/backed-up';
import { type LiveStore, STORE_NAME, startStore } from './live/backup-store';
import { type BarmanImages, barmanImages } from './live/barman-images';
import { GROUP as BARMAN, installBarmanPlugin } from './live/barman-plugin';
import { GROUP as CERT_MANAGER, certManagerImage, installCertManager } from './live/cert-manager';
import { CONTROL_PLANE_ADDRESS, NODES } from './live/cluster/addresses';
import { type Cluster, startCluster } from './live/cluster/cluster';
import { type DatabaseImages, databaseImages } from './live/cluster/database-image';
import { Steps } from './live/cluster/steps';
import { applyToVault } from './live/deliver';
import { clusterId, defineKindsOf } from './live/deploy-shop';
import { provideDisks } from './live/disks';
import { defineKinds } from './live/kinds';
import { kubectl } from './live/kubectl';
import { installOperator } from './live/operator';
import { installSecretsOperator, GROUP as SECRETS, secretsOperatorImage } from './live/secrets-operator';
import { type LiveVault, startVault, vaultImage } from './live/vault';
import { makeAuthority } from './servers/certificates';
import { eventually } from './support/eventually';
import { vaultRequest } from './support/vault-api';
import { runFolder } from './support/world';

const say = (line: string) => process.stderr.write(`restore: ${line}\n`);
const lack = liveLacks() ?? backupLacks();
if (lack !== undefined) say(`skipped: ${lack}`);

const ISSUER = 'live';
const LAST_BACKUP = 'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp';
const ARCHIVER = 'cnpg_pg_stat_archiver';
const PLANTED = 'SELECT what FROM orders WHERE id = 0';

(lack === undefined ? describe : describe.skip)('a database that the plugin for Barman Cloud backs up', () => {
  const steps = new Steps(say);
  let cluster: Cluster;
  let store: LiveStore;
  let images: DatabaseImages & BarmanImages;
  let resources: readonly Resource[];
  let objects: readonly Manifest[];
  let before = '';

  beforeAll(async () => {
    images = { ...(await databaseImages(say)), ...(await barmanImages(say)) };
    const { operator, database, plugin, sidecar } = images;
    const others = await Promise.all([vaultImage(), secretsOperatorImage(), certManagerImage()]);
    cluster = await startCluster({ runDir: runFolder(), name: 'restore' }, say, {
      outside: { [STORE_NAME]: CONTROL_PLANE_ADDRESS },
      provided: [operator, database, plugin, sidecar, ...others],
    });
    const { name: node } = NODES[0]!;
    await provideDisks(cluster, '1Gi', 2);
    const authority = await makeAuthority(join(cluster.dir, 'authority'), 'dwcp-live');
    const defined = defineKinds(cluster, [CERT_MANAGER, SECRETS], say);
    const [vault] = await Promise.all([
      steps.take('Vault unsealed', () => startVault(cluster, node, [])),
      steps.take('CloudNativePG installed', () => installOperator(cluster)),
      defined.then(() => installCertManager(cluster, node, ISSUER, authority)),
      steps.take('the store starts', async () => {
        store = await startStore(cluster);
      }),
    ]);
    await Promise.all([
      steps.take('secrets operator installed', () => installSecretsOperator(cluster, node, vault.authority)),
      steps.take('the plugin installed', () => installBarmanPlugin(cluster, images)),
    ]);
    resources = backedUp(of(), await clusterId(cluster), store);
    objects = objectsOf(resources);
    await defineKindsOf(objects, cluster, say, [SECRETS, 'postgresql.cnpg.io', BARMAN]);
    await inOrder(vault);
  });
  afterAll(() => cluster?.stop());

  const of = () => ({ database: images.database.reference, sidecar: images.sidecar.reference });

  /** Makes all of it as a stack does: each once that which it depends on is there. */
  async function inOrder(vault: LiveVault): Promise<void> {
    // Not by the engine, which would deploy all of the plan: Vault makes no logins here, since nobody asks for any.
    const { engines, rest } = byWhatOf(resources);
    expect(engines).not.toEqual([]);
    await applyToVault(vault, rest);
    const put = (name: string, { accessKey, secretKey }: LiveStore['keys']) => {
      const data = { 'access-key-id': accessKey, 'secret-access-key': secretKey };
      return vaultRequest(vault.login, 'POST', `live/${SHOP}/kv/data/${name}`, { data });
    };
    await put(`${DATABASE}-backup`, store.keys);
    await put(`${DATABASE}-drill`, store.reader);
    for (const object of objects) {
      await cluster.api.apply(object);
      if (object.kind === 'VaultStaticSecret') await delivered(object.metadata.name);
      if (object.kind === 'Cluster') await steps.take('a database healthy', () => healthy(cluster, DATABASE));
    }
  }

  async function delivered(name: string): Promise<void> {
    const identity = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: SHOP } };
    await eventually(() => cluster.api.get(identity), { what: `Secret ${name}`, timeoutMs: 60_000 });
  }

  const logs = (...of: readonly string[]) => kubectl(cluster, 'logs', '--namespace', SHOP, ...of);

  test('has a base backup and its WAL in its folder of the store, though it is new', async () => {
    const done = async () => {
      const [backup] = await cluster.api.list('postgresql.cnpg.io/v1', 'Backup', SHOP);
      const { phase, error } = backup?.['status'] ?? {};
      if (phase === 'failed') throw new Error(error);
      // It begins at a checkpoint, which takes its time where nobody asks for one.
      await ask(cluster, DATABASE, 'CHECKPOINT');
      return phase === 'completed';
    };
    await steps.take('a base backup completed', () => eventually(done, { what: 'a backup', timeoutMs: 240_000 }));
    await ask(
      cluster,
      DATABASE,
      'CREATE TABLE orders AS SELECT id, md5(id::text) AS what FROM generate_series(1, 20000) id',
    );
    await steps.take('what was written is archived', () => archived(cluster));
    const kinds = (await store.list()).map(
      (key) => new RegExp(`^live/${SHOP}/${DATABASE}/(base|wals)/`).exec(key)?.[1],
    );
    expect([...new Set(kinds)].sort()).toEqual(['base', 'wals']);
  });

  test('has the authority of the store beside its keys, in one Secret that the Vault Secrets Operator writes', async () => {
    const identity = { apiVersion: 'v1', kind: 'Secret', metadata: { name: `${DATABASE}-backup`, namespace: SHOP } };
    const data = Object.entries((await cluster.api.get(identity))!['data'] as Readonly<Record<string, string>>);
    expect(Object.fromEntries(data.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]))).toEqual({
      'access-key-id': store.keys.accessKey,
      'secret-access-key': store.keys.secretKey,
      'ca.crt': store.facts.authorityCertificate,
    });
  });

  test('exports what its alerts read', async () => {
    const rules = objects.filter(({ kind }) => kind === 'PrometheusRule');
    const read = JSON.stringify(rules).match(/(barman_cloud|cnpg_pg_stat_archiver)_\w+/g) ?? [];
    const python = "import urllib.request as r; print(r.urlopen('http://localhost:9187/metrics').read().decode())";
    const inSidecar = ['exec', '--namespace', SHOP, `${DATABASE}-1`, '--container', 'plugin-barman-cloud', '--'];
    const names = [...new Set(read)].sort();
    let values: readonly number[] = [];
    const told = async () => {
      const metrics = await kubectl(cluster, ...inSidecar, 'python3', '-c', python);
      values = names.map((name) => Number(new RegExp(`^${name}(?:{.*})? (.*)$`, 'm').exec(metrics)?.[1]));
      return values[names.indexOf(LAST_BACKUP)]! > 0;
    };
    // It remembers for seconds what it was told.
    await eventually(told, { what: 'the moment of the last backup', timeoutMs: 60_000 });
    expect(names).toEqual([LAST_BACKUP, ...['archived', 'failed'].map((what) => `${ARCHIVER}_last_${what}_time`)]);
    expect(values).not.toContain(Number.NaN);
    expect(Date.now() / 1000 - values[0]!).toBeLessThan(1_200);
  });

  test('is there as it was before a DELETE, in a Cluster that begins with the backup', async () => {
    await ask(cluster, DATABASE, "INSERT INTO orders VALUES (0, 'planted')");
    before = await ask(cluster, DATABASE, 'SELECT clock_timestamp()');
    await ask(cluster, DATABASE, 'DELETE FROM orders WHERE id = 0');
    await archived(cluster);
    expect(await ask(cluster, DATABASE, PLANTED)).toBe('');
    const other = beside(objects.find(({ kind }) => kind === 'Cluster')!, before);
    await cluster.api.apply(other);
    await steps.take('a Cluster that begins with the backup healthy', () => healthy(cluster, other.metadata.name));
    await answers(cluster, other.metadata.name, PLANTED, 'planted');
  });

  test('is restored by its drill', async () => {
    const drill = `${DATABASE}-drill`;
    await kubectl(cluster, '--namespace', SHOP, 'create', 'job', `${drill}-now`, `--from=cronjob/${drill}`);
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `${drill}-now`, namespace: SHOP } };
    const ended = async () => {
      const { succeeded, failed } = (await cluster.api.get(job))?.['status'] ?? {};
      return (succeeded ?? failed) !== undefined;
    };
    await steps.take('a drill', () => eventually(ended, { what: 'the end of a drill', timeoutMs: 300_000 }));
    const said = await logs('--selector', `dwcp.io/workload=${drill}`, '--all-containers', '--prefix');
    expect(said).toMatch(/\d+ s: proved: orders-db .* of 20\d\d-/);
    const cronJob = { ...job, kind: 'CronJob', metadata: { ...job.metadata, name: drill } };
    const told = async () => (await cluster.api.get(cronJob))!['status'].lastSuccessfulTime !== undefined;
    await eventually(told, { what: 'the moment of the last restore', timeoutMs: 30_000 });
  });

  test('is there as it was in its own place, once it is lost, and archives to another folder', async () => {
    const restored = objectsOf(backedUp(of(), await clusterId(cluster), store, before));
    const database = restored.find(({ kind }) => kind === 'Cluster')!;
    await cluster.api.delete(database);
    for (const kind of ['Pod', 'PersistentVolumeClaim']) {
      await cluster.api.waitGone({
        ...{ apiVersion: 'v1', kind },
        metadata: { name: `${DATABASE}-1`, namespace: SHOP },
      });
    }
    await cluster.api.apply(database);
    await steps.take('the database healthy, in its own place', () => healthy(cluster, DATABASE));
    await answers(cluster, DATABASE, PLANTED, 'planted');
    await archived(cluster);
    const folder = `live/${SHOP}/${DATABASE}-2/wals/`;
    expect((await store.list()).filter((key) => key.startsWith(folder))).not.toEqual([]);
  });
});

/** What Vault is to have for logins to the database, and all else. */
function byWhatOf(resources: readonly Resource[]) {
  const isEngine = (one: Resource) => one.api === 'vault' && one.type.startsWith('vault:database/');
  return { engines: resources.filter(isEngine), rest: resources.filter((one) => !isEngine(one)) };
}
