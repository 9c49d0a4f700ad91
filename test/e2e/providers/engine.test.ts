import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ControlPlane, startControlPlane, WORKLOAD_CONTROLLERS } from '../servers/control-plane';
import { type StandIns, startStandIns } from '../servers/stand-ins';
import { startVault, type Vault } from '../servers/vault';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { world } from '../support/world';

const { runDir } = world();
const folder = join(runDir, 'providers-engine');
let cluster: ControlPlane;
let standIns: StandIns;
let vault: Vault;
let engine: Engine;

beforeAll(async () => {
  [cluster, vault] = await Promise.all([
    startControlPlane({ runDir, name: 'providers-engine-cluster', controllers: WORKLOAD_CONTROLLERS }),
    startVault({ runDir, name: 'providers-engine-vault' }),
  ]);
  standIns = await startStandIns({ runDir, name: 'providers-engine-stand-ins' }, cluster);
  engine = await Engine.start({
    projectDir: project(),
    stack: 'dev',
    configFile: join(folder, 'source', 'Pulumi.dev.yaml'),
    workDir: join(folder, 'engine'),
    env: {
      KUBECONFIG: cluster.kubeconfigPath,
      VAULT_ADDR: vault.address,
      VAULT_TOKEN: vault.token,
      VAULT_CACERT: vault.caFile,
    },
  });
}, 120_000);

afterAll(async () => {
  await engine?.stop();
  await vault?.stop();
  await standIns?.stop();
  await cluster?.stop();
}, 60_000);

/** A program small enough to predict every step of. Its configuration says what varies. */
function project(): string {
  const dir = join(folder, 'source');
  mkdirSync(dir, { recursive: true });
  symlinkSync(join(__dirname, '../../../node_modules'), join(dir, 'node_modules'));
  writeFileSync(join(dir, 'Pulumi.yaml'), 'name: tiny\nruntime: { name: nodejs, options: { typescript: false } }\n');
  writeFileSync(
    join(dir, 'Pulumi.dev.yaml'),
    'config: { kubernetes:context: providers-engine-cluster, tiny:replicas: "1" }\n',
  );
  writeFileSync(join(dir, 'package.json'), '{ "main": "index.js" }');
  writeFileSync(
    join(dir, 'index.js'),
    `const pulumi = require('@pulumi/pulumi');
const kubernetes = require('@pulumi/kubernetes');
const vault = require('@pulumi/vault');
const config = new pulumi.Config();
const namespace = new kubernetes.core.v1.Namespace('app', { metadata: { name: 'app' } });
const metadata = (name) => ({ name, namespace: 'app' });
const labels = { app: 'web' };
new kubernetes.apps.v1.Deployment('web', {
  metadata: metadata('web'),
  spec: {
    replicas: config.requireNumber('replicas'),
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: config.get('image') ?? 'web:1' }] } },
  },
}, { dependsOn: namespace });
const mount = new vault.Mount('db', { path: 'db', type: 'database' });
new vault.database.SecretBackendRole('db/web', {
  backend: mount.path, name: 'web', dbName: 'main', creationStatements: ['SELECT 1'], defaultTtl: 3600,
}, { dependsOn: namespace });
for (let i = 0; i < Number(config.get('many') ?? 0); i += 1) {
  new kubernetes.core.v1.ConfigMap('many-' + i, { metadata: metadata('many-' + i) }, { dependsOn: namespace });
}
`,
  );
  return dir;
}

test('a stack is previewed, made, found unchanged, changed, refreshed and destroyed', async () => {
  expect(await engine.preview()).toMatchObject({ code: 0, changes: { create: 5 }, diagnostics: [] });

  const made = await engine.up();
  expect(made).toMatchObject({ code: 0, changes: { create: 5 } });
  const declared = made.steps.filter(({ type }) => !type.startsWith('pulumi:providers:'));
  const created = declared.map(({ urn }) => urn.split('::')[3]!);
  expect([...created].sort()).toEqual(['app', 'db', 'db/web', 'tiny-dev', 'web']);
  expect(created.indexOf('app')).toBeLessThan(created.indexOf('web'));
  expect(await engine.up()).toMatchObject({ code: 0, changes: { same: 5 } });

  const scaled = await engine.up('--config', 'tiny:replicas=2');
  expect(scaled).toMatchObject({ code: 0, changes: { same: 4, update: 1 } });
  expect(scaled.steps.filter(({ op }) => op === 'update')).toMatchObject([
    { type: 'kubernetes:apps/v1:Deployment', fields: ['spec.replicas'] },
  ]);
  expect(await engine.refresh()).toMatchObject({ code: 0, changes: { same: 5 } });
});

test('a preview fails where the API server would refuse', async () => {
  const refused = await engine.preview('--config', 'tiny:image=');
  expect(refused.code).not.toBe(0);
  expect(refused.diagnostics.join('\n')).toContain('spec.template.spec.containers[0].image');
});

test('a killed up leaves a lock and creations that it did not learn of; both are mended', async () => {
  // What --config says is saved in the stack's file, so it holds for the runs that follow.
  const run = engine.beginUp('--config', 'tiny:image=web:1', '--config', 'tiny:many=40', '--parallel', '4');
  try {
    const made = async () => run.events().steps.filter(({ op }) => op === 'create').length > 5;
    await eventually(made, { what: 'a few', timeoutMs: 60_000 });
  } finally {
    run.kill();
  }
  expect((await run.done).code).toBeUndefined();
  expect((await engine.up()).stderr).toContain('the stack is currently locked');
  expect((await engine.cancel()).code).toBe(0);

  const { pending_operations: pending = [] } = await engine.stackExport();
  expect(pending.every(({ type }) => type === 'creating')).toBe(true);
  const next = await engine.up();
  // None is pending when the kill fell between two creations.
  if (pending.length > 0) expect(next.diagnostics.join('\n')).toMatch(/::many-\d+, interrupted while creating/);
  expect(await engine.recover()).toMatchObject({ code: 0 });
  expect(await engine.up()).toMatchObject({ code: 0, changes: { same: 45 } });
  expect((await engine.stackExport()).pending_operations ?? []).toEqual([]);
});

test('destroy leaves nothing', async () => {
  const { code, changes, steps } = await engine.destroy();
  expect({ code, changes }).toEqual({ code: 0, changes: { delete: 45 } });
  expect((await engine.stackExport()).resources ?? []).toEqual([]);
  const inCluster = steps.filter(({ type }) => type.startsWith('kubernetes:'));
  expect(inCluster.at(-1)?.urn).toMatch(/:Namespace::app$/);
});
