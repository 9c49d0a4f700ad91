import * as pulumi from '@pulumi/pulumi';
import { type Plan, UserError } from '../../../constructs';

/**
 * What every resource waits for that waits for nothing else: that the provider's cluster is that of the plan.
 *
 * Compares in programs that `runStack` does not run, too, whose provider is made of anything. In a preview of a cluster that
 * is made by the same `up` there is nothing to compare yet.
 */
export function comparedCluster(
  { environment, cluster }: Plan,
  options: { readonly provider: pulumi.ProviderResource; readonly parent: pulumi.Resource },
): pulumi.Output<pulumi.Resource> {
  const found = new KubeSystem(environment, options);
  return found.metadata.apply((metadata) => {
    const uid = metadata?.uid;
    if (uid === cluster.id) return found;
    throw new UserError([
      `deploy of '${environment}' is for the cluster ${cluster.id}, and its provider is of ${uid}; pass the provider of that one, or mend cluster.id`,
    ]);
  });
}

/**
 * The Namespace that every cluster has from its first second to its last, as it is there.
 *
 * The plugin keeps with what it reads what it was asked for. Asked for nothing, it makes that up of what it finds, and of less
 * the next time, so that every refresh would find a change.
 */
class KubeSystem extends pulumi.CustomResource {
  declare readonly metadata: pulumi.Output<{ readonly uid?: string } | undefined>;

  constructor(name: string, options: pulumi.CustomResourceOptions) {
    const asked = { apiVersion: 'v1', kind: 'Namespace', metadata: undefined };
    super('kubernetes:core/v1:Namespace', name, asked, { ...options, id: 'kube-system' });
  }
}
