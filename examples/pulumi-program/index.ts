import { configFromPulumi, FACTS, factsFrom, planOf, VAULT } from '@dwcp/baseline';
import { deploy, providersOf } from '@dwcp/baseline/stacks';
import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { orders } from './orders';

const fields = { ...FACTS, vault: VAULT };
const facts = factsFrom(configFromPulumi(pulumi.runtime.allConfig()), fields, {
  file: `Pulumi.${pulumi.getStack()}.yaml`,
  namespace: 'orders',
});

const providers = providersOf(facts);
const environment = deploy(planOf(orders(facts)), providers);

// Whatever else a stack has stands beside it, after everything that it needs of it.
new kubernetes.core.v1.ConfigMap(
  'runbook',
  { metadata: { name: 'runbook', namespace: 'orders' }, data: { 'orders.md': 'Ask the team checkout.\n' } },
  { provider: providers.kubernetes, dependsOn: environment },
);

// For other stacks to refer to.
export const { namespaces, serviceNames, vaultPaths } = environment;
