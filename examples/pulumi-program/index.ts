import { configFromPulumi, FACTS, factsFrom, planOf, VAULT } from '@dwcp/baseline';
import { deploy } from '@dwcp/baseline/stacks';
import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import * as vault from '@pulumi/vault';
import { orders } from './orders';

const fields = { ...FACTS, vault: VAULT };
const facts = factsFrom(configFromPulumi(pulumi.runtime.allConfig()), fields, {
  file: `Pulumi.${pulumi.getStack()}.yaml`,
  namespace: 'orders',
});

const { context } = facts.cluster;
const cluster = new kubernetes.Provider('cluster', {
  context,
  clusterIdentifier: context,
  enableConfigMapMutable: true,
});
const environment = deploy(planOf(orders(facts)), {
  kubernetes: cluster,
  vault: new vault.Provider('vault', { address: facts.vault.deployAddress ?? facts.vault.address }),
});

// Whatever else a stack has stands beside it, after everything that it needs of it.
new kubernetes.core.v1.ConfigMap(
  'runbook',
  { metadata: { name: 'runbook', namespace: 'orders' }, data: { 'orders.md': 'Ask the team checkout.\n' } },
  { provider: cluster, dependsOn: environment },
);

// For other stacks to refer to.
export const { namespaces, serviceNames, vaultPaths } = environment;
