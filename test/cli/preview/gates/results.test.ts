import * as fc from 'fast-check';
import type { Finding } from '../../../../cli/preview/finding';
import type { Pass } from '../../../../cli/preview/gates/pass';
import { type GateOptions, gateResults } from '../../../../cli/preview/gates/results';
import { passFindings } from '../../../../cli/preview/gates/spent';
import { comparing } from '../support';

const TODAY = '2026-11-27';
const LOST = ['v1/PersistentVolumeClaim shop/orders', 'v1/PersistentVolumeClaim shop/carts'];

/** Both claims are deleted. */
const FINDINGS: readonly Finding[] = LOST.map((subject) => ({
  topic: 'data',
  effect: 'worse',
  subject,
  says: `${subject} is deleted`,
  gate: 'data-loss',
}));

const PASS: Pass = {
  gate: 'data-loss',
  environments: ['test'],
  subjects: LOST,
  owner: 'orders@example.com',
  reason: 'they were moved',
  expires: TODAY,
};

function dataLoss(passes: readonly Pass[], options: Partial<GateOptions> = {}) {
  const comparison = comparing({ plan: { data: 'protected' } }, { plan: { data: 'protected' } });
  return gateResults(comparison, FINDINGS, { passes, today: TODAY, ...options })[0];
}

describe('a gate that something meets', () => {
  test('is shut, and names what meets it once', () => {
    const twice = [...FINDINGS, { ...FINDINGS[0]!, topic: 'immutable' as const }];
    const comparison = comparing({ plan: { data: 'protected' } }, { plan: { data: 'protected' } });
    expect(gateResults(comparison, twice, { today: TODAY })).toEqual([
      { gate: 'data-loss', status: 'shut', subjects: LOST, passed: [] },
      ...[
        'wider-reachability',
        'weaker-posture',
        'failed-rule',
        'exemption-over',
        'identity',
        'unavailable-rollout',
      ].map((gate) => ({ gate, status: 'open', subjects: [], passed: [] })),
    ]);
  });

  test('is passed for each that a finding gathers by its own name, and stays shut for the others', () => {
    const gathering: readonly Finding[] = [{ ...FINDINGS[0]!, subject: 'both claims', members: LOST }];
    const comparison = comparing({ plan: { data: 'protected' } }, { plan: { data: 'protected' } });
    const passing = (...subjects: readonly string[]) => {
      const passes = subjects.length === 0 ? [] : [{ ...PASS, subjects }];
      const [{ status, subjects: left } = {}] = gateResults(comparison, gathering, { passes, today: TODAY });
      return { status, left };
    };
    expect(passing()).toEqual({ status: 'shut', left: LOST });
    expect(passing('both claims')).toEqual({ status: 'shut', left: LOST });
    expect(passing(LOST[0]!)).toEqual({ status: 'shut', left: [LOST[1]] });
    expect(passing(...LOST)).toEqual({ status: 'passed', left: [] });
    expect(passFindings('test', gathering, { passes: [PASS], today: TODAY })).toEqual([]);
  });

  test('is only told where it is not in force', () => {
    expect(dataLoss([], { failOn: ['identity'] })).toMatchObject({ status: 'told', subjects: LOST });
  });

  test('is passed by leave for all that meets it, on the last day of that too', () => {
    const { owner, reason, expires } = PASS;
    expect(dataLoss([PASS])).toEqual({
      gate: 'data-loss',
      status: 'passed',
      subjects: [],
      passed: [{ subjects: LOST, owner, reason, expires }],
    });
  });

  test('stays shut for what nobody gave leave for', () => {
    expect(dataLoss([{ ...PASS, subjects: [LOST[1]!] }])).toMatchObject({
      status: 'shut',
      subjects: [LOST[0]],
      passed: [{ subjects: [LOST[1]] }],
    });
  });

  test.each<[what: string, pass: Partial<Pass>]>([
    ['over', { expires: '2026-11-26' }],
    ['for another environment', { environments: ['staging'] }],
    ['for another gate', { gate: 'identity' }],
    ['for something called nearly so', { subjects: LOST.map((subject) => subject.slice(0, -1)) }],
  ])('stays shut by leave that is %s', (_, pass) => {
    expect(dataLoss([{ ...PASS, ...pass }])).toMatchObject({ status: 'shut', subjects: LOST, passed: [] });
  });

  test('names the first of two who give the same leave', () => {
    const second = { ...PASS, owner: 'platform@example.com' };
    expect(dataLoss([PASS, second])?.passed.map(({ owner }) => owner)).toEqual(['orders@example.com']);
  });
});

