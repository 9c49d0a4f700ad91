import { type Entry, isAbsent } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import { narrows } from '../../labels';
import { type TrafficRule, trafficRulesOf } from '../../network-policy';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/**
 * Ports in one range: as many as Kubernetes has for node ports, 30000 to 32767, the widest range that it has anyone open.
 * https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 */
const WIDEST_PORT_RANGE = 2768;

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
      ...rule.ports.flatMap(portProblems),
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

function portProblems({ field, value: { port, endPort } }: Entry): readonly Violation[] {
  if (isAbsent(port)) return [anyPort(`${field}.port`)];
  if (isAbsent(endPort)) return [];
  if (typeof port !== 'number' || typeof endPort !== 'number') {
    throw new Unknowable(`${field}.endPort`, 'a range of port numbers was expected');
  }
  const count = endPort - port + 1;
  if (count <= WIDEST_PORT_RANGE) return [];
  return [
    {
      field: `${field}.endPort`,
      problem: `it opens ${count} ports`,
      fix: `name the ports that the other end listens on, at most ${WIDEST_PORT_RANGE} of them in one range`,
    },
  ];
}

/** An entry holds when all of its selectors do, so each of them has to narrow. */
function problemOf({ field, value }: Entry): readonly Violation[] {
  const { ipBlock, namespaceSelector, podSelector } = value;
  if (!isAbsent(ipBlock)) return [];
  const violations: Violation[] = [];
  if (!isAbsent(namespaceSelector) && !narrows(namespaceSelector, `${field}.namespaceSelector`)) {
    violations.push({
      field: `${field}.namespaceSelector`,
      problem: 'it names no namespace, so anyone who may create one gets in',
      fix: 'name the namespace by kubernetes.io/metadata.name',
    });
  }
  if (!narrows(podSelector, `${field}.podSelector`)) {
    violations.push({
      field: `${field}.podSelector`,
      problem: 'it names no pods of the namespace',
      fix: 'name the pods by a label',
    });
  }
  return violations;
}
