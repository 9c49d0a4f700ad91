import { kindOf } from '../constructs/plan/kinds';
import type { Manifest } from '../constructs/plan/resource';
import { type Entry, entriesOf, fieldsOf, isAbsent, readEntries, textOf, textsOf } from './fields';
import { type Read, tryRead, tryReadAll } from './read';

export type Direction = 'ingress' | 'egress';

/** One entry of a NetworkPolicy's `ingress` or `egress`. */
export interface TrafficRule {
  readonly field: string;
  readonly direction: Direction;
  readonly peersField: string;
  readonly peers: readonly Entry[];
  readonly portsField: string;
  readonly ports: readonly Entry[];
}

export interface IpBlock {
  readonly field: string;
  readonly direction: Direction;
  readonly cidr: string;
  readonly except: readonly string[];
}

export function isNetworkPolicy(object: Manifest): boolean {
  return kindOf(object) === 'networking.k8s.io/NetworkPolicy';
}

const known = new WeakMap<Manifest, readonly Read<TrafficRule>[]>();

/**
 * The rules of a NetworkPolicy, both directions, each or why it cannot be read: read once, however many ask.
 *
 * @throws Unknowable when it cannot even be told how many there are.
 */
export function readTrafficRules(object: Manifest): readonly Read<TrafficRule>[] {
  const rules = known.get(object) ?? rulesOf(object);
  known.set(object, rules);
  return rules;
}

function rulesOf(object: Manifest): readonly Read<TrafficRule>[] {
  const spec = fieldsOf(object['spec'], 'spec');
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    tryReadAll(() => readEntries(spec[direction], `spec.${direction}`)).map((entry) =>
      'value' in entry ? tryRead(() => trafficRuleOf(direction, entry.value)) : entry,
    ),
  );
}

export function trafficRuleOf(direction: Direction, { field, value }: Entry): TrafficRule {
  const peers = direction === 'ingress' ? 'from' : 'to';
  return {
    field,
    direction,
    peersField: `${field}.${peers}`,
    peers: entriesOf(value[peers], `${field}.${peers}`),
    portsField: `${field}.ports`,
    ports: entriesOf(value['ports'], `${field}.ports`),
  };
}

const NONE: readonly never[] = [];

/** Whether a rule allows any address range, whatever it is. */
export function hasIpBlock({ peers }: TrafficRule): boolean {
  return peers.some(({ value }) => !isAbsent(value['ipBlock']));
}

/** The address ranges that a rule allows. */
export function ipBlocksIn({ direction, peers }: TrafficRule): readonly IpBlock[] {
  const blocks = peers.filter(({ value }) => !isAbsent(value['ipBlock']));
  return blocks.length === 0
    ? NONE
    : blocks.map((peer) => {
        const field = `${peer.field}.ipBlock`;
        const { cidr, except } = fieldsOf(peer.value['ipBlock'], field);
        return { field, direction, cidr: textOf(cidr, `${field}.cidr`), except: textsOf(except, `${field}.except`) };
      });
}
