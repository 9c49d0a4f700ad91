import type { Selector } from '../../../../../policies/selector';
import type { Difference } from '../traits/compare';
import { areApart, selectsAllOf } from './selectors';

/** What one policy does to the pods that it selects: it closes them, but for what it, or another like it, lets through. */
export interface Guard {
  /** Guards of one way add up: `ingress` and `egress` of network policies, `requests` of the mesh. */
  readonly way: 'ingress' | 'egress' | 'requests';
  /** The namespace of the pods; nothing for the whole mesh. */
  readonly namespace: string | undefined;
  readonly selector: Selector;
  readonly lets: readonly Allowance[];
}

/** One thing that a guard lets through. */
export interface Allowance {
  /** The end of a sentence that begins with `may`: `let in pods with app=web of its namespace on 8080/TCP`. */
  readonly may: string;
  /** Whether another one of the same way is no more than this. */
  covers(other: Allowance): boolean;
}

type Guards = readonly Guard[];

/** One policy as it is on one side, among all that may select the same pods. */
export interface Guarded {
  readonly own: Guards;
  readonly all: Guards;
  /** Whether what one of its guards lets through is told already. */
  isTold(guard: Guard): boolean;
  /** Whether it is for pods that the other side has not. */
  isOfNobodyElse(guard: Guard): boolean;
  /** Whether a guard of the other side is for the same pods, though they had other labels. */
  isAround(other: Guard, guard: Guard): boolean;
}

/** What becomes of pods when one policy becomes another. */
export function guardDifferences(before: Guarded, after: Guarded): readonly Difference[] {
  const all = [...newly(after, before.all).map(forward), ...newly(before, after.all).map(backward)];
  return [...new Map(all.map((one) => [one.says, one])).values()];
}

/** What a guard brings that was not there, and in words of the other direction what goes with it. */
interface Brought {
  /** `unranked` is worse from both sides. */
  readonly effect: 'worse' | 'better' | 'unranked';
  readonly says: string;
  readonly backward: string;
}

function forward({ effect, says }: Brought): Difference {
  return { effect: effect === 'unranked' ? 'worse' : effect, says };
}

function backward({ effect, backward }: Brought): Difference {
  return { effect: effect === 'worse' ? 'better' : 'worse', says: backward };
}

/** What the guards of a policy change for pods that had these others. */
function newly({ own, isTold, isOfNobodyElse, isAround }: Guarded, others: Guards): readonly Brought[] {
  return own.flatMap((guard): readonly Brought[] => {
    const alike = others.filter(({ way }) => way === guard.way);
    const near = alike.filter((other) => !isElsewhere(other, guard));
    const around = near.filter((other) => selectsItsPods(other, guard));
    if (around.length > 0) return isTold(guard) ? [] : opened(guard, around);
    const isBounded = isOfNobodyElse(guard) || alike.some((other) => isAround(other, guard));
    return isBounded ? [] : [bounding(guard, near)];
  });
}

/** What a guard lets through that no other for the same pods does. */
function opened({ lets }: Guard, around: Guards): readonly Brought[] {
  const known = around.flatMap((other) => other.lets);
  return lets
    .filter((one) => !known.some((other) => other.covers(one)))
    .map(({ may }) => ({ effect: 'worse', says: `may ${may}`, backward: `may no longer ${may}` }));
}

const BOUNDED: Readonly<Record<Guard['way'], string>> = {
  ingress: 'what calls its pods',
  egress: 'what its pods call',
  requests: 'requests to its pods',
};

/** What it is that a guard bounds something that was not bounded, or perhaps was. */
function bounding({ way }: Guard, near: Guards): Brought {
  const what = BOUNDED[way];
  if (near.length === 0) {
    return {
      effect: 'better',
      says: `now bounds ${what}`,
      backward: `no longer bounds ${what}, and nothing else does`,
    };
  }
  const says = `others bound ${what} in part, and nobody can tell whether that is stricter`;
  return { effect: 'unranked', says, backward: says };
}

function isElsewhere(a: Guard, b: Guard): boolean {
  const isOther = a.namespace !== undefined && b.namespace !== undefined && a.namespace !== b.namespace;
  return isOther || areApart(a.selector, b.selector);
}

/** Whether every pod that a guard selects is selected by another one too. */
function selectsItsPods(whole: Guard, one: Guard): boolean {
  const isPlace = whole.namespace === undefined || whole.namespace === one.namespace;
  return isPlace && selectsAllOf(whole.selector, one.selector);
}
