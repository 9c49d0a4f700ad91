import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../support/reference';
import { binaryOf } from './servers/build';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

const NAMESPACE = 'first-up';

const warnings: string[] = [];
const api = new KubernetesApi(world().kubernetes, (warning) => warnings.push(warning));
const home = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };

beforeAll(async () => {
  await api.apply(home);
});
afterAll(async () => {
  await api.delete(home);
  await api.waitGone(home);
  api.close();
});

test('the API server takes what examples/cluster makes of cert-manager, and warns of nothing', async () => {
  const text = readFileSync(join(ROOT, 'examples', 'cluster', 'authority.yaml'), 'utf8');
  const objects = parseAllDocuments(text).map((document) => document.toJS() as Identity);
  expect(objects).toHaveLength(5);
  for (const object of objects) {
    const { namespace, ...metadata } = object.metadata;
    // The namespaces of the operators may be another test's.
    await api.apply(
      { ...object, metadata: { ...metadata, ...(namespace && { namespace: NAMESPACE }) } },
      { dryRun: true },
    );
  }
  expect(warnings).toEqual([]);
});

const guide = readFileSync(join(ROOT, 'docs', 'guides', 'first-up.md'), 'utf8');

/** Runs what the guide says, to the letter but for the name of the cluster. */
function runs(command: string): string {
  const { kubeconfigPath, context } = world().kubernetes;
  const PATH = [dirname(binaryOf('kubectl')), process.env['PATH']].join(delimiter);
  const env = { HOME: '/nowhere', PATH, KUBECONFIG: kubeconfigPath };
  const here = command.replaceAll('kind-dwcp', context);
  const { status, stdout, stderr } = spawnSync('bash', ['-c', here], { cwd: ROOT, env, encoding: 'utf8' });
  expect({ here, status, stderr }).toEqual({ here, status: 0, stderr: expect.not.stringMatching(/error/i) });
  return stdout;
}

test('the guide’s command for the identity of the cluster prints it', () => {
  const [, command] = /`dwcp:cluster.id` +\| `([^`]+)`/.exec(guide)!;
  expect(runs(command!)).toBe(world().kubernetes.id);
});

describe('in the namespaces of the guide', () => {
  const namespaces = ['dwcp', 'vault'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  beforeAll(async () => {
    for (const namespace of namespaces) await api.apply(namespace);
  });
  afterAll(async () => {
    for (const namespace of namespaces) await api.delete(namespace);
    for (const namespace of namespaces) await api.waitGone(namespace);
  });

  const secret = (namespace: string, name: string, data: Readonly<Record<string, string>> = {}) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    stringData: data,
  });

  test('the database’s certificate is handed to Vault, and handed over again when there is another', async () => {
    const [command] = /^examples\/cluster\/database-certificate\.sh .+$/m.exec(guide)!;
    await api.apply(secret('dwcp', 'dwcp-postgres-ca', { 'ca.crt': 'the authority\n' }));
    for (const turn of ['first', 'second']) {
      const made = { 'tls.crt': `the ${turn} certificate\n`, 'tls.key': `its key, the ${turn}\n` };
      await api.apply(secret('dwcp', 'dwcp-postgres-vault-client-cert', made));
      runs(command);
      const { data } = (await api.get(secret('vault', 'dwcp-postgres-vault')))!;
      const read = Object.entries(data as Record<string, string>).map(([key, value]) => [
        key,
        Buffer.from(value, 'base64').toString(),
      ]);
      expect(Object.fromEntries(read)).toEqual({ ...made, 'ca.crt': 'the authority\n' });
    }
  });

  test('what is to be healthy is asked for by kinds that the API server knows', () => {
    const [command] = /^kubectl .+ get pods,.+$/m.exec(guide)!;
    runs(command);
  });
});
