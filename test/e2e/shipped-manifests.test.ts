import { dwcp } from '../cli/connections/support';
import { MANIFESTS } from './servers/manifests';

interface Answer {
  readonly outcome: string;
  readonly steps: readonly {
    readonly at: string;
    readonly because: string;
    readonly policies: readonly { readonly path: string }[];
  }[];
}

describe('dwcp connections on manifests that nobody here wrote', () => {
  test.each([
    [
      'its operator',
      'cnpg-controller-manager',
      'cluster-example',
      8000,
      'open',
      'NetworkPolicy default/allow-operator',
    ],
    ['an application', 'productpage-v1', 'cluster-example', 5432, 'closed', 'nothing lets it be opened'],
    ['a namespace of unknown labels', 'productpage-v1', 'system/controller-manager', 8443, 'unknown', 'are not in the'],
    ['a Service of somebody', 'productpage-v1', 'ratings', 9080, 'open', 'no NetworkPolicy selects'],
  ])('%s: %s → %s %i is %s', (_, from, to, port, outcome, because) => {
    const asked = ['--from', from, '--to', to, '--port', `${port}`, '--format', 'json'];
    const { status, stdout, stderr } = dwcp(['connections', MANIFESTS, ...asked]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { answers } = JSON.parse(stdout) as { readonly answers: readonly Answer[] };
    const [answer] = answers;
    expect(answer!.outcome).toBe(outcome);
    expect(answer!.steps.find(({ at }) => at === 'ingress')!.because).toContain(because);
    const places = answer!.steps.flatMap(({ policies }) => policies.map(({ path }) => path));
    for (const place of places) expect(place).toMatch(/\/[\w-]+\.yaml:\d+$/);
  });

  test('the matrix has every workload of theirs', () => {
    const { status, stdout } = dwcp(['connections', MANIFESTS]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ +1 cnpg-system\/cnpg-controller-manager /m);
    expect(stdout).toMatch(/^ +8 default\/reviews-v3 /m);
    expect(stdout).toMatch(/^ +9 system\/controller-manager /m);
  });
});
