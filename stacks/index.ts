import { Provider as Kubernetes } from '@pulumi/kubernetes/provider';
import * as pulumi from '@pulumi/pulumi';
import { Provider as Vault } from '@pulumi/vault/provider';
import { assertFresh } from '../cli/fresh';
import { planOf, UserError } from '../constructs';
import { postureOf } from './environments';
import { factsFromPulumiConfig } from './facts';
import { declare } from './plan';
import { deploy } from './pulumi/deploy';

/** The Pulumi program: deploys the environment that the stack is named for. */
function main(): void {
  assertFresh();
  const stack = pulumi.getStack();
  const posture = postureOf(stack);
  const facts = factsFromPulumiConfig(pulumi.runtime.allConfig(), `Pulumi.${stack}.yaml`);
  const plan = planOf(declare(posture, facts));
  const { context } = facts.cluster;
  deploy(plan, {
    kubernetes: new Kubernetes('cluster', {
      context,
      // So that a renewed kubeconfig does not look like another cluster to move to.
      clusterIdentifier: context,
      // By default a changed ConfigMap is deleted and made anew, and a pod that starts in between fails.
      enableConfigMapMutable: true,
    }),
    vault: new Vault('vault', { address: facts.vault.address }),
  });
}

try {
  main();
} catch (error) {
  // Pulumi prints a RunError's message alone, and anything else with a stack trace.
  throw error instanceof UserError ? new pulumi.RunError(error.message) : error;
}
