import type * as pulumi from '@pulumi/pulumi';
import type { Facts } from '../../constructs';
import { sdk } from './sdk';

/** The cluster that the facts name. */
export function kubernetesProvider({ cluster: { context } }: Facts): pulumi.ProviderResource {
  const { Provider } = sdk(
    '@pulumi/kubernetes',
    () => require('@pulumi/kubernetes/provider') as typeof import('@pulumi/kubernetes/provider'),
  );
  return new Provider('cluster', {
    context,
    // So that a renewed kubeconfig does not look like another cluster to move to.
    clusterIdentifier: context,
    // By default a changed ConfigMap is deleted and made anew, and a pod that starts in between fails.
    enableConfigMapMutable: true,
  });
}

/** The Vault that the facts name, if there is one. */
export function vaultProvider({ vault }: Facts): { readonly vault?: pulumi.ProviderResource } {
  if (vault === undefined) return {};
  const { Provider } = sdk(
    '@pulumi/vault',
    () => require('@pulumi/vault/provider') as typeof import('@pulumi/vault/provider'),
  );
  return { vault: new Provider('vault', { address: vault.address }) };
}
