import * as pulumi from '@pulumi/pulumi';
import type { Facts } from '../../constructs';
import { contextOf } from './cluster/context';
import { sdk } from './sdk';

/**
 * The cluster that the facts name.
 *
 * Not of the SDK's class, which would write $KUBECONFIG of whoever runs it into the state, where it is no path of the next
 * one's, and which takes seconds to load. The plugin reads $KUBECONFIG by itself. Nor does it get a `clusterIdentifier`,
 * since another identifier means to make everything anew; which cluster it is, is compared before.
 */
export function kubernetesProvider(facts: Facts): pulumi.ProviderResource {
  const context = contextOf(facts);
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
  return new Provider('kubernetes', 'cluster', inputs, { version });
}

/** A provider of any plugin. */
class Provider extends pulumi.ProviderResource {}

/**
 * The Vault that the facts name, if there is one.
 *
 * Not at VAULT_ADDR, which is whatever Vault the shell was last used with.
 */
export function vaultProvider({ vault }: Facts): { readonly vault?: pulumi.ProviderResource } {
  if (vault === undefined) return {};
  const { Provider } = sdk(
    '@pulumi/vault',
    () => require('@pulumi/vault/provider') as typeof import('@pulumi/vault/provider'),
  );
  return { vault: new Provider('vault', { address: vault.deployAddress ?? vault.address }) };
}
