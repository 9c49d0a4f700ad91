import { configFromPulumi, UserError } from '@dwcp/baseline';
import { deploy } from '@dwcp/baseline/stacks';
import { Provider as Kubernetes } from '@pulumi/kubernetes/provider';
import * as pulumi from '@pulumi/pulumi';
import { Provider as Vault } from '@pulumi/vault/provider';
import platform from './platform';

/** The Pulumi program: deploys the environment that the stack is named for. */
function main(): void {
  const stack = pulumi.getStack();
  const facts = platform.factsFrom(configFromPulumi(pulumi.runtime.allConfig()), `Pulumi.${stack}.yaml`);
  const { context } = facts.cluster;
  deploy(platform.plan(stack, facts), {
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
  throw UserError.isUserError(error) ? new pulumi.RunError(error.message) : error;
}
