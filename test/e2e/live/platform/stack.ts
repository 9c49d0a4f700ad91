import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Plan } from '../../../../constructs/plan/plan';
import type { PlatformFacts } from '../../../../stacks/facts';
import { ROOT } from '../../../support/reference';
import { makeDeployer } from '../../support/deployer';
import { Engine } from '../../support/engine';
import { readKubeconfig } from '../../support/kubeconfig';
import { deployInstead } from '../../support/own-stack';
import { runFolder } from '../../support/world';
import type { Cluster } from '../cluster/cluster';
import type { LiveVault } from '../vault';
import { platform } from './platform';

/** The stack of the live environment. */
export interface LiveStack {
  readonly engine: Engine;
  readonly plan: Plan;
  /** The folder of the stack's file, by which `dwcp` is told what is true of the cluster. */
  readonly folder: string;
  /** The file that exports its platform. */
  readonly platform: string;
  /** The name that its gateway answers for. */
  readonly domain: string;
}

const NAME = 'live-stack';
const PLATFORM = 'test/e2e/live/platform/platform.ts';

/** An empty stack of it, for whoever may do what `dwcp deployer` says, and nothing else. */
export async function startLiveStack(
  { kubeconfig }: Cluster,
  { login }: LiveVault,
  facts: PlatformFacts,
): Promise<LiveStack> {
  const folder = join(runFolder(), NAME);
  mkdirSync(folder, { recursive: true });
  const configFile = join(folder, 'Pulumi.live.yaml');
  const config = Object.fromEntries(Object.entries(facts).map(([key, value]) => [`dwcp:${key}`, value]));
  writeFileSync(configFile, stringify({ config }));
  const plan = platform.plan('live', facts);
  const kubernetes = {
    ...readKubeconfig(kubeconfig),
    kubeconfigPath: kubeconfig,
    context: 'live',
    id: facts.cluster.id,
  };
  const vault = { ...login, caFile: login.caFile!, token: login.token! };
  const { env, firstUp } = await makeDeployer(plan, NAME, { kubernetes, vault });
  const workDir = join(folder, 'engine');
  const engine = await Engine.start({ projectDir: ROOT, stack: 'live', configFile, workDir, env, firstUp });
  deployInstead(NAME, PLATFORM.replace('.ts', ''));
  return { engine, plan, folder, platform: join(ROOT, PLATFORM), domain: facts.domain };
}
