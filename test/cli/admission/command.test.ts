import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { dwcp } from '../connections/support';

const folder = mkdtempSync(join(tmpdir(), 'dwcp-admission-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What comes of a refusal, in each binding. */
function actionsIn(objects: readonly any[]): ReadonlySet<string> {
  const bindings = objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');
  expect(bindings.length).toBeGreaterThanOrEqual(45);
  return new Set(bindings.map(({ spec }) => spec.validationActions.join()));
}

function printed(...args: readonly string[]): readonly any[] {
  const { status, stdout, stderr } = dwcp(['admission', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return parseAllDocuments(stdout).map((document) => document.toJS());
}

test('prints policies that only tell for dev, and refuse for staging and production', () => {
  expect(actionsIn(printed('dev'))).toEqual(new Set(['Audit,Warn']));
  expect(actionsIn(printed('staging'))).toContain('Deny');
  expect(actionsIn(printed('production'))).toContain('Deny');
});

test('tells or refuses as it is asked to', () => {
  expect(actionsIn(printed('production', '--mode', 'audit'))).toEqual(new Set(['Audit,Warn']));
  expect(actionsIn(printed('dev', '--mode', 'deny'))).toContain('Deny');
});

test('leaves out the namespaces of the operators that the facts name, and those that are named', () => {
  const [policy] = printed('production', '--outside', 'cert-manager', '--outside', 'argo-rollouts');
  expect(policy.spec.matchConstraints.namespaceSelector.matchExpressions[0].values).toEqual([
    ...[
      'argo-rollouts',
      'cert-manager',
      'cnpg-system',
      'istio-system',
      'kube-node-lease',
      'kube-public',
      'kube-system',
    ],
    ...['monitoring', 'vault', 'vault-secrets-operator-system'],
  ]);
});

test('writes a list of JSON, and files by their endings', () => {
  const { stdout } = dwcp(['admission', 'dev', '--json']);
  const list = JSON.parse(stdout) as { kind: string; items: readonly object[] };
  expect(list.kind).toBe('List');
  const files = ['admission.yaml', 'admission.json'].map((name) => join(folder, name));
  expect(dwcp(['admission', 'dev', ...files.flatMap((file) => ['--out', file])])).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
  const [yaml = '', json = ''] = files.map((file) => readFileSync(file, 'utf8'));
  expect(JSON.parse(json)).toEqual(list);
  expect(parseAllDocuments(yaml).map((document) => document.toJS())).toEqual(list.items);
});

test('refuses a mode that there is not, and what is no namespace', () => {
  expect(dwcp(['admission', 'dev', '--mode', 'denny'])).toMatchObject({ status: 2, stdout: '' });
  expect(dwcp(['admission', 'dev', '--mode', 'denny']).stderr).toContain(
    'Did you mean deny? Choose one of audit, deny.',
  );
  expect(dwcp(['admission', 'dev', '--outside', 'Cert Manager', '--outside', 'a/b'])).toEqual({
    status: 2,
    stdout: '',
    stderr:
      '--outside Cert Manager: is no name of a namespace; write it as kubectl get namespaces does\n' +
      '--outside a/b: is no name of a namespace; write it as kubectl get namespaces does\n',
  });
});
