import type { Facts } from '../../constructs/facts/facts';
import { monitoring, operatorNamespaces } from '../../constructs/operators/whereabouts';

/**
 * Where operators run, which the policies do not hold. One that no fact speaks of has no place there: whoever makes a
 * namespace of its name would be held by nothing.
 */
export function namespacesOfOperators(facts: Facts): readonly string[] {
  const { externalSecrets, ...ofEveryPlatform } = operatorNamespaces(facts);
  const deliversSecrets = facts.secretsManager !== undefined || facts.cluster.operators?.externalSecrets !== undefined;
  return [
    ...Object.values(ofEveryPlatform),
    ...(deliversSecrets ? [externalSecrets] : []),
    monitoring(facts).namespace,
    ...(facts.vault === undefined ? [] : [facts.vault.namespace]),
  ];
}
