import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Provider as Kubernetes } from '@pulumi/kubernetes/provider';
import type * as pulumi from '@pulumi/pulumi';
import { LocalWorkspace } from '@pulumi/pulumi/automation';
import { Provider as Vault } from '@pulumi/vault/provider';
import { planEnvironment } from '../../../cli/platform/loaded';
import type { KubernetesResource, Resource } from '../../../constructs';
import type { Exemption } from '../../../policies/index';
import { packConfig } from '../../../policies/pack-config';
import { deploy } from '../../../stacks/pulumi/deploy';
import { REFERENCE } from '../../support/reference';

/** What the test asks for, as JSON in the only argument. */
export interface PreviewRequest {
  readonly root: string;
  readonly workDir: string;
  readonly context: string;
  /** The UID of the cluster that it leads to. */
  readonly cluster: string;
  readonly vaultAddress: string;
  /** Ids of resources whose pods get the host's network. */
  readonly hostNetwork: readonly string[];
  readonly exemptions: readonly Exemption[];
  /** Data is protected, but for what is of these types of Pulumi's; or all of it may go. */
  readonly protectedBut?: readonly string[];
}

/**
 * Previews the dev plan through the engine with the policy pack.
 *
 * A program of its own, run by the Automation API as an inline program: the engine of this version starts Node.js policy
 * packs only where it finds no Node.js language host, and an inline program needs none.
 */
async function preview({
  root,
  workDir,
  context,
  cluster,
  vaultAddress,
  hostNetwork,
  exemptions,
  protectedBut,
}: PreviewRequest): Promise<void> {
  const whole = planEnvironment({ ...REFERENCE, stackFolder: root }, 'dev');
  const broken = (resource: Resource) => (hostNetwork.includes(resource.id) ? onHostNetwork(resource) : resource);
  const data = protectedBut === undefined ? whole.data : 'protected';
  const plan = { ...whole, data, cluster: { ...whole.cluster, id: cluster }, resources: whole.resources.map(broken) };
  const loose: pulumi.ResourceTransform = ({ type, props, opts }) =>
    protectedBut?.includes(type) ? { props, opts: { ...opts, protect: false } } : undefined;
  mkdirSync(join(workDir, 'project'), { recursive: true });
  writeFileSync(join(workDir, 'project', 'Pulumi.yaml'), 'name: dwcp\nruntime: nodejs\n');
  const stack = await LocalWorkspace.createOrSelectStack(
    {
      stackName: 'dev',
      projectName: 'dwcp',
      program: async () => {
        const kubernetes = new Kubernetes('cluster', { context, clusterIdentifier: context });
        deploy(plan, { kubernetes, vault: new Vault('vault', { address: vaultAddress }), transforms: [loose] });
      },
    },
    { workDir: join(workDir, 'project') },
  );
  const config = join(workDir, 'exemptions.json');
  writeFileSync(config, JSON.stringify(packConfig({ exemptions })));
  const { stdout } = await stack.preview({
    policyPacks: [join(root, 'policies')],
    policyPackConfigs: [config],
    color: 'never',
  });
  process.stdout.write(stdout);
}

function onHostNetwork(resource: Resource): Resource {
  const { object } = resource as KubernetesResource;
  const spec = object['spec'] as { template: { spec: object } };
  const template = { ...spec.template, spec: { ...spec.template.spec, hostNetwork: true } };
  return { ...(resource as KubernetesResource), object: { ...object, spec: { ...spec, template } } };
}

preview(JSON.parse(process.argv[2] ?? '') as PreviewRequest).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
