import { type Entry, isAbsent } from '../fields';
import { isEmptySelector } from '../labels';
import { type TrafficRule, trafficRulesOf } from '../network-policy';
import { each, type KubernetesRule, type Violation } from '../rule';

/** In a NetworkPolicy, what is left out is not "nothing": it is everything. */
export const networkPeersExplicit: KubernetesRule = {
  id: 'network-peers-explicit',
  judges: 'kubernetes',
  description: 'NetworkPolicies name whom they allow and on which ports, because what they leave out is allowed.',
  level: 'mandatory',
  check: ({ object }) =>
    each(trafficRulesOf(object), (rule): readonly Violation[] => [
      ...(rule.peers.length === 0 ? [anyPeer(rule)] : rule.peers.flatMap(problemOf)),
      ...(rule.ports.length === 0 ? [anyPort(rule.portsField)] : []),
      ...rule.ports.filter(({ value }) => isAbsent(value['port'])).map(({ field }) => anyPort(`${field}.port`)),
    ]),
};

function anyPeer({ peersField, direction }: TrafficRule): Violation {
  return {
    field: peersField,
    problem: direction === 'ingress' ? 'it lets anything in' : 'it lets pods reach anything',
    fix: 'name the pods or the address range',
  };
}

function anyPort(field: string): Violation {
  return { field, problem: 'it opens every port', fix: 'name the ports that the other end listens on' };
}

/** An entry holds when all of its selectors do, so each of them has to narrow. */
function problemOf({ field, value }: Entry): readonly Violation[] {
  const { ipBlock, namespaceSelector, podSelector } = value;
  if (!isAbsent(ipBlock)) return [];
  const violations: Violation[] = [];
  if (!isAbsent(namespaceSelector) && isEmptySelector(namespaceSelector, `${field}.namespaceSelector`)) {
    violations.push({
      field: `${field}.namespaceSelector`,
      problem: 'it selects every namespace, so anyone who may create one gets in',
      fix: 'name the namespace by kubernetes.io/metadata.name',
    });
  }
  if (isEmptySelector(podSelector, `${field}.podSelector`)) {
    violations.push({
      field: `${field}.podSelector`,
      problem: 'it selects every pod of the namespace',
      fix: 'name the pods by a label',
    });
  }
  return violations;
}
