import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notAskedFor } from './faults/asked-for';
import { FAULTS } from './faults/table';
import { titlesIn } from './faults/titles';
import { type ControlPlane, startControlPlane } from './servers/control-plane';
import { withFaults } from './stand-ins/faults';
import { Engine, type Outcome } from './support/engine';
import { giveUp } from './support/give-up';
import { type Credentials, writeKubeconfig } from './support/kubeconfig';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { withServers } from './support/stack-facts';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

/*
 * What commit 3fbcb12 did, by what its program told the engine (`upgrade/3fbcb12`): the counterpart of the tests in
 * `faults/table.ts`, which hold that it is otherwise now. Were one of these to fail, its test would prove nothing.
 */

const { kubernetes, vault, runDir, standIns } = world();
const ROOT = join(__dirname, '..', '..');
const UPGRADE = join('test', 'e2e', 'upgrade');
const RECORDINGS = 'recordings';
const COMMIT = '3fbcb12';
const STACK = 'staging';
const CONTEXT = 'live';

const folder = join(runDir, 'faults');
const kubeconfig = join(folder, 'kubeconfig');
const api = new KubernetesApi(kubernetes);

const object = (apiVersion: string, kind: string, name: string): Identity => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'dwcp' },
});
const API = object('apps/v1', 'Deployment', 'dwcp-api');
const DATABASE = object('postgresql.cnpg.io/v1', 'Cluster', 'dwcp-postgres');

interface Told {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly timeouts?: object;
}

const recorded = readFileSync(join(ROOT, UPGRADE, COMMIT, `${STACK}.jsonl`), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Told);

/** Where the kubeconfig leads from now on. */
const leadTo = (credentials: Credentials, context = CONTEXT) => writeKubeconfig(kubeconfig, context, credentials);

/** The operations on resources, but for the same, counted. */
const counted = ({ steps }: Outcome) => {
  const counts: Record<string, number> = {};
  for (const { op } of steps) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
};
const of = ({ steps }: Outcome, end: string) => steps.filter(({ urn }) => urn.endsWith(end)).map(({ op }) => op);

