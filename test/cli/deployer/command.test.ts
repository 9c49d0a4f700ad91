import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { dwcp } from '../connections/support';

const folder = mkdtempSync(join(tmpdir(), 'dwcp-deployer-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Kind and name of each document, and whom a binding names. */
function documentsIn(yaml: string): string[] {
  return parseAllDocuments(yaml).map((document) => {
    const { kind, metadata, subjects = [] } = document.toJS();
    return [kind, metadata.name, ...subjects.map((subject: { name: string }) => subject.name)].join(' ');
  });
}

test('prints what an administrator applies, for everybody who is named', () => {
  const who = ['--user', 'ada', '--group', 'ops', '--service-account', 'ci:deployer', '--name', 'shop-live'];
  const { status, stdout, stderr } = dwcp(['deployer', 'staging', ...who]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(documentsIn(stdout)).toEqual([
    'Namespace dwcp',
    'Namespace edge',
    'ClusterRole shop-live',
    'ClusterRoleBinding shop-live ada ops deployer',
    'Role shop-live',
    'RoleBinding shop-live ada ops deployer',
    'Role shop-live',
    'RoleBinding shop-live ada ops deployer',
  ]);
});

test('the policy of Vault names nobody, and needs nobody named', () => {
  const { status, stdout } = dwcp(['deployer', 'dev', '--format', 'hcl']);
  expect(status).toBe(0);
  expect(stdout).toContain('path "auth/token/create" {\n  capabilities = ["update"]\n}\n');
});

test('writes both at once, each by its ending', () => {
  const out = ['--out', join(folder, 'deployer.yaml'), '--out', join(folder, 'deployer.hcl')];
  expect(dwcp(['deployer', 'dev', '--group', 'ops', ...out])).toMatchObject({ status: 0, stdout: '' });
  expect(documentsIn(readFileSync(join(folder, 'deployer.yaml'), 'utf8'))).toContain('ClusterRole dwcp-deployer-dev');
  expect(readFileSync(join(folder, 'deployer.hcl'), 'utf8')).toMatch(/^path "auth\/dev\//);
});

test('refuses to give rights to nobody', () => {
  expect(dwcp(['deployer', 'dev'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'dwcp deployer: nobody is named who deploys; name them by --user, --group or --service-account\n',
  });
});

test('refuses service accounts without a namespace, all at once', () => {
  const accounts = ['--service-account', 'deployer', '--service-account', 'a:b:c', '--service-account', 'ci:deployer'];
  expect(dwcp(['deployer', 'dev', ...accounts])).toMatchObject({
    status: 2,
    stderr:
      '--service-account deployer: is not a namespace and a name; write it as ci:deployer\n' +
      '--service-account a:b:c: is not a namespace and a name; write it as ci:deployer\n',
  });
});
