import { rules } from '../../../../../cli/preview/meaning/security/rules';
import type { Verdict } from '../../../../../policies/index';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

const POD = manifest('v1', 'Pod', 'api', { spec: {} });

/** What a rule says of a pod: nothing wrong, or these problems. */
function verdict(problems: readonly string[] = [], rest: Partial<Verdict> = {}): Verdict {
  return {
    rule: 'own-rule',
    level: 'mandatory',
    severity: 'high',
    resource: 'v1/Pod shop/api',
    path: 'shop/api',
    outcome: problems.length === 0 ? 'pass' : 'fail',
    violations: [],
    doubts: [],
    excused: [],
    messages: problems.map((problem) => `Pod shop/api: ${problem}`),
    ...rest,
  };
}

const side = (...verdicts: readonly Verdict[]) => ({ objects: [POD], verdicts });
const finding = (before: object, after: object) => rules(comparing(before, after))[0];

test('a rule that finds something new is worse, and one that no longer finds it better', () => {
  const [there, back] = saidBothWays(rules, side(verdict()), side(verdict(['a is wrong'])));
  expect(there).toEqual(['worse: own-rule: fails: Pod shop/api: a is wrong']);
  expect(back).toEqual(['better: own-rule: no longer fails: Pod shop/api: a is wrong']);
});

test('what cannot be told is worse than what is in order', () => {
  const unknown = verdict(['a cannot be told'], { outcome: 'unknown' });
  expect(said(rules, side(verdict()), side(unknown))).toEqual([
    'worse: own-rule: fails: Pod shop/api: a cannot be told',
  ]);
});

test('a mandatory rule stops the change whether it failed before or not; one that is mended or advisory does not', () => {
  expect(finding(side(verdict()), side(verdict(['a'])))).toMatchObject({ gate: 'failed-rule', effect: 'worse' });
  expect(finding(side(verdict(['a'])), side(verdict(['a'])))).toMatchObject({
    gate: 'failed-rule',
    effect: 'neutral',
    says: 'own-rule: still fails: Pod shop/api: a',
  });
  expect(finding(side(verdict(['a', 'b'])), side(verdict(['a'])))).toMatchObject({
    gate: 'failed-rule',
    effect: 'better',
  });
  expect(finding(side(verdict(['a'])), side(verdict()))).not.toHaveProperty('gate');
  const advisory = { level: 'advisory' } as const;
  expect(finding(side(verdict([], advisory)), side(verdict(['a'], advisory)))).toMatchObject({ effect: 'worse' });
  expect(finding(side(verdict([], advisory)), side(verdict(['a'], advisory)))).not.toHaveProperty('gate');
  expect(finding(side(verdict(['a'], advisory)), side(verdict(['a'], advisory)))).toBeUndefined();
});

test('all that a rule finds is told once, what is new first', () => {
  const before = [verdict(['old', 'mended'])];
  const after = [verdict(['old', 'a']), verdict(['b'], { resource: 'v1/Pod shop/web', messages: ['Pod shop/web: b'] })];
  expect(finding(side(...before), side(...after))).toMatchObject({
    subject: 'own-rule',
    says: 'own-rule: fails: Pod shop/api: a and 1 more',
    details: [
      'fails: Pod shop/api: a',
      'fails: Pod shop/web: b',
      'no longer fails: Pod shop/api: mended',
      'still fails: Pod shop/api: old',
    ],
  });
});

test('a rule that is no longer mandatory is weaker', () => {
  const advisory = verdict([], { level: 'advisory' });
  expect(saidBothWays(rules, side(verdict()), side(advisory))).toEqual([
    ['worse: own-rule: is no longer mandatory'],
    ['better: own-rule: is mandatory now'],
  ]);
});

test('a rule of a platform that nobody judges by any more is worse, and no news where nothing is left to judge', () => {
  expect(saidBothWays(rules, side(verdict()), side())).toEqual([
    ['worse: own-rule: is no longer judged by, though what it judged is there'],
    ['better: own-rule: is judged by now'],
  ]);
  expect(saidBothWays(rules, side(verdict()), { verdicts: [] })).toEqual([[], []]);
  // One of the baseline that says nothing has nothing to say.
  const baseline = verdict([], { rule: 'no-open-cidr' });
  expect(saidBothWays(rules, side(baseline), side())).toEqual([[], []]);
});

test('what a rule found that went with it is better, and what a new one finds is worse', () => {
  const baseline = verdict(['a'], { rule: 'no-open-cidr' });
  expect(saidBothWays(rules, side(baseline), side())).toEqual([
    ['better: no-open-cidr: no longer fails: Pod shop/api: a'],
    ['worse: no-open-cidr: fails: Pod shop/api: a'],
  ]);
});

test('the check of exemptions is told with exemptions', () => {
  expect(said(rules, side(), side(verdict(['a'], { rule: 'exemptions-in-force' })))).toEqual([]);
});

test('where nobody judged a side, the rules of the baseline are asked', () => {
  const root = manifest('v1', 'Pod', 'api', { spec: { hostNetwork: true, containers: [{ name: 'api' }] } });
  const calm = manifest('v1', 'Pod', 'api', { spec: { containers: [{ name: 'api' }] } });
  const found = rules(comparing({ objects: [calm] }, { objects: [root] }));
  expect(found.filter(({ effect }) => effect === 'worse').map(({ subject }) => subject)).toEqual([
    'host-namespaces-isolated',
  ]);
});
