import { NAMESPACE_LABEL } from '../../../constructs/network/labels';
import { isClusterWide } from '../../../constructs/plan/cluster-wide';
import type { Manifest } from '../../../constructs/plan/resource';
import { cidrOf } from '../../cidr';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, listOf, only, textOf, textsOf } from '../../fields';
import type { Direction } from '../../network-policy';
import { EVERYTHING, type Selector, selectorOf } from '../../selector';
import { Unknowable } from '../../unknowable';
import { allOf, PROTOCOLS, protocolOf, union } from '../ports';
import { OPEN, opening } from '../reach';
import type { Protocol } from '../result';
import { type Meaning, NOTHING, type Peer, type Rule, type RulePorts } from './policy';

/**
 * What a CiliumNetworkPolicy says, or one for the cluster.
 *
 * https://docs.cilium.io/en/stable/security/policy/language/
 *
 * @throws Unknowable where it says more than a NetworkPolicy can: what it denies, names, HTTP, nodes.
 */
export function ciliumPolicy(object: Manifest): Meaning {
  const spec = only(
    ['description', 'endpointSelector', 'ingress', 'egress', 'labels'],
    fieldsOf(object['spec'], 'spec'),
    'spec',
  );
  if (!isAbsent(object['specs'])) throw new Unknowable('specs', 'it is several policies in one');
  if (isAbsent(spec['endpointSelector']))
    throw new Unknowable('spec.endpointSelector', 'it does not say whom it is about');
  const isForCluster = isClusterWide(object);
  const { pods, namespaces } = endpointsOf({
    field: 'spec.endpointSelector',
    value: spec['endpointSelector'] as Fields,
  });
  if (namespaces !== undefined && !isForCluster) {
    throw new Unknowable('spec.endpointSelector', 'it asks for a namespace beside its own');
  }
  // A list without entries isolates nobody.
  const of = (direction: Direction) => {
    const rules = entriesOf(spec[direction], `spec.${direction}`);
    return rules.length === 0 ? undefined : rules.map((entry) => ruleOf(direction, entry, isForCluster));
  };
  return { selector: pods, ...(namespaces && { namespaces }), ingress: of('ingress'), egress: of('egress') };
}

function ruleOf(direction: Direction, { field, value }: Entry, isForCluster: boolean): Rule {
  const at = direction === 'ingress' ? 'from' : 'to';
  const [endpoints, entities, cidr, cidrSet] = ['Endpoints', 'Entities', 'CIDR', 'CIDRSet'].map((way) => at + way);
  const ways = [endpoints!, entities!, cidr!, cidrSet!];
  only([...ways, 'toPorts'], value, field);
  const ports = isAbsent(value['toPorts'])
    ? undefined
    : portsOf({ field: `${field}.toPorts`, value: value['toPorts'] });
  const [way, ...others] = ways.filter((one) => !isAbsent(value[one]));
  // Whoever is named in none of them is everybody at a port, and nobody where there is no port either.
  if (way === undefined) return ports === undefined ? NOTHING : { peers: [], ports };
  const place = `${field}.${way}`;
  if (others.length > 0) throw new Unknowable(place, `it names peers by ${others.join(' and ')}, too`);
  if (listOf(value[way], place).length === 0) throw new Unknowable(place, 'it names nobody');
  const rule = { ports: ports ?? ALL };
  if (way === entities) return ofEntities(textsOf(value[way], place), place, rule.ports);
  if (way === cidr) return { ...rule, peers: textsOf(value[way], place).map((text) => blockOf(text, [], place)) };
  if (way === cidrSet) return { ...rule, peers: entriesOf(value[way], place).map(blockIn) };
  const peers = entriesOf(value[way], place).map(endpointsOf);
  // Of a policy in a namespace, its own; of one for the cluster, every one.
  return { ...rule, peers: isForCluster ? peers.map((peer) => ({ namespaces: EVERYTHING, ...peer })) : peers };
}

const ALL: RulePorts = { numbered: OPEN, named: [] };

/** https://docs.cilium.io/en/stable/security/policy/language/#entities-based */
function ofEntities(entities: readonly string[], field: string, ports: RulePorts): Rule {
  const strange = entities.find((entity) => !Object.hasOwn(ENTITIES, entity));
  if (strange !== undefined) throw new Unknowable(field, `who '${strange}' is, is not in the input`);
  if (entities.includes('all')) return { peers: [], ports };
  const peers = entities.flatMap((entity) => ENTITIES[entity]!(field));
  return peers.length === 0 ? NOTHING : { peers, ports };
}

