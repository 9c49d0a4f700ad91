import { rules as baseline, EXEMPTIONS_IN_FORCE, judge, type Verdict } from '../../../../policies/index';
import type { Comparison, Side } from '../../comparison';
import type { Finding } from '../../finding';
import { told } from './told';
import type { Difference } from './traits/compare';

/** What rules find wrong that they did not, what they no longer find, and what mandatory ones still do: a finding for each rule. */
export function rules({ before, after }: Comparison): readonly Finding[] {
  const [was, is] = [before, after].map(judgements) as [Judgements, Judgements];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((rule) => rule !== EXEMPTIONS_IN_FORCE)
    .sort()
    .flatMap((rule) => {
      const [old, now] = [was.get(rule), is.get(rule)];
      if (old === undefined) return now === undefined ? [] : judgedBySome(rule, now, before, 'better');
      return now === undefined ? judgedBySome(rule, old, after, 'worse') : judgedByBoth(rule, old, now);
    });
}

/** What one rule said on one side. */
interface Judgement {
  readonly level: Verdict['level'];
  /** Ids of what it judged. */
  readonly resources: ReadonlySet<string>;
  /** Ids of those with which something is wrong. */
  readonly failing: ReadonlySet<string>;
  /** What is wrong and not excused, and what it could not tell, as people read it. */
  readonly problems: ReadonlySet<string>;
}

type Judgements = ReadonlyMap<string, Judgement>;

function judgements({ verdicts, plan }: Side): Judgements {
  const found = new Map<string, Judgement & Readonly<Record<'resources' | 'failing' | 'problems', Set<string>>>>();
  // Nobody judged a state, or a plan of an older version: the rules of the baseline can still be asked.
  for (const { rule, level, resource, messages } of verdicts ?? judge(plan)) {
    const known = found.get(rule) ?? { level, resources: new Set(), failing: new Set(), problems: new Set() };
    known.resources.add(resource);
    if (messages.length > 0) known.failing.add(resource);
    for (const message of messages) known.problems.add(message);
    found.set(rule, known);
  }
  return found;
}

function judgedByBoth(rule: string, was: Judgement, is: Judgement): readonly Finding[] {
  const fresh = [...is.problems].filter((problem) => !was.problems.has(problem));
  const mended = [...was.problems].filter((problem) => !is.problems.has(problem));
  const old = [...is.problems].filter((problem) => was.problems.has(problem));
  const differences: Difference[] = [
    ...fresh.map((problem) => ({ effect: 'worse' as const, says: `fails: ${problem}` })),
    ...mended.map((problem) => ({ effect: 'better' as const, says: `no longer fails: ${problem}` })),
    ...levelChange(was.level, is.level),
    // What an advisory rule has said all along is no news.
    ...(is.level === 'advisory'
      ? []
      : old.map((problem) => ({ effect: 'neutral' as const, says: `still fails: ${problem}` }))),
  ];
  return finding(rule, is, differences);
}

function levelChange(was: Verdict['level'], is: Verdict['level']): readonly Difference[] {
  if (was === is) return [];
  return [
    is === 'advisory'
      ? { effect: 'worse', says: 'is no longer mandatory' }
      : { effect: 'better', says: 'is mandatory now' },
  ];
}

/** A rule that only one side judged by. It is of the platform's own, or of another version, unless the baseline has it. */
function judgedBySome(rule: string, one: Judgement, other: Side, effect: 'worse' | 'better'): readonly Finding[] {
  const ids = new Set(other.plan.resources.map(({ id }) => id));
  const isLeftOut = !baseline.some(({ id }) => id === rule) && [...one.resources].some((id) => ids.has(id));
  const says = effect === 'worse' ? 'is no longer judged by, though what it judged is there' : 'is judged by now';
  const problems = [...one.problems].map(
    (problem): Difference =>
      effect === 'worse'
        ? { effect: 'better', says: `no longer fails: ${problem}` }
        : { effect: 'worse', says: `fails: ${problem}` },
  );
  return finding(rule, effect === 'better' ? one : undefined, [...(isLeftOut ? [{ effect, says }] : []), ...problems]);
}

/** The gate is for what fails, whether it did before or not; leave is for a resource, and not for the rule. */
function finding(rule: string, now: Judgement | undefined, differences: readonly Difference[]): readonly Finding[] {
  const fails = now?.level === 'mandatory' && now.problems.size > 0;
  return told({ topic: 'rule', subject: rule, called: rule, few: 1 }, differences).map((one) => ({
    ...one,
    ...(fails && { gate: 'failed-rule' as const, members: [...now.failing].sort().map((id) => `${rule}: ${id}`) }),
  }));
}
