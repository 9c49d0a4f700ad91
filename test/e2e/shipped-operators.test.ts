import { dwcp } from '../cli/connections/support';
import { operatorFolder } from './servers/operators';

/** A stranger's first look: more than this, nobody reads. */
const LINES = 200;

/** What each module ships, how many workloads that is, and how the check of it ends. */
const SHIPPED: readonly (readonly [operator: string, path: string, says: RegExp | string, check: 0 | 1])[] = [
  ['argo-rollouts', 'manifests/install.yaml', '1 workload; pairs that can connect: 1 workloads, 2 pods, 4 outside', 1],
  ['argo-rollouts', 'manifests', /^2 workloads; .*; 6 to look at$/, 1],
  ['argo-rollouts', 'examples', /^21 workloads; pairs that can connect: 441 workloads, /, 1],
  ['cert-manager', 'deploy', '0 workloads; so nothing is said of who can connect; 1 to look at', 1],
  ['cloudnative-pg', 'releases/cnpg-1.30.1.yaml', /^1 workload; /, 1],
  ['cloudnative-pg', 'docs/src/samples', /^46 workloads; /, 1],
  ['cloudnative-pg', 'config', /^2 workloads; .*; 11 to look at$/, 1],
  ['external-secrets', 'deploy', '0 workloads; so nothing is said of who can connect; 1 to look at', 0],
  ['gatekeeper', 'deploy/gatekeeper.yaml', /^2 workloads; /, 1],
  ['gatekeeper', 'config', /^2 workloads; .*; 6 to look at$/, 1],
  ['gateway-api', 'examples', /^0 workloads; so nothing is said of who can connect; /, 1],
  ['istio', 'samples', /^47 workloads; /, 1],
  ['keda', 'config', /^1 workload; .*; 9 to look at$/, 1],
  ['knative', 'config', '8 workloads; pairs that can connect: 64 workloads, 16 pods, 32 outside', 1],
  ['metallb', 'config/manifests/metallb-native.yaml', /^2 workloads; /, 1],
  ['metallb', 'config/manifests', /^4 workloads; /, 1],
  ['metallb', 'config', /^6 workloads; pairs that can connect: 8 workloads, 6 pods, 12 outside, 47 unknown; /, 1],
  ['prometheus-operator', 'bundle.yaml', /^1 workload; /, 1],
  ['prometheus-operator', 'example', /^12 workloads; .*, 24 unknown; 10 to look at$/, 1],
  ['vault-secrets-operator', 'config', /^3 workloads; .*; 11 to look at$/, 1],
];

/** A call in the folder of a module. Neither standard output nor standard error may show that we fell over. */
function called(operator: string, ...args: readonly string[]) {
  const answer = dwcp(args, { cwd: operatorFolder(operator) });
  expect(answer.stderr).not.toMatch(/\n\s+at |TypeError|RangeError|Maximum call stack/);
  for (const line of answer.stderr.split('\n').filter((one) => one !== '')) expect(line).toMatch(/^(?:warning|note): /);
  return { ...answer, lines: answer.stdout.trimEnd().split('\n') };
}

const connections = (operator: string, path: string, ...args: readonly string[]) =>
  called(operator, 'connections', path, ...args);