const ENTITIES: Readonly<Record<string, (field: string) => readonly Peer[]>> = {
  all: () => [],
  none: () => [],
  cluster: () => [{ namespaces: EVERYTHING, pods: EVERYTHING }],
  world: (field) => [blockOf('0.0.0.0/0', [], field), blockOf('::/0', [], field)],
  'world-ipv4': (field) => [blockOf('0.0.0.0/0', [], field)],
  'world-ipv6': (field) => [blockOf('::/0', [], field)],
};

function blockIn({ field, value }: Entry): Peer {
  const { cidr, except } = only(['cidr', 'except'], value, field);
  return blockOf(textOf(cidr, `${field}.cidr`), textsOf(except, `${field}.except`), field);
}

/** Addresses outside of the cluster alone: who has an identity is known by that, and not by an address. */
function blockOf(text: string, except: readonly string[], field: string): Peer {
  return { block: cidrOf(text, field), except: except.map((one) => cidrOf(one, field)), withoutPods: true };
}

/** The pods that an endpoint selector means, and their namespaces where it asks for those. */
function endpointsOf({ field, value }: Entry): { readonly pods: Selector; readonly namespaces?: Selector } {
  const { matchLabels, matchExpressions } = only(['matchLabels', 'matchExpressions'], fieldsOf(value, field), field);
  const asked = [
    ...Object.entries(fieldsOf(matchLabels, `${field}.matchLabels`)).map(([key, one]) => ({
      ...labelOf(key, `${field}.matchLabels`),
      ...{ operator: 'In', values: [one] },
    })),
    ...entriesOf(matchExpressions, `${field}.matchExpressions`).map((entry) => ({
      ...entry.value,
      ...labelOf(textOf(entry.value['key'], `${entry.field}.key`), entry.field),
    })),
  ];
  const selector = (of: 'pods' | 'namespaces') => {
    const matching = asked.filter((one) => one.of === of).map(({ of: _, ...one }) => one);
    return selectorOf({ matchExpressions: matching }, field);
  };
  const ofNamespaces = asked.some((one) => one.of === 'namespaces');
  return { pods: selector('pods'), ...(ofNamespaces && { namespaces: selector('namespaces') }) };
}

const OF_NAMESPACES = 'io.cilium.k8s.namespace.labels.';

/** `k8s:app` and `any:app` are the label `app`; those that Cilium adds of the namespace are labels of that. */
function labelOf(written: string, field: string): { readonly of: 'pods' | 'namespaces'; readonly key: string } {
  const key = written.replace(/^(?:k8s|any):/, '');
  if (key === 'io.kubernetes.pod.namespace') return { of: 'namespaces', key: NAMESPACE_LABEL };
  if (key.startsWith(OF_NAMESPACES)) return { of: 'namespaces', key: key.slice(OF_NAMESPACES.length) };
  if (key.includes(':') || key.startsWith('io.cilium.')) {
    throw new Unknowable(field, `who bears '${written}', is not in the input`);
  }
  return { of: 'pods', key };
}

function portsOf({ field, value }: { readonly field: string; readonly value: unknown }): RulePorts {
  const entries = entriesOf(value, field).flatMap((entry) => {
    only(['ports'], entry.value, entry.field);
    return entriesOf(entry.value['ports'], `${entry.field}.ports`);
  });
  if (entries.length === 0) throw new Unknowable(field, 'it names no port');
  const read = entries.map(portOf);
  return {
    numbered: opening(read.flatMap(({ ranges }) => ranges).reduce(union, [])),
    named: read.flatMap(({ named }) => named),
  };
}

function portOf({ field, value }: Entry): {
  readonly ranges: readonly ReturnType<typeof allOf>[];
  readonly named: RulePorts['named'];
} {
  const { port, endPort, protocol } = only(['port', 'endPort', 'protocol'], value, field);
  const protocols: readonly Protocol[] =
    isAbsent(protocol) || protocol === 'ANY' ? PROTOCOLS : [protocolOf(protocol, `${field}.protocol`)];
  const text = String(port);
  if (/[a-z]/i.test(text) && !isAbsent(port)) {
    return { ranges: [], named: protocols.map((one) => ({ name: text, protocol: one })) };
  }
  const from = Number(text);
  const to = endPort ?? from;
  if (from === 0 && isAbsent(endPort)) return { ranges: protocols.map(allOf), named: [] };
  if (!/^\d+$/.test(text) || typeof to !== 'number' || from < 1 || to < from || to > 65535) {
    throw new Unknowable(
      field,
      `${JSON.stringify({ port, endPort })} is neither a port, nor a range, nor a port's name`,
    );
  }
  return { ranges: protocols.map((one) => [{ protocol: one, from, to }]), named: [] };
}
