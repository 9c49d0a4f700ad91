import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './consumers/support/packed';
import { notAskedFor } from './faults/asked-for';
import { historyLacks, installPackageOf } from './faults/package-of';
import { run } from './servers/command';
import { Engine } from './support/engine';
import { world } from './support/world';

/*
 * What the package of commit 3fbcb12 was to programs of others: the three faults of `faults/table.ts` that do not show in what
 * its own program told the engine. It is built from the history, which a shallow clone does not have.
 */

const COMMIT = '3fbcb12';
const { kubernetes, vault, runDir } = world();
const folder = join(runDir, 'faults-of-the-package');
const installed = join(folder, 'node_modules', '@dwcp', 'baseline');

/** A team's own tree, with one object of a plan below it. */
const PROGRAM = `
const pulumi = require('@pulumi/pulumi');
const { Provider } = require('@pulumi/kubernetes/provider');
const { Provider: Vault } = require('@pulumi/vault/provider');
const { deploy } = require('@dwcp/baseline/stacks');

class Team extends pulumi.ComponentResource {
  constructor() {
    super('acme:platform:Team', 'orders');
    const metadata = { name: 'settings', namespace: 'default' };
    const plan = [{
      api: 'kubernetes',
      id: 'v1/ConfigMap default/settings',
      object: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { debt: 'none' } },
      dependsOn: [],
    }];
    const deployed = deploy(plan, {
      kubernetes: new Provider('cluster', { kubeconfig: process.env.KUBECONFIG, context: '${kubernetes.context}' }),
      vault: new Vault('vault', { address: '${vault.address}' }),
      data: 'disposable',
      parent: this,
      transforms: [({ props }) => ({ props: { ...props, data: { debt: 'transformed' } } })],
    });
    this.registerOutputs({});
    exports.outputs = Object.keys(deployed);
  }
}
new Team();
`;

/** Runs the command of then; what it printed, and its status. */
async function dwcp(...args: readonly string[]): Promise<string> {
  const main = join(installed, 'bin', 'stacks', 'cli', 'main.js');
  return run(process.execPath, [main, '-C', folder, ...args]).catch((error: Error) => error.message);
}

const lack = notAskedFor() ?? historyLacks(COMMIT);
if (lack !== undefined) process.stdout.write(`faults of the package: skipped: ${lack}\n`);

(lack === undefined ? describe : describe.skip)('the package of commit 3fbcb12', () => {
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    await installPackageOf(COMMIT, folder);
  }, 300_000);

  test('10: has no policy pack, and judges nothing of the engine’s', async () => {
    expect(existsSync(join(installed, 'bin', 'policies', 'crossguard.js'))).toBe(true);
    expect(existsSync(join(installed, 'policies'))).toBe(false);
    const manifest = JSON.parse(readFileSync(join(folder, 'sources', 'policies', 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ main: '../bin/policies/pack.js' });
    writeFileSync(join(folder, 'preview.json'), '{}');
    expect(await dwcp('check', '--pulumi', join(folder, 'preview.json'))).toContain("unknown option '--pulumi'");
  });

  test('11: has tests that ask for the stand-ins, whatever plugins are installed', async () => {
    const found = await run('git', ['grep', '-c', "plugins).toBe('hermetic')", COMMIT, '--', 'test/e2e'], {
      cwd: ROOT,
    });
    expect(found).toContain('test/e2e/providers/engine.test.ts:1');
  });

  test('14: leaves everything at the root, transforms nothing, and has no outputs', async () => {
    writeFileSync(
      join(folder, 'Pulumi.yaml'),
      'name: orders\nruntime:\n  name: nodejs\n  options: { typescript: false }\nmain: index.js\n',
    );
    writeFileSync(join(folder, 'Pulumi.live.yaml'), 'config: {}\n');
    writeFileSync(join(folder, 'index.js'), PROGRAM);
    const engine = await Engine.start({
      projectDir: folder,
      stack: 'live',
      configFile: join(folder, 'Pulumi.live.yaml'),
      workDir: join(folder, 'engine'),
      env: { KUBECONFIG: kubernetes.kubeconfigPath, VAULT_TOKEN: vault.token, VAULT_CACERT: vault.caFile },
    });
    try {
      expect(await engine.up()).toMatchObject({ code: 0 });
      const { resources = [] } = await engine.stackExport();
      const settings = resources.find(({ urn }) => urn.endsWith('::default/settings'));
      expect(settings).toMatchObject({
        urn: 'urn:pulumi:live::orders::kubernetes:core/v1:ConfigMap::default/settings',
        inputs: { data: { debt: 'none' } },
      });
      const [stack] = resources.filter(({ type }) => type === 'pulumi:pulumi:Stack');
      expect(stack).toMatchObject({ outputs: { outputs: [] } });
    } finally {
      await engine.destroy();
      await engine.stop();
    }
  });

  test('14: calls a fact missing that Pulumi ESC has', async () => {
    writeFileSync(join(folder, 'Pulumi.staging.yaml'), 'environment: [dwcp/staging]\nconfig: {}\n');
    expect(await dwcp('check', 'staging')).toContain('dwcp:domain');
    expect(await dwcp('check', 'staging', '--config-json', '-')).toContain("unknown option '--config-json'");
  });
});
