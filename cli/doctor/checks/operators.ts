import type { Caller } from '../../../constructs/network/peer';
import {
  cloudNativePg,
  externalSecrets,
  istiod,
  prometheus,
  vaultSecretsOperator,
  vaultServer,
} from '../../../constructs/network/peers/operators';
import { written } from '../../cluster/cluster';
import { podsWith, whereaboutsOf } from '../../cluster/pods';
import { deviates, ok } from '../../diagnosis/finding';
import type { Asked, Check, Look } from '../check';
import { uses } from '../uses';

/** Somebody whom policies let in, or let be asked, by namespace and labels. */
interface Operator {
  readonly name: string;
  /** The fact that says where it is. */
  readonly fact: string;
  /** The groups of the API whose objects it is there for. */
  readonly groups: readonly string[];
  caller(facts: Asked['facts']): Caller;
}

const OPERATORS: readonly Operator[] = [
  {
    name: 'Istio',
    fact: 'operators.istio',
    groups: ['security.istio.io', 'networking.istio.io'],
    caller: istiod,
  },
  {
    name: 'CloudNativePG',
    fact: 'operators.cloudNativePg',
    groups: ['postgresql.cnpg.io'],
    caller: cloudNativePg,
  },
  {
    name: 'the Vault Secrets Operator',
    fact: 'operators.vaultSecrets',
    groups: ['secrets.hashicorp.com'],
    caller: vaultSecretsOperator,
  },
  {
    name: 'External Secrets',
    fact: 'operators.externalSecrets',
    groups: ['external-secrets.io'],
    caller: externalSecrets,
  },
  {
    name: 'Prometheus',
    fact: 'monitoring.namespace and monitoring.prometheus',
    groups: ['monitoring.coreos.com'],
    caller: prometheus,
  },
];

/** Whether pods are where our policies look for them, and whether they would be let in elsewhere. */
function lookFor({ name, fact, groups, caller }: Operator): Look {
  return async (asked, cluster) => {
    if (!uses(asked, groups)) return [];
    const { namespace, labels } = whereaboutsOf(caller(asked.facts));
    const pods = await podsWith(cluster, labels, namespace);
    if (pods.length > 0) return [ok(`${name} runs in ${namespace}`)];
    const all = await podsWith(cluster, labels);
    const others = [...new Set(all.map(({ metadata }) => metadata.namespace))];
    const says = `no pod in ${namespace} has ${written(labels)}, by which policies know ${name}`;
    if (others.length === 0) {
      return [deviates(says, `install it, or say in ${fact} where it is: kubectl get pods -A --show-labels`)];
    }
    return [
      deviates(`${says}; pods of ${others.join(' and ')} have`, `say in ${fact} that it is in ${others.join(' or ')}`),
    ];
  };
}

/** Vault may be outside the cluster, where no pod is to be found. */
const vault: Look = async ({ facts }, cluster) => {
  if (facts.vault === undefined || facts.vault.apiServer !== undefined) return [];
  const { namespace, labels } = whereaboutsOf(vaultServer(facts));
  const pods = await podsWith(cluster, labels, namespace);
  if (pods.length > 0) return [ok(`Vault runs in ${namespace}`)];
  const says = `no pod in ${namespace} has ${written(labels)}, by which policies know Vault`;
  return [deviates(says, 'say in vault.namespace where it is; of one outside the cluster, say vault.apiServer')];
};

export const operators: Check = {
  says: 'Operators run where policies know them.',
  looks: [...OPERATORS.map(lookFor), vault],
};