describe('a pass', () => {
  const told = (...passes: readonly Pass[]) => passFindings('test', FINDINGS, { passes, today: TODAY });

  test('that lets through what it names, here or elsewhere, is nothing to tell', () => {
    expect(told(PASS, { ...PASS, environments: ['staging'], expires: '2020-01-01' })).toEqual([]);
  });

  test('that is over meets a gate itself', () => {
    expect(told({ ...PASS, expires: '2026-11-26' })).toEqual([
      {
        topic: 'exemption',
        effect: 'worse',
        subject: 'dwcp.passes.yaml: passes[0]',
        says: 'the pass of data-loss that orders@example.com answers for is over since 2026-11-26',
        details: LOST,
        gate: 'exemption-over',
      },
    ]);
  });

  test('that lets nothing through is told, with what it may have been meant for', () => {
    const misspelt = ['v1/PersistentVolumeClaim shop/order', 'v1/Namespace gone'];
    expect(told(PASS, { ...PASS, subjects: misspelt })).toEqual([
      {
        topic: 'exemption',
        effect: 'neutral',
        subject: 'dwcp.passes.yaml: passes[1]',
        says: 'the pass of data-loss that orders@example.com answers for lets nothing through, and can go',
        details: [
          'v1/PersistentVolumeClaim shop/order; did you mean v1/PersistentVolumeClaim shop/orders?',
          'v1/Namespace gone',
        ],
      },
    ]);
  });

  test('that names more than is there says how much of it', () => {
    const [finding] = told({ ...PASS, subjects: [...LOST, 'v1/Namespace gone'] });
    expect(finding).toMatchObject({
      says: 'the pass of data-loss that orders@example.com answers for names 1 of 3 that do not meet it',
      details: ['v1/Namespace gone'],
    });
  });
});

test('whatever passes there are, what meets a gate is let through by one leave that names it, or by none', () => {
  const subject = fc.constantFrom<string[]>('a', 'b', 'c', 'd');
  const pass = fc.record({
    gate: fc.constantFrom('data-loss' as const, 'identity' as const),
    environments: fc.constant(['test']),
    subjects: fc.uniqueArray(subject, { minLength: 1 }),
    owner: fc.constantFrom('x', 'y'),
    reason: fc.constant('because'),
    expires: fc.constantFrom('2026-11-26', TODAY),
  });
  fc.assert(
    fc.property(fc.array(subject), fc.array(pass), (met, passes) => {
      const findings = met.map((one) => ({ ...FINDINGS[0]!, subject: one }));
      const comparison = comparing({ plan: { data: 'protected' } }, { plan: { data: 'protected' } });
      const [{ status, subjects, passed } = {}] = gateResults(comparison, findings, { passes, today: TODAY });
      const through = passed!.flatMap((one) => one.subjects);
      expect([...subjects!, ...through].sort()).toEqual([...new Set(met)].sort());
      const named = passes.filter(({ gate, expires }) => gate === 'data-loss' && expires === TODAY);
      const may = (one: string) => named.some((leave) => leave.subjects.includes(one));
      expect([subjects!.some(may), through.every(may)]).toEqual([false, true]);
      expect(status).toBe(subjects!.length > 0 ? 'shut' : through.length > 0 ? 'passed' : 'open');
    }),
  );
});
