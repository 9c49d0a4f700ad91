import { narrows as celNarrows, PEERS } from '../../admission/addresses';
import { defineRule } from '../../define-rule';
import { type Entry, isAbsent } from '../../fields';
import { narrows } from '../../labels';
import type { TrafficRule } from '../../network-policy';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/**
 * Ports in one range: as many as Kubernetes has for node ports, 30000 to 32767, the widest range that it has anyone open.
 * https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 */
const WIDEST_PORT_RANGE = 2768;

const WEB = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
  podSelector: { matchLabels: { app: 'web' } },
};
const PORTS = [{ port: 8080, protocol: 'TCP' }];
const NAME_THE_PORTS = 'name the ports that the other end listens on';

/** In a NetworkPolicy, what is left out is not "nothing": it is everything. */
export const networkPeersExplicit = defineRule({
  id: 'network-peers-explicit',
  subject: 'trafficRule',
  says: 'NetworkPolicies name whom they allow and on which ports.',
  because: 'what they leave out is allowed',
  level: 'mandatory',
  severity: 'high',
  topic: 'network',
  references: ['CIS:5.3.2', 'NSA:network-policies', 'practices:network-security'],
  check: (rule) => [
    ...(rule.peers.length === 0 ? [anyPeer(rule)] : rule.peers.flatMap(problemOf)),
    ...(rule.ports.length === 0 ? [anyPort(rule.portsField)] : []),
    ...portsProblems(rule),
  ],
  cel: {
    accepts: [
      `size(${PEERS}) > 0`,
      `${PEERS}.all(peer, has(peer.ipBlock) || (${[
        `(!has(peer.namespaceSelector) || ${celNarrows('peer.namespaceSelector')})`,
        `has(peer.podSelector) && ${celNarrows('peer.podSelector')}`,
      ].join(' && ')}))`,
      'size(entry.?ports.orValue([])) > 0',
      'entry.ports.all(port, has(port.port))',
      `entry.ports.map(port, has(port.endPort) ? int(port.endPort) - int(port.port) + 1 : 1).sum() <= ${WIDEST_PORT_RANGE}`,
    ].join(' && '),
    remedy: `name the pods and their namespace by labels, or an address range, and the ports, ${WIDEST_PORT_RANGE} at most`,
  },
  examples: {
    accepted: [
      { shows: 'pods of a namespace, and a port', ingress: { from: [WEB], ports: PORTS } },
      { shows: 'an address range, and a port', egress: { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: PORTS } },
      {
        shows: 'a range of ports, as wide as that of node ports',
        egress: { to: [WEB], ports: [{ port: 30000, endPort: 32767 }] },
      },
    ],
    refused: [
      {
        shows: 'anybody, on any port',
        ingress: {},
        violations: [
          { field: 'from', problem: 'it lets anything in', fix: 'name the pods or the address range' },
          { field: 'ports', problem: 'it opens every port', fix: NAME_THE_PORTS },
        ],
      },
      {
        shows: 'anything, on one port',
        egress: { ports: PORTS },
        violations: [
          { field: 'to', problem: 'it lets pods reach anything', fix: 'name the pods or the address range' },
        ],
      },
      {
        shows: 'whatever namespace there is, and all of its pods',
        ingress: { from: [{ namespaceSelector: {} }], ports: PORTS },
        violations: [
          {
            field: 'from[0].namespaceSelector',
            problem: 'it names no namespace, so anyone who may create one gets in',
            fix: 'name the namespace by kubernetes.io/metadata.name',
          },
          {
            field: 'from[0].podSelector',
            problem: 'it names no pods of the namespace',
            fix: 'name the pods by a label',
          },
        ],
      },
      {
        shows: 'every port, in ranges of which each is narrow',
        egress: {
          to: [WEB],
          ports: Array.from({ length: 24 }, (_, i) => ({ port: 1 + i * 2700, endPort: 2700 + i * 2700 })),
        },
        violations: [{ field: 'ports', problem: 'it opens 64800 ports', fix: `${NAME_THE_PORTS}, at most 2768` }],
      },
      {
        shows: 'every port, by a protocol alone and by a range',
        egress: { to: [WEB], ports: [{ protocol: 'TCP' }, { port: 1, endPort: 65535 }] },
        violations: [
          { field: 'ports[0].port', problem: 'it opens every port', fix: NAME_THE_PORTS },
          {
            field: 'ports[1].endPort',
            problem: 'it opens 65535 ports',
            fix: `${NAME_THE_PORTS}, at most 2768 of them in one range`,
          },
        ],
      },
    ],
  },
});

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
  const count = ports.reduce(
    (sum, { value: { port, endPort } }) => sum + (Number(endPort ?? port) - Number(port) || 0) + 1,
    0,
  );
  if (count <= WIDEST_PORT_RANGE) return [];
  return [
    { field: portsField, problem: `it opens ${count} ports`, fix: `${NAME_THE_PORTS}, at most ${WIDEST_PORT_RANGE}` },
  ];
}

function portProblems({ field, value: { port, endPort } }: Entry): readonly Violation[] {
  if (isAbsent(port)) return [anyPort(`${field}.port`)];
  if (isAbsent(endPort)) return [];
  if (typeof port !== 'number') throw new Unknowable(`${field}.port`, 'a range begins with a number');
  if (typeof endPort !== 'number') throw new Unknowable(`${field}.endPort`, 'a range ends with a number');
  const count = endPort - port + 1;
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
