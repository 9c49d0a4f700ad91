import type { Selector } from '../../../../../policies/selector';

type Requirement = Selector['requirements'][number];

/** Whether a selector selects everything that another one does. Where it cannot be told, it does not. */
export function selectsAllOf(whole: Selector, one: Selector): boolean {
  return whole.requirements.every((asked) => one.requirements.some((met) => implies(met, asked)));
}

/** Whether no two selectors can select one and the same pod. */
export function areApart(a: Selector, b: Selector): boolean {
  return a.requirements.some((one) => b.requirements.some((other) => contradict(one, other) || contradict(other, one)));
}

function implies(met: Requirement, asked: Requirement): boolean {
  if (met.key !== asked.key) return false;
  switch (asked.operator) {
    case 'In':
      return met.operator === 'In' && isSubset(met.values, asked.values);
    case 'Exists':
      return met.operator === 'In' || met.operator === 'Exists';
    case 'DoesNotExist':
      return met.operator === 'DoesNotExist';
    case 'NotIn':
      if (met.operator === 'In') return isDisjoint(met.values, asked.values);
      return met.operator === 'DoesNotExist' || (met.operator === 'NotIn' && isSubset(asked.values, met.values));
  }
}

function contradict(one: Requirement, other: Requirement): boolean {
  if (one.key !== other.key || one.operator === 'NotIn' || one.operator === 'DoesNotExist') return false;
  if (other.operator === 'DoesNotExist') return true;
  if (one.operator !== 'In') return false;
  if (other.operator === 'In') return isDisjoint(one.values, other.values);
  return other.operator === 'NotIn' && isSubset(one.values, other.values);
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((value) => whole.has(value));
}

function isDisjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return ![...a].some((value) => b.has(value));
}
