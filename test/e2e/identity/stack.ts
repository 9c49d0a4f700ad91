import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Plan, Resource } from '../../../constructs';
import { vaultResource } from '../../../constructs/plan/resource';
import { pulumiIdentity } from '../../../stacks/pulumi/identity';
import { comparing } from '../../cli/preview/support';
import { ROOT } from '../../support/reference';
import { allow, makeDeployer } from '../support/deployer';
import { Engine, type Outcome } from '../support/engine';
import { giveUp } from '../support/give-up';
import { KubernetesApi } from '../support/kubernetes-api';
import { withProgram } from '../support/own-stack';
import { world } from '../support/world';

/** Where in Pulumi's tree a plan is: by itself, below something of the program's own, no longer there, or as before there were branches. */
export type Place = 'alone' | 'below' | 'moved' | 'root';

/** A stack of any plan, deployed by whoever may deploy that one and nothing else. */
export class PlanStack {
  readonly engine: Engine;
  private readonly name: string;
  private readonly api = new KubernetesApi(world().kubernetes);

  private constructor(engine: Engine, name: string) {
    this.engine = engine;
    this.name = name;
  }

  static async start(name: string, first: readonly Resource[]): Promise<PlanStack> {
    const { vault, runDir } = world();
    const folder = join(runDir, name);
    mkdirSync(folder, { recursive: true });
    const configFile = join(folder, 'Pulumi.dev.yaml');
    writeFileSync(configFile, stringify({ config: { 'dwcp:plan': planFile(name), 'dwcp:vault': vault.address } }));
    const by = await makeDeployer(planWith(first), name);
    const options = { projectDir: ROOT, stack: 'dev', configFile, workDir: join(folder, 'engine'), ...by };
    return new PlanStack(await Engine.start(options), name);
  }

  /** Deploys what is declared now. */
  async up(
    resources: readonly Resource[],
    place: Place = 'alone',
  ): Promise<Outcome & { readonly errors: readonly string[] }> {
    const plan = planWith(resources);
    await allow(plan);
    writeFileSync(planFile(this.name), JSON.stringify({ plan, place, told: resources.map(asTold) }));
    let outcome: Outcome | undefined;
    await withProgram(this.name, 'test/e2e/identity/program.js', async () => {
      outcome = await this.engine.up();
    });
    return { ...outcome!, errors: outcome!.diagnostics.filter((line) => line.startsWith('error')) };
  }

  /** The objects that the server has, by kind: another identity is another object, whatever it is called. */
  async uids(resources: readonly Resource[]): Promise<Readonly<Record<string, string | undefined>>> {
    const objects = resources.flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));
    const found = await Promise.all(
      objects.map(async (object) => [object.kind, (await this.api.get(object))?.metadata.uid] as const),
    );
    return Object.fromEntries(found);
  }

  async stop(): Promise<void> {
    await giveUp(this.engine, 'dev');
    await this.engine.stop();
    this.api.close();
  }
}

export function planWith(resources: readonly Resource[]): Plan {
  const { plan } = comparing({}, {}).after;
  const cluster = { ...plan.cluster, id: world().kubernetes.id };
  return { ...plan, environment: 'dev', data: 'protected', cluster, resources };
}

/** A mount for key-value pairs. */
export function mounted(path: string, formerly: readonly string[] = []): Resource {
  const mount = vaultResource(
    { type: 'vault:index/mount:Mount', vaultPath: path, args: { path, type: 'kv' } },
    'orders',
  );
  return { ...mount, ...(formerly.length > 0 && { formerly }) };
}

/** What the engine did, but for what it read or left, and what is in its tree alone: `update HTTPRoute identity/api`. */
export function done({ steps }: Outcome): readonly string[] {
  return steps
    .filter(({ op, type }) => op !== 'same' && op !== 'read' && !/^(dwcp|shop):/.test(type))
    .map(({ op, urn }) => `${op} ${urn.split('::')[2]!.split(':').at(-1)} ${urn.split('::')[3]}`)
    .sort();
}

/** As a program that has no branches tells it to the engine. */
function asTold(resource: Resource) {
  const { id, api, dependsOn, data: protect } = resource;
  const inputs = resource.api === 'kubernetes' ? resource.object : resource.args;
  return { id, api, dependsOn, protect, inputs, ...pulumiIdentity(id) };
}

function planFile(name: string): string {
  return join(world().runDir, name, 'plan.json');
}
