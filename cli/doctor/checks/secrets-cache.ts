import { vaultSecretsOperator } from '../../../constructs/network/peers/operators';
import { called } from '../../cluster/cluster';
import { flagOf, type LivePod, podsWith, whereaboutsOf } from '../../cluster/pods';
import { deviates, ok, unknown } from '../../diagnosis/finding';
import type { Check, Look } from '../check';
import { uses } from '../uses';

const [FLAG, VARIABLE] = ['client-cache-persistence-model', 'VSO_CLIENT_CACHE_PERSISTENCE_MODEL'];

const [CONTAINER, MODEL] = ['manager', 'direct-encrypted'];

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
  if (wrong === undefined) return [ok('the Vault Secrets Operator keeps its logins, encrypted')];
  const says = `${called(wrong)} keeps its logins by '${modelOf(wrong) || 'none'}': its restart restarts every workload`;
  return [deviates(says, REMEDY)];
};

/** The variable counts over the flag. */
function modelOf(pod: LivePod): string | undefined {
  const variable = pod.spec.containers.flatMap(({ env = [] }) => env).find(({ name }) => name === VARIABLE)?.value;
  return variable ?? flagOf(pod, FLAG);
}

export const secretsCache: Check = {
  says: 'The Vault Secrets Operator keeps its logins when it restarts.',
  looks: [cache],
};