describe.each(SHIPPED)('of %s, %s', (operator, path, says, exit) => {
  test('who can connect is answered, in what fits a screen or two', () => {
    const { status, lines } = connections(operator, path);
    expect(status).toBe(0);
    expect(lines.length).toBeLessThan(LINES);
    const [, summary] = /^[^:]+: (.*)$/.exec(lines[0]!)!;
    expect(summary).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
  });

  test('every rule is asked, in as few lines, and what is wrong is counted', () => {
    const { status, lines } = called(operator, 'check', path);
    expect(status).toBe(exit);
    expect(lines.length).toBeLessThan(LINES);
    expect(lines.at(-1)).toMatch(/^ {2}\d+ passed.* \(\d+ rules\)$/);
    // A rule that falls over says that it cannot judge, and the name of an error.
    expect(lines.join('\n')).not.toMatch(/\bError\b|undefined|\[object /);
  });
});

describe.each([
  ['cloudnative-pg', 'docs/src/samples'],
  ['istio', 'samples'],
  ['metallb', 'config'],
  ['gateway-api', 'examples'],
])('of %s, %s, in every format', (operator, path) => {
  test.each(['lines', 'html', 'dot', 'mermaid', 'svg'])('%s', (format) => {
    expect(connections(operator, path, '--format', format).status).toBe(0);
  });

  test('json, of which the verdicts count what the text does', () => {
    const { status, stdout } = connections(operator, path, '--json');
    expect(status).toBe(0);
    const { parties, unread = [] } = JSON.parse(stdout) as Answer;
    const made = parties.filter(({ kind, assumed }) => kind === 'workload' && assumed !== true);
    expect(connections(operator, path).lines[0]).toContain(`: ${made.length} workload`);
    // Whatever the text folds is here.
    for (const one of unread) expect(one).not.toMatch(/more like/);
    const { verdicts } = JSON.parse(called(operator, 'check', path, '--json').stdout) as Checked;
    const failed = verdicts.filter(({ outcome }) => outcome === 'fail').length;
    expect(called(operator, 'check', path).lines.at(-1)).toContain(failed === 0 ? 'passed' : `, ${failed} failed`);
  });
});

interface Answer {
  readonly parties: readonly { readonly kind: string; readonly assumed?: boolean }[];
  readonly unread?: readonly string[];
}

interface Checked {
  readonly verdicts: readonly { readonly outcome: string }[];
}

describe('what matters is said of them', () => {
  const told = (operator: string, path: string) => connections(operator, path).stdout.replace(/\s+/g, ' ');

  test('charts and what Kustomize changes are named with how to render them, whoever asks', () => {
    const { stderr, stdout } = called('cert-manager', 'check', 'deploy');
    expect(stderr).toContain(
      'deploy/charts/cert-manager: is a Helm chart; render it and pass the result: helm template deploy/charts/cert-manager\n',
    );
    expect(`${stderr}${stdout}`).not.toContain('dwcp connections');
    expect(told('keda', 'config')).toContain(
      'config/rbac/kustomization.yaml: changes what it lists (labels); render it and pass the result: kustomize build config/rbac',
    );
  });

  test('policies of metallb hold, and who is on the network of its node is in doubt', () => {
    const text = told('metallb', 'config');
    expect(text).toContain('metallb-system/controller → default/controller 6443/TCP');
    expect(text).toMatch(
      /metallb-system\/speaker, .* is on its node's network, which policies need not govern, and 2 more reasons like it/,
    );
  });

  test('a database is reached by its operator through the policy that its sample has', () => {
    expect(told('cloudnative-pg', 'docs/src/samples')).toContain(
      'pods with app.kubernetes.io/name=cloudnative-pg in cnpg-system → 5432/TCP, 8000/TCP default/cluster-example,',
    );
  });

  test('pods that only policies name may be others than those that policies select', () => {
    const text = told('prometheus-operator', 'example');
    expect(text).toContain('Pods default/app=prometheus,prometheus=k8s may bear labels that the input does not show');
    expect(text).not.toContain('the labels of namespace');
    expect(text).toContain('6 policies select pods that are not in the input: NetworkPolicy default/alertmanager-web,');
  });

  test('what many places say differently is told once, with the place that is taken', () => {
    expect(told('metallb', 'config/manifests')).toMatch(
      /! config\/manifests\/metallb-frr-k8s-prometheus\.yaml:\d+: ClusterRole metallb-system:speaker is also at .* and 2 more places, and differs there; this one is taken/,
    );
  });

  test('a waypoint is of the ambient mesh, and its listener is no clear text', () => {
    expect(told('istio', 'samples')).toContain(
      'Gateway default/bookinfo-reviews is a waypoint of the ambient mesh, which is not evaluated',
    );
    const { stdout } = called('istio', 'check', 'samples', '--rule', 'gateway-listeners-use-tls');
    expect(stdout).not.toContain('bookinfo-reviews');
    expect(stdout).toContain('Gateway default/tcp-echo-gateway: it takes connections of any kind, in clear text too');
  });

  test('what cannot be read of a workload is told of all rules at once', () => {
    const { lines } = called('keda', 'check', 'config');
    expect(lines.filter((line) => line.includes('it lists no container'))).toEqual([
      expect.stringMatching(/^ {2}unknown \d+ rules: ScaledJob default\/scaledjob-sample: they cannot judge it: /),
    ]);
  });

  test('only a chart, and only what istioctl reads, is an input in which nothing can be read', () => {
    for (const [operator, path] of [
      ['vault-secrets-operator', 'chart'],
      ['istio', 'manifests'],
    ] as const) {
      const { status, stdout, stderr } = dwcp(['check', path], { cwd: operatorFolder(operator) });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain('is a Helm chart; render it and pass the result: ');
      expect(stderr).not.toContain('metadata is missing');
    }
  });
});
