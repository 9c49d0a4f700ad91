import { kindOf } from '../constructs/plan/kinds';
import type { Manifest } from '../constructs/plan/resource';
import { type Entry, entriesOf, fieldsOf, isAbsent, textOf, textsOf } from './fields';

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

/** The rules of a NetworkPolicy, both directions; none for any other kind. */
export function trafficRulesOf(object: Manifest): readonly TrafficRule[] {
  if (!isNetworkPolicy(object)) return [];
  const spec = fieldsOf(object['spec'], 'spec');
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    entriesOf(spec[direction], `spec.${direction}`).map((entry) => trafficRuleOf(direction, entry)),
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

/** The address ranges that a NetworkPolicy allows. */
export function ipBlocksOf(object: Manifest): readonly IpBlock[] {
  return trafficRulesOf(object).flatMap(({ direction, peers }) =>
    peers
      .filter(({ value }) => !isAbsent(value['ipBlock']))
      .map((peer) => {
        const field = `${peer.field}.ipBlock`;
        const { cidr, except } = fieldsOf(peer.value['ipBlock'], field);
        return { field, direction, cidr: textOf(cidr, `${field}.cidr`), except: textsOf(except, `${field}.except`) };
      }),
  );
}
