import { narrowed, narrowedOverview, partiesAbout } from '../../../cli/connections/narrow';
import { overviewOf } from '../../../cli/connections/overview';
import { reachability } from '../../../policies/reachability/index';
import { dwcp, rowsOf, SHOP, source } from './support';

/** What a reader sees of production, about somebody. */
function about(who: { readonly from?: string; readonly to?: string }) {
  const from = source('production');
  const answers = reachability(from.objects, from.options);
  const whole = answers.matrix();
  const ids = partiesAbout(who, from, answers);
  return {
    overview: narrowedOverview(overviewOf(from, whole), ids, from, whole),
    connections: narrowed(whole, ids).connections,
  };
}

describe('a question without a port', () => {
  test('shows all that one can reach', () => {
    const { overview, connections } = about({ from: 'dwcp-worker' });
    expect(rowsOf(overview, 'declared')).toEqual([
      'dwcp/dwcp-worker → dwcp/dwcp-postgres-pooler 5432/TCP',
      'dwcp/dwcp-worker → dwcp/dwcp-redis 6379/TCP',
    ]);
    expect(rowsOf(overview, 'infrastructure').every((row) => row.startsWith('dwcp/dwcp-worker → '))).toBe(true);
    expect(new Set(connections.map(({ from }) => from))).toEqual(new Set(['Deployment dwcp/dwcp-worker']));
  });

  test('shows all that can reach one', () => {
    expect(rowsOf(about({ to: 'dwcp/dwcp-redis' }).overview, 'declared')).toEqual([
      'dwcp/dwcp-api → dwcp/dwcp-redis 6379/TCP',
      'dwcp/dwcp-worker → dwcp/dwcp-redis 6379/TCP',
    ]);
  });

  test('shows what is open between two, and both of them where nothing is', () => {
    expect(rowsOf(about({ from: 'dwcp-api', to: 'dwcp-redis' }).overview, 'declared')).toEqual([
      'dwcp/dwcp-api → dwcp/dwcp-redis 6379/TCP',
    ]);
    const { overview, connections } = about({ from: 'dwcp-report', to: 'dwcp-redis' });
    expect({ sections: overview.sections, connections }).toEqual({ sections: [], connections: [] });
    expect(overview.ends.map(({ name }) => name)).toEqual(['dwcp/dwcp-redis', 'dwcp/dwcp-report']);
  });

  test('takes an address for the range that it is in', () => {
    expect(rowsOf(about({ from: '198.18.0.1' }).overview, 'declared')).toEqual([
      'clients (0.0.0.0/0, ::/0) → edge/edge 443/TCP',
    ]);
  });

  test('refuses names that are nobody’s, at both ends at once', () => {
    expect(dwcp(['connections', 'production', '--from', 'dwcp-wroker', '--to', 'dwcp-redsi'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        "--from 'dwcp-wroker' is nobody in production; did you mean dwcp-worker?\n" +
        "--to 'dwcp-redsi' is nobody in production; did you mean dwcp-redis?\n",
    });
  });

  test('refuses a port without both ends, and an expectation without a port', () => {
    expect(dwcp(['connections', SHOP, '--port', '80', '--to', 'db']).stderr).toBe(
      '--from must be given too: why takes --from, --to and --port\n',
    );
    expect(dwcp(['connections', SHOP, '--to', 'db', '--expect', 'denied']).stderr).toBe(
      '--expect denied is about one connection; give --from, --to and --port\n',
    );
  });
});

describe('what a pipeline may ask for', () => {
  const why = ['connections', 'production', '--from', 'dwcp-report', '--to', 'dwcp-redis', '--port', '6379'];

  test.each([
    ['denied', 0],
    ['allowed', 1],
  ])('--expect %s of a connection that is denied exits with %d, having said why', (expected, status) => {
    expect(dwcp([...why, '--expect', expected])).toMatchObject({
      status,
      stdout: expect.stringContaining(': denied\n') as string,
    });
  });

  test('--exit-code tells a difference from none', () => {
    expect(dwcp(['connections', 'diff', 'production', 'production', '--exit-code']).status).toBe(0);
    expect(dwcp(['connections', 'diff', 'staging', 'production', '--exit-code']).status).toBe(1);
    expect(dwcp(['connections', 'diff', 'staging', 'production']).status).toBe(0);
  });
});
