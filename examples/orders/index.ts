import { planOf } from '@dwcp/baseline';
import { deploy } from '@dwcp/baseline/stacks';
import { Provider as Kubernetes } from '@pulumi/kubernetes/provider';
import { Provider as Vault } from '@pulumi/vault/provider';
import { App } from 'cdk8s';
import { orders } from './orders';

// With Pulumi: the same tree, one resource for each leaf.
const environment = orders(new App());
const { facts } = environment;
deploy(planOf(environment), {
  kubernetes: new Kubernetes('cluster', { context: facts.cluster.context, clusterIdentifier: facts.cluster.context }),
  ...(facts.vault && { vault: new Vault('vault', { address: facts.vault.address }) }),
});
