import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { referencePlan } from '../support/reference';
import { OFFENCES, UNKNOWN } from './crossguard/plantings';
import type { Previewed, Previewer, PreviewRequest } from './crossguard/preview';
import { type Deployer, dismiss, makeDeployer } from './support/deployer';
import { type Plugins, startPlugins } from './support/plugins';
import { world } from './support/world';

const ROOT = join(__dirname, '..', '..');
const { kubernetes, vault, binaries, runDir } = world();
const WORK = join(runDir, 'crossguard');
const plan = referencePlan('dev');

/** The first of them, for what is asked of any. */
const HOST_NETWORK = OFFENCES[0]!;

let plugins: Plugins;
let previewer: ChildProcess;
const ended = new AbortController();
beforeAll(async () => {
  mkdirSync(join(WORK, 'bin'), { recursive: true });
  mkdirSync(join(WORK, 'state'));
  // What the engine looks for on PATH to start a policy pack of Node.js.
  const analyzer = join(WORK, 'bin', 'pulumi-analyzer-policy-nodejs');
  writeFileSync(analyzer, `#!/bin/sh\nexec node '${require.resolve('@pulumi/pulumi/cmd/run-policy-pack')}' "$@"\n`);
  chmodSync(analyzer, 0o755);
  const deployer = await makeDeployer(plan, 'crossguard');
  plugins = await startPlugins({ program: ROOT, home: join(WORK, 'home'), logs: WORK, env: deployer.env });
  previewer = startPreviewer(deployer);
  previewer.once('exit', () => ended.abort());
});
afterAll(async () => {
  previewer?.disconnect();
  await plugins?.stop();
  await dismiss(plan);
});

/** What previews, by who may deploy what the pack has to judge. */
function startPreviewer({ env, firstUp }: Deployer): ChildProcess {
  const where: Previewer = {
    root: ROOT,
    workDir: WORK,
    context: kubernetes.context,
    cluster: kubernetes.id,
    vaultAddress: vault.address,
  };
  const path = [dirname(binaries['pulumi']!), join(WORK, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'];
  return fork(join(__dirname, 'crossguard', 'preview.ts'), [JSON.stringify(where)], {
    cwd: ROOT,
    execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
    env: {
      ...env,
      ...firstUp,
      HOME: process.env['HOME'],
      PATH: path.join(delimiter),
      ...plugins.environment,
      PULUMI_BACKEND_URL: `file://${join(WORK, 'state')}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: 'dwcp-e2e',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
    },
  });
}

/** Previews dev with the pack. */
async function preview(request: PreviewRequest = {}): Promise<Previewed> {
  const answer = once(previewer, 'message', { signal: ended.signal });
  previewer.send(request);
  return (await answer)[0] as Previewed;
}

/** The rules that refuse it, of what the engine printed. */
function refusing({ printed }: Previewed): readonly string[] {
  return [...new Set([...printed.matchAll(/\[mandatory\] +(\S+)/g)].map(([, rule]) => rule!))].sort();
}

describe('the policy pack in the real engine', () => {
  test('passes the platform', async () => {
    const { passed, printed } = await preview();
    expect({ passed, printed }).toEqual({
      passed: true,
      printed: expect.stringMatching(/Policies:\n\s+✅ dwcp-baseline@/),
    });
  });

  test.each(OFFENCES.map((offence) => [Object.keys(offence.told).sort(), offence] as const))(
    'refuses by %j, and says who, what and where',
    async (rules, { told, ...planting }) => {
      const previewed = await preview({ planting });
      expect({ passed: previewed.passed, rules: refusing(previewed) }).toEqual({ passed: false, rules });
      for (const line of Object.values(told)) expect(previewed.printed).toContain(line);
    },
  );

  test('refuses what is not known before the update, where a rule has to know it', async () => {
    const [resource, at] = [HOST_NETWORK.resource, '/spec/template/spec/containers/0/image'];
    const previewed = await preview({ planting: { resource, at, value: UNKNOWN } });
    expect(refusing(previewed)).toEqual(['image-by-digest', 'images-from-known-registries']);
    expect(previewed.printed).toContain(
      "Deployment dwcp/dwcp-worker: rule 'image-by-digest' cannot judge it: string value at " +
        ".spec.template.spec.containers.0.image can't be known during preview",
    );
  });

  test('excuses what an exemption names, and nothing while it is nobody’s', async () => {
    const exemption = {
      rule: 'host-namespaces-isolated',
      resource: HOST_NETWORK.resource,
      field: 'spec.template.spec.hostNetwork',
      owner: 'payments',
      reason: 'r',
      ticket: 'PAY-7',
      expires: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
    };
    const excused = await preview({ planting: HOST_NETWORK, exemptions: [exemption] });
    expect(excused).toEqual({ passed: true, printed: expect.not.stringContaining('[mandatory]') });
    const anonymous = await preview({ planting: HOST_NETWORK, exemptions: [{ ...exemption, owner: '' }] });
    expect(refusing(anonymous)).toContain('exemptions-in-force');
  });

  test('holds ranges to what the platform tells the rules', async () => {
    const parameters = { widestRange: { ipv4: 24 }, metadataAddresses: ['192.0.2.10/32'] };
    const previewed = await preview({ parameters });
    expect(refusing(previewed)).toEqual(['metadata-address-excluded', 'no-open-cidr']);
    expect(previewed.printed).toContain('any address in 10.10.0.0/20 may call in');
    expect(previewed.printed).toContain("192.0.2.10/32 contains the cloud's metadata address");
  });

  test('refuses data that Pulumi may replace, in an environment that does not say that it may go', async () => {
    const database = 'kubernetes:postgresql.cnpg.io/v1:Cluster';
    const previewed = await preview({ protectedBut: [database] });
    expect(refusing(previewed)).toEqual(['data-is-protected']);
    // The engine's name of the resource, before ours.
    expect(previewed.printed).toContain(`- [mandatory]  data-is-protected  (${database}: dwcp/dwcp-postgres)`);
    expect(previewed.printed).toContain(
      'Cluster dwcp/dwcp-postgres: Pulumi may delete or replace it, and with it what it holds (options.protect)',
    );
  });
});
