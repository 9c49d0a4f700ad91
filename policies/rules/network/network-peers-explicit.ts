import { narrows as celNarrows, PEERS } from '../../admission/addresses';
import { defineRule } from '../../define-rule';
import { ACCEPTED, REFUSED, UNKNOWN } from '../../examples/open-ports';
import { type Entry, isAbsent } from '../../fields';
import { tooMuchTogether } from '../../granted';
import { narrows } from '../../labels';
import type { TrafficRule } from '../../network-policy';
import { byPeer, mostPortsOpened, portsOpened } from '../../opened-ports';
import { tryRead } from '../../read';
import type { Violation } from '../../violation';

/**
 * Ports in one range: as many as Kubernetes has for node ports, 30000 to 32767, the widest range that it has anyone open.
 * https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 */
const WIDEST_PORT_RANGE = 2768;

const NAME_THE_PORTS = 'name the ports that the other end listens on';
const TOGETHER = {
  problem: `it opens more than ${WIDEST_PORT_RANGE} ports to the same peer`,
  fix: `${NAME_THE_PORTS}, at most ${WIDEST_PORT_RANGE}`,
};

/** In a NetworkPolicy, what is left out is not "nothing": it is everything. */
export const networkPeersExplicit = defineRule({
  id: 'network-peers-explicit',
  subject: 'trafficRule',
  needs: 'plan',
  says: 'NetworkPolicies name whom they allow and on which ports.',
  because: 'what they leave out is allowed',
  level: 'mandatory',
  severity: 'high',
  topic: 'network',
  references: ['CIS:5.3.2', 'NSA:network-policies', 'practices:network-security'],
  check: (rule, context) => {
    const own = problemsOf(rule);
    if (own.length > 0) return own;
    const others = tooMuchTogether(rule, context, {
      mayBe: mayBeTooMany,
      those: (rules) => byPeer(rule, rules.filter(isNarrow)).find(areTooMany) ?? [],
    });
    return others === undefined
      ? []
      : [{ ...TOGETHER, field: rule.portsField, problem: `${TOGETHER.problem}, ${others}` }];
  },
  cel: {
    accepts: [
      `size(${PEERS}) > 0`,
      `${PEERS}.all(peer, has(peer.ipBlock) || (${[
        `(!has(peer.namespaceSelector) || ${celNarrows('peer.namespaceSelector')})`,
        `has(peer.podSelector) && ${celNarrows('peer.podSelector')}`,
      ].join(' && ')}))`,
      'size(entry.?ports.orValue([])) > 0',
      'entry.ports.all(port, has(port.port) && (!has(port.endPort) || int(port.endPort) >= int(port.port)))',
      `entry.ports.map(port, has(port.endPort) ? int(port.endPort) - int(port.port) + 1 : 1).sum() <= ${WIDEST_PORT_RANGE}`,
    ].join(' && '),
    remedy: `name the pods and their namespace by labels, or an address range, and the ports, ${WIDEST_PORT_RANGE} at most`,
    leavesOut:
      'what several entries and policies open together, and that a port counts once, however often it is named',
  },
  examples: { accepted: ACCEPTED, refused: REFUSED, unknown: UNKNOWN },
});

/** What is wrong with a rule by itself. */
function problemsOf(rule: TrafficRule): readonly Violation[] {
  return [
    ...(rule.peers.length === 0 ? [anyPeer(rule)] : rule.peers.flatMap(problemOf)),
    ...(rule.ports.length === 0 ? [anyPort(rule.portsField)] : []),
    ...portsProblems(rule),
  ];
}

/** Whether nothing is wrong with a rule by itself: what is, and what cannot be read, is told of there. */
function isNarrow(rule: TrafficRule): boolean {
  const problems = tryRead(() => problemsOf(rule));
  return 'value' in problems && problems.value.length === 0;
}

/** Nearly all namespaces open few ports altogether, whatever else is said in them. */
function mayBeTooMany(rules: readonly TrafficRule[]): boolean {
  return mostPortsOpened(rules.flatMap(({ ports }) => ports)) > WIDEST_PORT_RANGE && areTooMany(rules.filter(isNarrow));
}

function areTooMany(rules: readonly TrafficRule[]): boolean {
  return portsOpened(rules.flatMap(({ ports }) => ports)) > WIDEST_PORT_RANGE;
}

function anyPeer({ peersField, direction }: TrafficRule): Violation {
  return {
    field: peersField,
    problem: direction === 'ingress' ? 'it lets anything in' : 'it lets pods reach anything',
    fix: 'name the pods or the address range',
  };
}

function anyPort(field: string): Violation {
  return { field, problem: 'it opens every port', fix: NAME_THE_PORTS };
}

/** What each of the ports opens; where none is too much, what all of them do together. */
function portsProblems({ ports, portsField }: TrafficRule): readonly Violation[] {
  const each = ports.flatMap(portProblems);
  if (each.length > 0) return each;
  if (mostPortsOpened(ports) <= WIDEST_PORT_RANGE) return [];
  const count = portsOpened(ports);
  if (count <= WIDEST_PORT_RANGE) return [];
  return [
    { field: portsField, problem: `it opens ${count} ports`, fix: `${NAME_THE_PORTS}, at most ${WIDEST_PORT_RANGE}` },
  ];
}

function portProblems(entry: Entry): readonly Violation[] {
  const { field, value } = entry;
  if (isAbsent(value['port'])) return [anyPort(`${field}.port`)];
  const count = portsOpened([entry]);
  if (count <= WIDEST_PORT_RANGE) return [];
  return [
    {
      field: `${field}.endPort`,
      problem: `it opens ${count} ports`,
      fix: `${NAME_THE_PORTS}, at most ${WIDEST_PORT_RANGE} of them in one range`,
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
