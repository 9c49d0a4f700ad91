import { vaultSecretsOperator } from '../../../constructs/network/peers/operators';
import { type Cluster, called, type Live, written } from '../../cluster/cluster';
import { flagOf, type LivePod, podsWith, whereaboutsOf } from '../../cluster/pods';
import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Check, Look } from '../check';
import { uses } from '../uses';

const [FLAG, VARIABLE] = ['client-cache-persistence-model', 'VSO_CLIENT_CACHE_PERSISTENCE_MODEL'];

const [CONTAINER, MODEL] = ['manager', 'direct-encrypted'];

/** By what the operator finds the VaultAuth that names the key. */
const OF_KEY = { cacheStorageEncryption: 'true' } as const;

const REMEDY = `set controller.manager.clientCache.persistenceModel: ${MODEL} in its Helm values`;

/** What it has logged in for is forgotten with the pod otherwise: it logs in anew, and every login makes new credentials. */
const cache: Look = async (asked, cluster) => {
  if (!uses(asked, ['secrets.hashicorp.com'])) return [];
  const pods = await podsWith(cluster, whereaboutsOf(vaultSecretsOperator(asked.facts)).labels);
  const managers = pods.filter((pod) => pod.spec.containers.some(({ name }) => name === CONTAINER));
  if (managers.length === 0) {
    const says = `no pod of the Vault Secrets Operator with a container ${CONTAINER} is to be seen, nor how it keeps its logins`;
    return [unknown(says, REMEDY)];
  }
  const wrong = managers.find((pod) => modelOf(pod) !== MODEL);
  if (wrong === undefined) return [await byKeyOf(managers[0]!.metadata.namespace!, cluster)];
  const says = `${called(wrong)} keeps its logins by '${modelOf(wrong) || 'none'}': its restart restarts every workload`;
  return [deviates(says, REMEDY)];
};

interface VaultAuth extends Live {
  readonly spec: { readonly storageEncryption?: object };
}

/** It is told to encrypt, and by which key it is told by the one VaultAuth of its own that says so: by none, or by two, it keeps nothing. */
async function byKeyOf(namespace: string, cluster: Cluster): Promise<Finding> {
  const path = `/apis/secrets.hashicorp.com/v1beta1/namespaces/${namespace}/vaultauths`;
  const auths = await cluster.list<VaultAuth>(path, written(OF_KEY));
  const [first, ...others] = auths;
  if (first?.spec.storageEncryption !== undefined && others.length === 0) {
    return ok('the Vault Secrets Operator keeps its logins, encrypted');
  }
  const found =
    first === undefined
      ? `no VaultAuth in ${namespace} is labelled ${written(OF_KEY)}`
      : others.length > 0
        ? `${auths.length} VaultAuths in ${namespace} are labelled ${written(OF_KEY)}`
        : `VaultAuth ${called(first)} has no storageEncryption`;
  const says = `${found}, so that the Vault Secrets Operator keeps no login: its restart restarts every workload`;
  return deviates(says, 'make the one VaultAuth of docs/deploy.md, which names a key of Vault to encrypt them by');
}

/** The variable counts over the flag. */
function modelOf(pod: LivePod): string | undefined {
  const variable = pod.spec.containers.flatMap(({ env = [] }) => env).find(({ name }) => name === VARIABLE)?.value;
  return variable ?? flagOf(pod, FLAG);
}

export const secretsCache: Check = {
  says: 'The Vault Secrets Operator keeps its logins when it restarts.',
  looks: [cache],
};
