import type { Party } from '../../../../../policies/reachability/result';
import type { Change } from '../../../../connections/diff';
import { endsOf, type ShownEnd } from '../../../../connections/end-names';
import { withoutImplied } from '../../../../connections/implied';
import { isMade } from '../../../../connections/peers';
import { portsText } from '../../../../connections/ports';
import type { Comparison } from '../../../comparison';
import type { ConnectionChange, Finding } from '../../../finding';
import type { ConnectionChanges } from './changes';

/** One change of what one end can reach on another, in words. */
export interface Told {
  readonly effect: Finding['effect'];
  /** Names of ends. */
  readonly from: string;
  readonly to: string;
  readonly change: ConnectionChange;
  /** The end of a sentence that begins with who calls, without who is called: the same for all that are told as one. */
  readonly verb: string;
  readonly what: string;
  /** The workload that came or went, where that is why. @default - both ends are on both sides */
  readonly whole?: { readonly id: string; readonly name: string; readonly is: 'new' | 'gone' };
  /** Whether it takes the connection to run a workload at all. */
  readonly isInfrastructure: boolean;
}

/** What each kind of change means, and how it is said of one that may be and of one that is. */
const KINDS = {
  possible: { effect: 'worse', is: 'possible', open: 'can reach', unknown: 'may be able to reach', note: '' },
  impossible: {
    effect: 'better',
    is: 'impossible',
    open: 'can no longer reach',
    unknown: 'can no longer reach',
    note: '',
  },
  settled: {
    effect: 'worse',
    is: 'possible',
    open: 'can reach',
    unknown: 'can reach',
    note: ', which could not be told before',
  },
  unsettled: {
    effect: 'better',
    is: 'impossible',
    open: 'may no longer reach',
    unknown: 'may no longer reach',
    note: ', which can no longer be told',
  },
} as const;

/** Everything that becomes possible or impossible, but for what goes without saying. */
export function toldChanges(changes: ConnectionChanges, { before, after }: Comparison): readonly Told[] {
  const parties = [...changes.parties.values()];
  const names = new Map([
    ...namesOf(changes.before.parties, before.plan.ends),
    ...namesOf(changes.after.parties, after.plan.ends),
  ]);
  return (['possible', 'impossible', 'settled', 'unsettled'] as const).flatMap((kind) =>
    withoutImplied(changes[kind], parties).map((change) => toldOf(kind, change, names, changes)),
  );
}

interface Named {
  readonly name: string;
  readonly role: ShownEnd['role'];
}

type Names = ReadonlyMap<string, Named>;

/** `identity-provider (198.51.100.7/32)`: an address that a stack has a name for differs from place to place. */
function namesOf(parties: readonly Party[], ends: Parameters<typeof endsOf>[1]): readonly (readonly [string, Named])[] {
  const shown = endsOf(parties, ends);
  return parties.map((party) => {
    const { name, role } = shown.get(party.id)!;
    const isTold = party.kind === 'workload' || role === 'infrastructure' || name.includes(party.id);
    return [party.id, { name: isTold ? name : `${name} (${party.id})`, role }];
  });
}

function toldOf(kind: keyof typeof KINDS, change: Change, names: Names, changes: ConnectionChanges): Told {
  const { effect, is, note, ...verbs } = KINDS[kind];
  const [from, to] = [change.from, change.to].map((id) => names.get(id) ?? { name: id, role: 'pods' as const }) as [
    Named,
    Named,
  ];
  const whole = wholeEnd(change, names, changes);
  const isInfrastructure = from.role === 'infrastructure' || to.role === 'infrastructure';
  return {
    // What a workload takes to run at all comes with it, and goes with it.
    effect: whole !== undefined && isInfrastructure ? 'neutral' : effect,
    from: from.name,
    to: to.name,
    change: { ...change, is },
    verb: verbs[change.outcome],
    what: `on ${portsText(change.ports)}${conditionsOf(kind, change, changes)}${note}`,
    ...(whole && { whole }),
    isInfrastructure,
  };
}

/** The end that only one side has; of two, the one that is called. */
function wholeEnd({ from, to }: Change, names: Names, { ids, parties }: ConnectionChanges): Told['whole'] {
  const id = [to, from].find((one) => isMade(parties.get(one)!) && ids.before.has(one) !== ids.after.has(one));
  return id === undefined ? undefined : { id, name: names.get(id)!.name, is: ids.after.has(id) ? 'new' : 'gone' };
}

/** What the mesh asks of requests on the side that lets them through, or what it still lets through on the other. */
function conditionsOf(
  kind: keyof typeof KINDS,
  { from, to, conditions }: Change,
  { conditional }: ConnectionChanges,
): string {
  if (conditions !== undefined) return ` (${conditions.join(', ')})`;
  const asked = conditional[kind === 'impossible' ? 'after' : 'before'].get(`${from}\n${to}`);
  if (asked === undefined) return '';
  return kind === 'impossible' ? ` but for what is ${asked.join(', ')}` : `, where it was ${asked.join(', ')}`;
}
