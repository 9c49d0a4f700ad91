import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Provider as Kubernetes } from '@pulumi/kubernetes/provider';
import * as pulumi from '@pulumi/pulumi';
import { LocalWorkspace } from '@pulumi/pulumi/automation';
import { Provider as Vault } from '@pulumi/vault/provider';
import { JsonPatch } from 'cdk8s';
import { planEnvironment } from '../../../cli/platform/loaded';
import type { Resource, RuleParameters } from '../../../constructs';
import type { Exemption } from '../../../policies/index';
import { packConfig } from '../../../policies/pack-config';
import { deploy } from '../../../stacks/pulumi/deploy';
import { REFERENCE } from '../../support/reference';
import { type Planting, UNKNOWN } from './plantings';

/** Where everything is, as JSON in the only argument. */
export interface Previewer {
  readonly root: string;
  readonly workDir: string;
  readonly context: string;
  /** The UID of the cluster that it leads to. */
  readonly cluster: string;
  readonly vaultAddress: string;
}

/** What the test asks for, one at a time. */
export interface PreviewRequest {
  /** What is made wrong; left out, the plan is as it is. */
  readonly planting?: Planting;
  readonly exemptions?: readonly Exemption[];
  /** What the platform tells the rules; left out, nothing. */
  readonly parameters?: RuleParameters;
  /** Data is protected, but for what is of these types of Pulumi's; left out, all of it may go. */
  readonly protectedBut?: readonly string[];
}

export interface Previewed {
  readonly passed: boolean;
  /** What the engine printed, the failure included. */
  readonly printed: string;
}

/**
 * Previews the dev plan through the engine with the policy pack, as often as it is asked to.
 *
 * A program of its own, run by the Automation API as an inline program: the engine of this version starts Node.js policy
 * packs only where it finds no Node.js language host, and an inline program needs none.
 */
async function serve({ root, workDir, context, cluster, vaultAddress }: Previewer): Promise<void> {
  const dev = { ...REFERENCE, stackFolder: root };
  const project = join(workDir, 'project');
  const config = join(workDir, 'config.json');
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'Pulumi.yaml'), 'name: dwcp\nruntime: nodejs\n');
  const stackOf = (program: pulumi.automation.PulumiFn) =>
    LocalWorkspace.createOrSelectStack({ stackName: 'dev', projectName: 'dwcp', program }, { workDir: project });

  async function preview({ planting, exemptions = [], parameters, protectedBut }: PreviewRequest): Promise<Previewed> {
    const whole = planEnvironment(dev, 'dev');
    const resources = whole.resources.map((resource) =>
      resource.id === planting?.resource ? planted(resource, planting) : resource,
    );
    const data = protectedBut === undefined ? whole.data : 'protected';
    const plan = { ...whole, data, cluster: { ...whole.cluster, id: cluster }, resources };
    const loose: pulumi.ResourceTransform = ({ type, props, opts }) =>
      protectedBut?.includes(type) ? { props, opts: { ...opts, protect: false } } : undefined;
    writeFileSync(config, JSON.stringify(packConfig({ exemptions, ...parameters })));
    const stack = await stackOf(async () => {
      const kubernetes = new Kubernetes('cluster', { context, clusterIdentifier: context });
      deploy(plan, { kubernetes, vault: new Vault('vault', { address: vaultAddress }), transforms: [loose] });
    });
    const policies = { policyPacks: [join(root, 'policies')], policyPackConfigs: [config] };
    return stack.preview({ ...policies, color: 'never' }).then(
      ({ stdout, stderr }) => ({ passed: true, printed: stdout + stderr }),
      (error: unknown) => ({ passed: false, printed: error instanceof Error ? error.message : String(error) }),
    );
  }
  process.on(
    'message',
    (request: PreviewRequest) => void preview(request).then((previewed) => process.send!(previewed)),
  );
}

function planted(resource: Resource, { at, value }: Planting): Resource {
  const change =
    value === undefined ? JsonPatch.remove(at) : JsonPatch.add(at, value === UNKNOWN ? pulumi.unknown : value);
  const changed = (body: object) => JsonPatch.apply(structuredClone(body), change);
  return 'object' in resource
    ? { ...resource, object: changed(resource.object) }
    : { ...resource, args: changed(resource.args) };
}

void serve(JSON.parse(process.argv[2] ?? '') as Previewer);
