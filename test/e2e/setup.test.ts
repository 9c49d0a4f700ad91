import { DEADLINE_VARIABLE, leftOut } from './setup/deadline';
import { needsOf } from './setup/needs';
import { TURNS } from './setup/turns';

const ALONE = TURNS.find(({ name }) => name === 'alone')!;
const AT = Date.UTC(2026, 10, 29, 12);

describe('a turn of tests', () => {
  const before = process.env[DEADLINE_VARIABLE];
  afterEach(() => {
    if (before === undefined) delete process.env[DEADLINE_VARIABLE];
    else process.env[DEADLINE_VARIABLE] = before;
  });
  const inMinutes = (minutes: number) => (process.env[DEADLINE_VARIABLE] = String(AT / 1000 + minutes * 60));

  test('is left out where servers had to be built and the time that is left is too short, and says which is which', () => {
    inMinutes(ALONE.minutes - 1);
    expect(leftOut(ALONE, true, AT)).toBe(
      `it takes ${ALONE.minutes} minutes, and ${ALONE.minutes - 1} are left since servers had to be built; the next run finds them built`,
    );
    inMinutes(ALONE.minutes);
    expect(leftOut(ALONE, true, AT)).toBeUndefined();
  });

  test('is never left out where nothing had to be built, or nobody has set a deadline', () => {
    inMinutes(-5);
    expect(leftOut(ALONE, false, AT)).toBeUndefined();
    delete process.env[DEADLINE_VARIABLE];
    expect(leftOut(ALONE, true, AT)).toBeUndefined();
  });

  test('is refused with a deadline that is none', () => {
    process.env[DEADLINE_VARIABLE] = 'soon';
    expect(() => leftOut(ALONE, true, AT)).toThrow(/DWCP_DEADLINE is no number of seconds/);
  });
});

describe('what test files need', () => {
  const serversOf = (file: string) => needsOf([`test/e2e/${file}.test.ts`]).servers.map(({ name }) => name);

  test('is built for those that run, and nothing else is', () => {
    expect(serversOf('logs')).toEqual(['otelcol']);
    expect(serversOf('redis')).toEqual(['redis_exporter']);
    expect(serversOf('backup')).toEqual([]);
    expect(serversOf('nodes-and-rotation')).not.toContain('plugin-barman-cloud');
    expect(serversOf('nodes-and-rotation')).toContain('redis_exporter');
    expect(serversOf('verify')).not.toContain('redis_exporter');
    expect(serversOf('paged')).toContain('alertmanager');
    expect(serversOf('paged')).not.toContain('vault');
    expect(serversOf('acceptance')).toContain('vault');
    expect(serversOf('acceptance')).not.toContain('promtool');
  });

  test('is a world of servers for a file that says nothing else of itself', () => {
    expect(needsOf(['test/e2e/acceptance.test.ts']).world).toBe(true);
    expect(needsOf(['test/e2e/acceptance.test.ts', 'test/e2e/redis.test.ts']).world).toBe(true);
    expect(needsOf(['test/e2e/redis.test.ts', 'test/e2e/logs.test.ts']).world).toBe(false);
  });
});
