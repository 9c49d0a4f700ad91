import { flagOf, podsWith } from '../../cluster/pods';
import { deviates, ok, unknown } from '../../diagnosis/finding';
import type { Check, Look } from '../check';

const FLAG = 'encryption-provider-config';

/**
 * Written where the API server has encrypted a Secret since it started: the prefix is what precedes it in etcd.
 *
 * https://kubernetes.io/docs/reference/instrumentation/metrics/
 */
const ENCRYPTED =
  /^apiserver_storage_transformation_operations_total\{(?=[^}]*resource="secrets")(?=[^}]*transformation_type="to_storage")[^}]*transformer_prefix="k8s:enc:([^:"]+)/m;

/** Secrets are in etcd as they are, unless the API server is told to encrypt them. */
const atRest: Look = async (_, cluster) => {
  const servers = await podsWith(cluster, { component: 'kube-apiserver' }, 'kube-system');
  const [open] = servers.filter((pod) => flagOf(pod, FLAG) === undefined);
  if (open !== undefined) {
    const says = `${open.metadata.name} has no --${FLAG}, so that Secrets are in etcd as they are`;
    return [deviates(says, 'encrypt them: https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/')];
  }
  if (servers.length > 0) return [ok(`the API server encrypts by ${flagOf(servers[0]!, FLAG)}`)];
  const how = ENCRYPTED.exec((await cluster.text('/metrics')) ?? '')?.[1];
  if (how !== undefined) return [ok(`the API server has encrypted Secrets by ${how}`)];
  const says = 'the API server is not to be seen, and has encrypted no Secret since it started';
  return [unknown(says, 'ask the provider of the cluster whether etcd is encrypted with a key of yours')];
};

export const encryption: Check = {
  says: 'Secrets are encrypted where the cluster stores them.',
  looks: [atRest],
};
