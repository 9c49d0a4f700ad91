import { headline, outcomeOf, worstOf } from '../../../cli/preview/outcome';
import { environmentReport, finding, NO_DIFFERENCE, shut } from './formats/reports';

const grounds = (given: Parameters<typeof environmentReport>[0] = {}, differs = true) => ({
  ...environmentReport(given),
  differs,
});

describe('an outcome', () => {
  test('is safe where nothing changes, or nothing for the worse', () => {
    expect(outcomeOf(grounds({}, false))).toEqual({ is: 'safe', because: 'nothing changes' });
    const better = grounds({ findings: [finding({ effect: 'better' })] });
    expect(outcomeOf(better)).toEqual({ is: 'safe', because: 'nothing becomes weaker, wider, lost or unavailable' });
  });

  test('names the one thing that is worse, and counts several by topic', () => {
    const one = [finding()];
    expect(outcomeOf(grounds({ findings: one }))).toEqual({ is: 'needs review', because: 'a can reach b on 80/TCP' });
    const several = [...one, finding({ subject: 'c' }), finding({ topic: 'rbac' })];
    expect(outcomeOf(grounds({ findings: several })).because).toBe('worse in 3 ways: connections (2) and RBAC (1)');
  });

  test('is for people where the change is no standard one', () => {
    const change = (...because: string[]) => ({ class: 'normal' as const, because, approvals: ['CAB'], demands: [] });
    expect(outcomeOf(grounds({ change: change('the schema changes') }))).toEqual({
      is: 'needs review',
      because: 'it is a normal change, since the schema changes',
    });
    expect(outcomeOf(grounds({ change: change('a', 'b') })).because).toBe('it is a normal change for 2 reasons');
  });

  test('is blocked by a gate, and says why, or how often', () => {
    const gone = finding({ topic: 'data', gate: 'data-loss', subject: 'db', says: 'db is deleted' });
    const gates = [shut('data-loss', 'db')];
    expect(outcomeOf(grounds({ findings: [finding(), gone], gates }))).toEqual({
      is: 'blocked',
      because: 'data-loss stops it, since db is deleted',
    });
    const open = finding({ gate: 'wider-reachability' });
    const both = grounds({ findings: [open, gone], gates: [...gates, shut('wider-reachability', 'a → b')] });
    expect(outcomeOf(both).because).toBe('2 gates stop it, data-loss (1) and wider-reachability (1)');
    const over = grounds({ gates: [shut('exemption-over', 'one', 'another')] });
    expect(outcomeOf(over).because).toBe('exemption-over stops it, for 2 reasons');
  });
});

test('a change is blocked by what its record lacks, beside what a gate stops', () => {
  const lacking = grounds({
    change: {
      class: 'normal',
      because: [],
      approvals: [],
      demands: [
        { what: 'window', says: 'a window', status: 'met' },
        { what: 'approval', says: 'the approval of the board', status: 'unmet' },
        { what: 'review', says: 'a day for the review', status: 'open' },
      ],
    },
  });
  expect(outcomeOf(lacking)).toEqual({
    is: 'blocked',
    because: 'the record of the change lacks the approval of the board',
  });
  const stopped = { ...lacking, gates: [shut('identity', 'a', 'b')] };
  expect(outcomeOf(stopped).because).toBe(
    'identity stops it, for 2 reasons, and the record of the change lacks the approval of the board',
  );
});

test('the first line is read at a glance: a long reason is cut between two words, and stands whole below', () => {
  const line = headline({ is: 'blocked', because: `identity stops it, since ${'something '.repeat(30)}` }, ['dev']);
  expect(line).toMatch(/^Blocked in dev: identity stops it, since (something )+…$/);
  expect(line.length).toBeLessThan(165);
});

describe('the outcome of several environments', () => {
  test('is the worst, because of all that are as bad, each thing counted once', () => {
    const open = finding({ gate: 'wider-reachability' });
    const more = finding({ gate: 'wider-reachability', subject: 'c' });
    const gates = (...subjects: string[]) => [shut('wider-reachability', ...subjects)];
    const all = [
      grounds({ environment: 'dev', findings: [finding({ subject: 'only told' })] }),
      grounds({ environment: 'staging', findings: [open], gates: gates('a → b') }),
      grounds({ findings: [open, more], gates: gates('a → b', 'c') }),
    ];
    expect(worstOf(all)).toEqual({ is: 'blocked', because: 'wider-reachability stops it, for 2 reasons' });
  });

  test('is told with the environments that it is true of', () => {
    const { outcome } = environmentReport({ diff: NO_DIFFERENCE });
    expect(headline(outcome, ['dev', 'production'])).toBe('Safe in dev and production: nothing changes');
  });
});
