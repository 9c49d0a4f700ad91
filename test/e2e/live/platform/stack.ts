import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Platform, Posture } from '../../../../constructs';
import type { Plan } from '../../../../constructs/plan/plan';
import type { PlatformFacts } from '../../../../stacks/facts';
import { ROOT } from '../../../support/reference';
import { makeDeployer } from '../../support/deployer';
import { Engine, type Outcome } from '../../support/engine';
import { readKubeconfig } from '../../support/kubeconfig';
import { deployInstead } from '../../support/own-stack';
import { runFolder } from '../../support/world';
import type { Cluster } from '../cluster/cluster';
import type { LiveVault } from '../vault';
import { type LiveEnvironment, platform as reference } from './platform';

/** The stack of one of its environments. */
export interface LiveStack {
  readonly engine: Engine;
  readonly plan: Plan;
  readonly environment: LiveEnvironment;
  /** The folder of the stack's file, by which `dwcp` is told what is true of the cluster. */
  readonly folder: string;
  /** The file that exports its platform. */
  readonly platform: string;
  /** The name that its gateway answers for. */
  readonly domain: string;
}

/** Which platform a stack is of. */
export interface Deployed {
  /** The name of the stack's own folder in that of the run. */
  readonly name: string;
  readonly platform: Pick<Platform<Posture, PlatformFacts>, 'plan'>;
  /** The file of the project that exports it. */
  readonly file: string;
}

const referenceIn = (environment: LiveEnvironment): Deployed => ({
  name: `${environment}-stack`,
  platform: reference,
  file: 'test/e2e/live/platform/platform.ts',
});

/** An empty stack of a platform, by default the reference platform, for whoever may do what `dwcp deployer` says, and nothing else. */
export async function startLiveStack(
  { kubeconfig }: Cluster,
  { login }: LiveVault,
  facts: PlatformFacts,
  environment: LiveEnvironment,
  { name, platform, file }: Deployed = referenceIn(environment),
): Promise<LiveStack> {
  const folder = join(runFolder(), name);
  mkdirSync(folder, { recursive: true });
  const configFile = join(folder, `Pulumi.${environment}.yaml`);
  const config = Object.fromEntries(Object.entries(facts).map(([key, value]) => [`dwcp:${key}`, value]));
  writeFileSync(configFile, stringify({ config }));
  const plan = platform.plan(environment, facts);
  const kubernetes = {
    ...readKubeconfig(kubeconfig),
    kubeconfigPath: kubeconfig,
    context: 'live',
    id: facts.cluster.id,
  };
  const vault = { ...login, caFile: login.caFile!, token: login.token! };
  const { env, firstUp } = await makeDeployer(plan, name, { kubernetes, vault });
  const workDir = join(folder, 'engine');
  const engine = await Engine.start({ projectDir: ROOT, stack: environment, configFile, workDir, env, firstUp });
  deployInstead(name, file.replace('.ts', ''));
  return { engine, plan, environment, folder, platform: join(ROOT, file), domain: facts.domain };
}

/** Deploys it. What the engine says of a failure is the error. */
export async function up({ engine }: LiveStack): Promise<Outcome> {
  const outcome = await engine.up();
  const { code, stdout, stderr } = outcome;
  if (code === 0) return outcome;
  throw new Error(`pulumi up: status ${code}\n${stdout.slice(stdout.indexOf('Diagnostics:'))}${stderr}`);
}
