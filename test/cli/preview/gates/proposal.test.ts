import { parse } from 'yaml';
import { type Gated, proposedPasses } from '../../../../cli/preview/gates/proposal';
import type { GateResult } from '../../../../cli/preview/gates/results';

function gated(environment: string, ...gates: readonly (readonly [GateResult['gate'], ...string[]])[]): Gated {
  return {
    environment,
    gates: gates.map(([gate, ...subjects]) => ({ gate, status: 'shut', subjects, passed: [] })),
  };
}

test('what is stopped is proposed to be passed, with blanks for who answers for it', () => {
  const environments = [
    gated('staging', ['data-loss', 'v1/Namespace shop']),
    gated('production', ['data-loss', 'v1/Namespace shop'], ['identity', 'v1/Namespace shop']),
  ];
  expect(proposedPasses(environments)).toEqual([
    'passes:',
    '  - gate: data-loss',
    '    environments: [staging, production]',
    '    subjects:',
    '      - v1/Namespace shop',
    '    owner: # the team that answers for it',
    '    reason: # why it is meant to happen',
    '    expires: # the last day on which it holds',
    '  - gate: identity',
    '    environments: [production]',
    '    subjects:',
    '      - v1/Namespace shop',
    '    owner: # the team that answers for it',
    '    reason: # why it is meant to happen',
    '    expires: # the last day on which it holds',
  ]);
});

test('is nothing where no gate is shut', () => {
  const [told] = gated('dev', ['identity', 'v1/Namespace shop']).gates;
  expect(proposedPasses([{ environment: 'dev', gates: [{ ...told!, status: 'told' }] }])).toEqual([]);
});

test('is read back as it is called, whatever that is made of', () => {
  const subjects = [
    'a: b',
    '# c',
    "it's",
    '{ d }',
    '- e',
    'f\ng',
    '*',
    'no',
    '10.0.0.0/8 → Pods a/b=c',
    `h${'i'.repeat(200)}`,
  ];
  const { passes } = parse(proposedPasses([gated('no', ['identity', ...subjects])]).join('\n')) as {
    passes: { environments: string[]; subjects: string[] }[];
  };
  expect(passes).toMatchObject([{ environments: ['no'], subjects }]);
});
