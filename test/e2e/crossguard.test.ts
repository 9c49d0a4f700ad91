import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Exemption } from '../../policies/index';
import { referencePlan } from '../support/reference';
import type { PreviewRequest } from './crossguard/preview';
import { type Deployer, dismiss, makeDeployer } from './support/deployer';
import { type Plugins, startPlugins } from './support/plugins';
import { world } from './support/world';

const ROOT = join(__dirname, '..', '..');
const { kubernetes, vault, binaries, runDir } = world();
const WORK = join(runDir, 'crossguard');
const plan = referencePlan('dev');

/** Who may deploy what the pack has to judge, which is only previewed. */
let deployer: Deployer;

let plugins: Plugins;
beforeAll(async () => {
  mkdirSync(join(WORK, 'bin'), { recursive: true });
  // What the engine looks for on PATH to start a policy pack of Node.js.
  const analyzer = join(WORK, 'bin', 'pulumi-analyzer-policy-nodejs');
  writeFileSync(analyzer, `#!/bin/sh\nexec node '${require.resolve('@pulumi/pulumi/cmd/run-policy-pack')}' "$@"\n`);
  chmodSync(analyzer, 0o755);
  deployer = await makeDeployer(plan, 'crossguard');
  plugins = await startPlugins({ program: ROOT, home: join(WORK, 'home'), logs: WORK, env: deployer.env });
});
afterAll(async () => {
  await plugins?.stop();
  await dismiss(plan);
});

/** Previews dev with the pack; `hostNetwork` names the resources to break. */
function preview(
  name: string,
  hostNetwork: readonly string[],
  exemptions: readonly Exemption[] = [],
  more: Pick<PreviewRequest, 'protectedBut'> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const workDir = join(WORK, name);
  mkdirSync(join(workDir, 'state'), { recursive: true });
  const request: PreviewRequest = {
    root: ROOT,
    workDir,
    context: kubernetes.context,
    cluster: kubernetes.id,
    vaultAddress: vault.address,
    hostNetwork,
    exemptions,
    ...more,
  };
  const loader = pathToFileURL(require.resolve('tsx')).href;
  const script = join(__dirname, 'crossguard', 'preview.ts');
  const child = spawn(process.execPath, ['--import', loader, script, JSON.stringify(request)], {
    cwd: ROOT,
    env: {
      ...deployer.env,
      ...deployer.firstUp,
      HOME: process.env['HOME'],
      PATH: [dirname(binaries['pulumi']!), join(WORK, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(
        delimiter,
      ),
      ...plugins.environment,
      PULUMI_BACKEND_URL: `file://${join(workDir, 'state')}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: 'dwcp-e2e',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr })));
}

describe('the policy pack in the real engine', () => {
  test('passes the platform', async () => {
    const { code, stdout, stderr } = await preview('whole', []);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Policies:\n\s+✅ dwcp-baseline@/);
  });

  test('refuses a pod on the host’s network, and says who, what, where and what to do', async () => {
    const { code, stderr } = await preview('broken', ['apps/v1/Deployment dwcp/dwcp-worker']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      '- [mandatory]  host-namespaces-isolated  (kubernetes:apps/v1:Deployment: dwcp/dwcp-worker)',
    );
    expect(stderr).toContain(
      'Deployment dwcp/dwcp-worker: the pod shares the network of its node, where no NetworkPolicy applies ' +
        '(spec.template.spec.hostNetwork); remove it',
    );
    expect(new Set(stderr.match(/\[mandatory\].*/g)).size).toBe(1);
  });

  test('excuses what an exemption names, and nothing while it is nobody’s', async () => {
    const worker = 'apps/v1/Deployment dwcp/dwcp-worker';
    const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const exemption = {
      rule: 'host-namespaces-isolated',
      resource: worker,
      field: 'spec.template.spec.hostNetwork',
      owner: 'payments',
      reason: 'r',
      ticket: 'PAY-7',
    };
    const excused = await preview('excused', [worker], [{ ...exemption, expires: inAMonth }]);
    expect({ code: excused.code, stderr: excused.stderr }).toEqual({ code: 0, stderr: '' });
    const { code } = await preview('anonymous', [worker], [{ ...exemption, owner: '', expires: inAMonth }]);
    expect(code).toBe(1);
  });

  test('refuses data that Pulumi may replace, in an environment that does not say that it may go', async () => {
    const database = 'kubernetes:postgresql.cnpg.io/v1:Cluster';
    const { code, stderr } = await preview('loose', [], [], { protectedBut: [database] });
    expect(code).toBe(1);
    expect(stderr).toContain(`- [mandatory]  data-is-protected  (${database}: dwcp/dwcp-postgres)`);
    expect(stderr).toContain(
      'Cluster dwcp/dwcp-postgres: Pulumi may delete or replace it, and with it what it holds (options.protect)',
    );
    expect(new Set(stderr.match(/\[mandatory\].*/g)).size).toBe(1);
  });
});
