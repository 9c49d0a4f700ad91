import * as pulumi from '@pulumi/pulumi';
import type { Facts } from '../../constructs';
import { contextOf } from './cluster/context';
import { GuardedCluster } from './cluster/guard';
import { demandPlugin } from './cluster/plugin-named';
import type { DeployOptions } from './options';
import { sdk } from './sdk';

/**
 * What a plan is deployed to, as the facts have it: the options of `deploy` that say so.
 *
 * The cluster is guarded: what is deployed by these providers is changed in no other one, whatever it is called.
 *
 * @throws UserError where the project does not name the plugin that guards it.
 */
export function providersOf(facts: Facts): Pick<DeployOptions, 'kubernetes' | 'vault'> {
  demandPlugin();
  const { id } = facts.cluster;
  const context = contextOf(facts);
  const guard = new GuardedCluster('cluster', { cluster: id, ...(context !== undefined && { context }) });
  return { kubernetes: kubernetesProvider(context, guard), ...vaultProvider(facts, guard) };
}

/**
 * The cluster that the facts name.
 *
 * It gets no `clusterIdentifier`, since another identifier means to make everything anew; which cluster it is, is compared
 * before.
 */
function kubernetesProvider(context: string | undefined, guard: GuardedCluster): pulumi.ProviderResource {
  return new Provider('kubernetes', 'cluster', guard, {
    ...(context !== undefined && { context }),
    // By default a changed ConfigMap is deleted and made anew, and a pod that starts in between fails.
    enableConfigMapMutable: 'true',
    // Whatever the shell says: what cannot be reached is neither gone nor as it should be.
    deleteUnreachable: 'false',
    skipUpdateUnreachable: 'false',
  });
}

/**
 * The Vault that the facts name, if there is one.
 *
 * Not at VAULT_ADDR, which is whatever Vault the shell was last used with, and never without its certificate.
 */
function vaultProvider({ vault }: Facts, guard: GuardedCluster): { readonly vault?: pulumi.ProviderResource } {
  if (vault === undefined) return {};
  const address = vault.deployAddress ?? vault.address;
  return { vault: new Provider('vault', 'vault', guard, { address, skipTlsVerify: 'false' }) };
}

/**
 * The provider of a plugin, at the version of its SDK, but not of the SDK's class.
 *
 * That would write into the state what the shell of whoever runs it says, such as $KUBECONFIG, where it is no path of the
 * next one's, or $VAULT_SKIP_VERIFY; and it takes seconds to load. The plugin reads them by itself.
 */
class Provider extends pulumi.ProviderResource {
  constructor(
    plugin: keyof typeof VERSIONS,
    name: string,
    guard: GuardedCluster,
    inputs: Readonly<Record<string, string>>,
  ) {
    super(plugin, name, inputs, { version: sdk(`@pulumi/${plugin}`, VERSIONS[plugin]).version, dependsOn: guard });
  }
}

/** What says which version of an SDK is installed. */
const VERSIONS = {
  kubernetes: () => require('@pulumi/kubernetes/package.json') as Versioned,
  vault: () => require('@pulumi/vault/package.json') as Versioned,
};

interface Versioned {
  readonly version: string;
}
