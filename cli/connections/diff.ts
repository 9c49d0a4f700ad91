import { difference, union } from '../../policies/reachability/ports';
import type { Connection, Party, PortRange, Reachability } from '../../policies/reachability/result';
import { type StandIns, standIns } from './stand-in';

/** Ports that one side has and the other has not. */
export interface Change {
  /** Ids of parties. */
  readonly from: string;
  readonly to: string;
  readonly ports: readonly PortRange[];
  /** `unknown` where the side that has them could not be evaluated. */
  readonly outcome: Connection['outcome'];
  /** Set where nobody knows whether the other side has them too. @default - it surely has not */
  readonly otherwise?: 'unknown';
  /** What the mesh asks of single requests on the side that has them, and on the other does not. @default - nothing */
  readonly conditions?: readonly string[];
  /** Which end is new, or gone. @default - both ends are on both sides */
  readonly because?: string;
}

export interface Difference {
  /** What B lets through and A does not. */
  readonly possible: readonly Change[];
  /** What A lets through and B does not. */
  readonly impossible: readonly Change[];
}

/**
 * What becomes possible and what impossible on the way from A to B.
 *
 * What may be open counts as open on both sides, so that nothing is called closed that nobody could evaluate. That what may
 * be open on one side surely is on the other is told where `doubtful` asks for it: where little is known, what opens would be
 * hidden otherwise.
 */
export function differenceOf(a: Reachability, b: Reachability, { doubtful = false } = {}): Difference {
  const parties = [...new Map([...a.parties, ...b.parties].map((party) => [party.id, party])).values()];
  const [inA, inB] = [sideOf(a, parties), sideOf(b, parties)];
  const told = ({ otherwise }: Change) => doubtful || otherwise === undefined;
  return { possible: beyond(inB, inA, 'new').filter(told), impossible: beyond(inA, inB, 'gone').filter(told) };
}

/** One side, told in the parties of both. */
interface Side {
  readonly standIns: StandIns;
  readonly connections: ReadonlyMap<string, readonly Connection[]>;
}

function sideOf(reachability: Reachability, parties: readonly Party[]): Side {
  const stand = standIns(parties, reachability);
  const stoodFor = new Map<string, string[]>();
  for (const [id, here] of stand) stoodFor.set(here, [...(stoodFor.get(here) ?? []), id]);
  const connections = new Map<string, Connection[]>();
  for (const connection of reachability.connections) {
    for (const from of stoodFor.get(connection.from) ?? []) {
      for (const to of stoodFor.get(connection.to) ?? []) {
        const key = JSON.stringify([from, to]);
        connections.set(key, [...(connections.get(key) ?? []), { ...connection, from, to }]);
      }
    }
  }
  return { standIns: stand, connections };
}

function beyond(more: Side, less: Side, word: 'new' | 'gone'): readonly Change[] {
  return [...more.connections]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, connections]) => {
      return connections.flatMap((connection) => {
        const { from, to, ports, outcome } = connection;
        const others = alike(connection, less.connections.get(key) ?? []);
        const strange = new Set([from, to].filter((id) => !less.standIns.has(id)));
        const because = [...strange].map((id) => `${id} is ${word}`).join(' and ');
        const rest = { ...conditionsOf(connection), ...(because !== '' && { because }) };
        const closed = difference(ports, portsOf(others));
        const doubtful =
          outcome === 'unknown' ? [] : difference(difference(ports, closed), portsOf(others.filter(isOpen)));
        return [
          ...(closed.length > 0 ? [{ from, to, ports: closed, outcome, ...rest }] : []),
          ...(doubtful.length > 0
            ? [{ from, to, ports: doubtful, outcome, otherwise: 'unknown' as const, ...rest }]
            : []),
        ];
      });
    });
}

/** Under other conditions, other requests get through. */
function alike({ conditions }: Connection, others: readonly Connection[]): readonly Connection[] {
  const asking = JSON.stringify(conditions);
  return others.filter((one) => one.conditions === undefined || JSON.stringify(one.conditions) === asking);
}

function conditionsOf({ conditions }: Connection): Pick<Change, 'conditions'> {
  return conditions === undefined ? {} : { conditions };
}

function portsOf(connections: readonly Connection[]): readonly PortRange[] {
  return connections.map(({ ports }) => ports).reduce(union, []);
}

function isOpen({ outcome }: Connection): boolean {
  return outcome === 'open';
}
