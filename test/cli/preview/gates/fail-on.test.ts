import { gatesNamed } from '../../../../cli/preview/gates/fail-on';
import { gatesInForce } from '../../../../cli/preview/gates/in-force';
import { problemsOf } from '../../../support/problems-of';
import { comparing } from '../support';

const ALL = [
  'data-loss',
  'wider-reachability',
  'weaker-posture',
  'failed-rule',
  'exemption-over',
  'identity',
  'unavailable-rollout',
];

describe('--fail-on', () => {
  test.each([
    [
      ['identity', 'data-loss', 'identity'],
      ['data-loss', 'identity'],
    ],
    [['all'], ALL],
    [['none'], []],
  ])('%j puts gates in force, each once and in their order', (words, gates) => {
    expect(gatesNamed(words)).toEqual(gates);
  });

  test('refuses every word that is no gate, with the one that was meant', () => {
    const known = `choose among ${ALL.join(', ')}, all, none`;
    expect(problemsOf(() => gatesNamed(['dataloss', 'all', 'postgres']))).toEqual([
      `--fail-on: 'dataloss' is not a gate; did you mean data-loss? ${known}`,
      `--fail-on: 'postgres' is not a gate; ${known}`,
    ]);
  });

  test('refuses all of them beside some of them', () => {
    expect(problemsOf(() => gatesNamed(['none', 'identity']))).toEqual([
      "--fail-on: says 'none' and identity; say one or the other",
    ]);
  });
});

describe('where nobody names gates', () => {
  test.each([
    ['protected', 'protected', ALL],
    ['disposable', 'disposable', ['failed-rule', 'exemption-over']],
    ['protected', 'disposable', ALL],
    ['disposable', 'protected', ALL],
  ] as const)('data that was %s and is %s decides', (before, after, gates) => {
    expect(gatesInForce(comparing({ plan: { data: before } }, { plan: { data: after } }))).toEqual(gates);
  });
});
