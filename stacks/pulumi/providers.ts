import * as pulumi from '@pulumi/pulumi';
import type { Facts } from '../../constructs';
import { contextOf } from './cluster/context';
import { GuardedCluster } from './cluster/guard';
import type { DeployOptions } from './options';
import { sdk } from './sdk';

/**
 * What a plan is deployed to, as the facts have it: the options of `deploy` that say so.
 *
 * The cluster is guarded: what is deployed by these providers is changed in no other one, whatever it is called.
 */
export function providersOf(facts: Facts): Pick<DeployOptions, 'kubernetes' | 'vault'> {
  const { id } = facts.cluster;
  const context = contextOf(facts);
  const guard = new GuardedCluster('cluster', { cluster: id, ...(context !== undefined && { context }) });
  return { kubernetes: kubernetesProvider(context, guard), ...vaultProvider(facts, guard) };
}

/**
 * The cluster that the facts name.
 *
 * Not of the SDK's class, which would write $KUBECONFIG of whoever runs it into the state, where it is no path of the next
 * one's, and which takes seconds to load. The plugin reads $KUBECONFIG by itself. Nor does it get a `clusterIdentifier`,
 * since another identifier means to make everything anew; which cluster it is, is compared before.
 */
function kubernetesProvider(context: string | undefined, guard: GuardedCluster): pulumi.ProviderResource {
  const inputs = {
    ...(context !== undefined && { context }),
    // By default a changed ConfigMap is deleted and made anew, and a pod that starts in between fails.
    enableConfigMapMutable: 'true',
    // Whatever the shell says: what cannot be reached is neither gone nor as it should be.
    deleteUnreachable: 'false',
    skipUpdateUnreachable: 'false',
  };
  const { version } = sdk(
    '@pulumi/kubernetes',
    () => require('@pulumi/kubernetes/package.json') as { readonly version: string },
  );
  return new Provider('kubernetes', 'cluster', inputs, { version, dependsOn: guard });
}

/** A provider of any plugin. */
class Provider extends pulumi.ProviderResource {}

/**
 * The Vault that the facts name, if there is one.
 *
 * Not at VAULT_ADDR, which is whatever Vault the shell was last used with.
 */
function vaultProvider({ vault }: Facts, guard: GuardedCluster): { readonly vault?: pulumi.ProviderResource } {
  if (vault === undefined) return {};
  const { Provider } = sdk(
    '@pulumi/vault',
    () => require('@pulumi/vault/provider') as typeof import('@pulumi/vault/provider'),
  );
  const address = vault.deployAddress ?? vault.address;
  return { vault: new Provider('vault', { address }, { dependsOn: guard }) };
}
