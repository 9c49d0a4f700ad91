import type { Party, Reachability } from '../../../policies/reachability/result';
import { colour as pc } from '../../terminal/colour';
import { columns } from '../../terminal/columns';
import type { Change, Difference } from '../diff';
import { endsOf, type ShownEnd } from '../end-names';
import { linesOf } from '../gather';
import { withoutImplied } from '../implied';
import { isMade } from '../peers';
import { portsText } from '../ports';
import type { Source } from '../source';

/** Two inputs and what was computed of each. */
export type Sides = readonly [a: Side, b: Side];
type Side = readonly [Source, Reachability];

/** What to look at in a review: first what has become possible. */
export function renderDiff({ possible, impossible }: Difference, [a, b]: Sides): string {
  const [before, after] = [a[0].name, b[0].name];
  if (possible.length === 0 && impossible.length === 0)
    return `${before} and ${after} let the same connections through\n`;
  return `${[
    pc.bold(`Possible in ${after}, and not in ${before}`),
    ...lines(possible, '+', pc.green, [a, b]),
    '',
    pc.bold(`Impossible in ${after}, and possible in ${before}`),
    ...lines(impossible, '-', pc.red, [a, b]),
  ].join('\n')}\n`;
}

const NOT_SURE = 'on the other side, nobody knows';

function lines(changes: readonly Change[], sign: string, paint: (text: string) => string, sides: Sides): string[] {
  if (changes.length === 0) return ['  nothing'];
  const parties = new Map(sides.flatMap(([, reachability]) => reachability.parties).map((party) => [party.id, party]));
  const names = new Map(sides.flatMap((side) => [...namesOf(side)]));
  const workloads = [...parties.values()].filter(isMade).map(({ id }) => names.get(id) ?? id);
  const rows = withoutImplied(changes, [...parties.values()]).map((change) => {
    const { from, to, because, otherwise, conditions = [], ...rest } = change;
    const words = [...(because === undefined ? [] : [because]), ...(otherwise === undefined ? [] : [NOT_SURE])];
    const note = [...conditions, ...(words.length > 0 ? [`(${words.join('; ')})`] : [])].join(' ');
    return { ...rest, from: names.get(from) ?? from, to: names.get(to) ?? to, ...(note !== '' && { note }) };
  });
  const cells = linesOf(rows, workloads).map(({ from, to, ports, outcome, note }) => [
    sign,
    from.name,
    '→',
    to.name,
    `${portsText(ports)}${outcome === 'unknown' ? ', perhaps' : ''}`,
    note ?? '',
  ]);
  return columns(cells, ['left', 'left', 'left', 'left', 'left', 'left']).map(paint);
}

/** `kubelet (10.30.0.0/20)`: an address that a stack has a name for differs from place to place, so both are told. */
function namesOf([{ declared }, { parties }]: Side): ReadonlyMap<string, string> {
  const ends = endsOf(parties, declared?.peers);
  return new Map(parties.map((party) => [party.id, nameOf(party, ends.get(party.id))]));
}

function nameOf(party: Party, end: ShownEnd | undefined): string {
  if (end === undefined) return party.id;
  return party.kind === 'workload' || end.name.includes(party.id) ? end.name : `${end.name} (${party.id})`;
}