test('each fault has a test that is there', () => {
  const missing = FAULTS.flatMap(({ fault, heldBy }) =>
    heldBy
      .filter(({ file, test: name }) => {
        const path = join(ROOT, file);
        return !existsSync(path) || !titlesIn(readFileSync(path, 'utf8')).some((title) => title.includes(name));
      })
      .map(({ file, test: name }) => `${fault}: ${file} has no '${name}'`),
  );
  expect(missing).toEqual([]);
  expect(FAULTS.map(({ number }) => number)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
});

/** Removes what was kept of a stack whose state no longer knows it: the next file has the same servers. */
async function removeKept(): Promise<void> {
  const kept = recorded.filter(({ retainOnDelete }) => retainOnDelete);
  const namespaces = kept.flatMap(({ type, inputs }) =>
    type === 'kubernetes:core/v1:Namespace' ? [inputs as unknown as Identity] : [],
  );
  for (const namespace of namespaces) await api.delete(namespace);
  for (const namespace of namespaces) await api.waitGone(namespace);
  for (const { type, name } of kept) {
    if (type === 'vault:index/mount:Mount') await vaultRequest(vault, 'DELETE', `sys/mounts/${name}`);
  }
  const { data } = (await vaultRequest(vault, 'GET', 'sys/mounts')) as { readonly data: object };
  expect(Object.keys(data).filter((mount) => mount.startsWith(`${STACK}/`))).toEqual([]);
}

const lack = notAskedFor();
if (lack !== undefined) process.stdout.write(`faults: skipped: ${lack}\n`);

(lack === undefined ? describe : describe.skip)('commit 3fbcb12', () => {
  let engine: Engine;
  let other: ControlPlane;
  let project: string;
  let configFile: string;

  /** Another program of then: what it told the engine, but for one thing. */
  const edited = async (edit: (told: Told) => Told, action: () => Promise<void>): Promise<void> => {
    const file = join(project, RECORDINGS, COMMIT, `${STACK}.jsonl`);
    const before = readFileSync(file, 'utf8');
    const lines = before
      .trim()
      .split('\n')
      .map((line) => edit(JSON.parse(line) as Told));
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    try {
      await action();
    } finally {
      writeFileSync(file, before);
    }
  };

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    configFile = join(folder, `Pulumi.${STACK}.yaml`);
    const apiServer = { address: kubernetes.url, caCertificate: kubernetes.ca };
    const servers = { id: kubernetes.id, context: CONTEXT, vault: vault.address, audit: vault.audit, apiServer };
    writeFileSync(
      configFile,
      withServers(readFileSync(join(ROOT, UPGRADE, COMMIT, `Pulumi.${STACK}.yaml`), 'utf8'), servers),
    );
    leadTo(kubernetes);
    const env = { KUBECONFIG: kubeconfig, VAULT_TOKEN: vault.token, VAULT_CACERT: vault.caFile };
    engine = await Engine.start({ projectDir: ROOT, stack: STACK, configFile, workDir: join(folder, 'engine'), env });
    project = join(folder, 'engine', 'project');
    // A copy, which tests edit: the rest of the project is linked to what other tests read at this moment.
    cpSync(join(ROOT, UPGRADE), join(project, RECORDINGS), { recursive: true });
    const program = join(project, 'Pulumi.yaml');
    writeFileSync(
      program,
      `name: dwcp\nruntime:\n  name: nodejs\n  options: { typescript: false }\nmain: ${RECORDINGS}/${COMMIT}/index.js\n`,
    );
    other = await startControlPlane({ runDir, name: 'faults-elsewhere' });
  });
  afterAll(async () => {
    leadTo(kubernetes);
    await giveUp(engine, STACK);
    await engine?.stop();
    await other?.stop();
    await removeKept();
  });

  test('6: previews without a cluster, and warns of nothing', async () => {
    // Reserved: a port that was free a moment ago is another server's in the next.
    const nobody = 'https://127.0.0.1:1';
    for (const credentials of [
      { ...kubernetes, url: nobody },
      { ...kubernetes, token: 'revoked' },
    ]) {
      leadTo(credentials);
      const { code, changes, diagnostics } = await engine.preview();
      expect({ code, changes, errors: diagnostics.filter((one) => one.startsWith('error')) }).toEqual({
        code: 0,
        changes: { create: recorded.length + 1 },
        errors: [],
      });
    }
    // A kubeconfig that is not there is no more than one that leads to nobody.
    const aside = `${kubeconfig}.aside`;
    renameSync(kubeconfig, aside);
    expect(await engine.preview()).toMatchObject({ code: 0, changes: { create: recorded.length + 1 } });
    renameSync(aside, kubeconfig);
    leadTo(kubernetes);
  });

  test('13: begins what needs a credential that does not come, and ends at that, long after', async () => {
    // Ten minutes, as nobody waits here: the plugin is told to wait for less.
    const seconds = 30;
    const edit = (told: Told): Told =>
      told.type === 'kubernetes:apps/v1:Deployment' ? { ...told, timeouts: { create: `${seconds}s` } } : told;
    await edited(edit, async () => {
      const credential = 'VaultDynamicSecret dwcp/dwcp-api-dwcp-postgres';
      const begun = Date.now();
      const up = await withFaults(standIns.faultsFolder, { objects: [credential] }, () => engine.up());
      expect(up.code).not.toBe(0);
      expect(Date.now() - begun).toBeGreaterThan(seconds * 1000);
      const failed = up.diagnostics.filter((line) => line.startsWith('error: ') && line.includes('urn:pulumi'));
      expect(failed.map((line) => /::([^:"]+)"/.exec(line)![1])).toEqual(['dwcp/dwcp-api']);
      expect(up.diagnostics.join('\n')).not.toContain(credential);
    });
    expect(await engine.up()).toMatchObject({ code: 0 });
  });

  test('5: writes the path of a kubeconfig into the state', async () => {
    expect(JSON.stringify(await engine.stackExport())).toContain(kubeconfig);
  });

  test('1: says that all is unchanged where there is nothing, and forgets protected data by a refresh', async () => {
    leadTo(other);
    const up = await engine.up();
    expect({ code: up.code, counted: counted(up) }).toEqual({ code: 0, counted: { same: recorded.length + 1 } });
    const urnOf = async (end: string) =>
      ((await engine.stackExport()).resources ?? []).find(({ urn }) => urn.endsWith(end))?.urn;
    const namespace = (await urnOf(':Namespace::dwcp'))!;
    const exported = await engine.exported();
    await engine.refresh('--target', namespace);
    expect(await urnOf(':Namespace::dwcp')).toBeUndefined();
    const state = join(folder, 'state.json');
    writeFileSync(state, JSON.stringify(exported));
    expect(await engine.run(['stack', 'import', '--stack', STACK, '--file', state])).toMatchObject({ code: 0 });
    leadTo(kubernetes);
  });

  test('7: makes everything anew when a context gets another name', async () => {
    const file = join(project, `Pulumi.${STACK}.yaml`);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace(`context: ${CONTEXT}`, 'context: what-ada-calls-it'));
    leadTo(kubernetes, 'what-ada-calls-it');
    const preview = await engine.preview();
    expect(counted(preview)['replace'] ?? 0).toBeGreaterThan(30);
    writeFileSync(file, before);
    leadTo(kubernetes);
  });

  test('4: makes the authority of Redis anew, under the certificates that it has signed', async () => {
    const edit = (told: Told): Told =>
      told.type.endsWith(':SecretBackendRootCert')
        ? { ...told, inputs: { ...told.inputs, commonName: 'another' } }
        : told;
    await edited(edit, async () => {
      const preview = await engine.preview();
      expect(of(preview, 'dwcp-redis/root')).toContain('replace');
      expect(preview.code).toBe(0);
    });
  });

  test('12: makes the StatefulSet of Redis anew to give it a larger disk', async () => {
    const edit = (told: Told): Told =>
      told.type.endsWith(':StatefulSet')
        ? { ...told, inputs: JSON.parse(JSON.stringify(told.inputs).replace(/"storage":"\d+Gi"/, '"storage":"64Gi"')) }
        : told;
    await edited(edit, async () => {
      const preview = await engine.preview();
      expect(of(preview, ':StatefulSet::dwcp/dwcp-redis')).toContain('replace');
    });
  });

  test('8: takes an object in another version for another one', async () => {
    const edit = (told: Told): Told =>
      told.type === 'kubernetes:security.istio.io/v1:PeerAuthentication'
        ? {
            ...told,
            type: 'kubernetes:security.istio.io/v1beta1:PeerAuthentication',
            inputs: { ...told.inputs, apiVersion: 'security.istio.io/v1beta1' },
          }
        : told;
    await edited(edit, async () => {
      const preview = await engine.preview();
      expect(preview.code).toBe(0);
      expect(counted(preview)).toMatchObject({ create: 2, delete: 2 });
      // Plugins from 4.29 on end here: it exists already. This one writes it in one version, and deletes it in the other.
      expect(await engine.up()).toMatchObject({ code: 0 });
      expect(await api.get(object('security.istio.io/v1', 'PeerAuthentication', 'default'))).toBeUndefined();
    });
    expect(await engine.refresh()).toMatchObject({ code: 0 });
    expect(await engine.up()).toMatchObject({ code: 0 });
  });

  test('9: cannot deploy after `kubectl scale`', async () => {
    const path = await api.path('apps/v1', 'Deployment', 'dwcp', 'dwcp-api');
    const scale = { spec: { replicas: 7 } };
    await api.request('PATCH', `${path}/scale?fieldManager=kubectl`, scale, 'application/merge-patch+json');
    const up = await engine.up('--refresh');
    expect(up.code).not.toBe(0);
    expect(up.diagnostics.join('\n')).toMatch(/conflict with "kubectl"/);
    expect((await api.get(API))!['spec'].replicas).toBe(7);
  });

  test('2: deletes most of what is there before it refuses to delete what is protected', async () => {
    const before = ((await engine.stackExport()).resources ?? []).length;
    const destroyed = await engine.destroy();
    expect(destroyed.code).not.toBe(0);
    const left = ((await engine.stackExport()).resources ?? []).length;
    process.stdout.write(`faults: destroy --yes --skip-preview of ${STACK} left ${left} of ${before}\n`);
    expect(left).toBeLessThan(before / 2);
    expect(await api.get(API)).toBeUndefined();
  });

  test('3: keeps a database, and nothing of what guards it', async () => {
    await engine.run(['state', 'unprotect', '--all', '--yes', '--stack', STACK]);
    expect(await engine.destroy()).toMatchObject({ code: 0 });
    expect(await api.get(DATABASE)).toBeDefined();
    for (const [version, kind] of [
      ['networking.k8s.io/v1', 'NetworkPolicy'],
      ['security.istio.io/v1', 'PeerAuthentication'],
      ['security.istio.io/v1', 'AuthorizationPolicy'],
    ] as const) {
      expect(await api.list(version, kind, 'dwcp')).toEqual([]);
    }
  });
});
