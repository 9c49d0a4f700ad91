import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { type ControlPlane, startControlPlane } from './servers/control-plane';
import { makeDeployer } from './support/deployer';
import { Engine } from './support/engine';
import { type Credentials, writeKubeconfig } from './support/kubeconfig';
import { KubernetesApi } from './support/kubernetes-api';
import type { StackState } from './support/stack-state';
import { world } from './support/world';
import { makeProject, planIn } from './wrong-cluster/project';

const { kubernetes, runDir } = world();
const right = new KubernetesApi(kubernetes);

/** What everybody's kubeconfig calls its own cluster. */
const CONTEXT = 'live';
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'harbour' } };

const folder = join(runDir, 'wrong-cluster');
const kubeconfig = join(folder, 'kubeconfig');
const env: Record<string, string> = { KUBECONFIG: kubeconfig };

let engine: Engine;
/** Who may deploy there and nothing else; elsewhere it is an administrator who is mistaken, so that only the comparison is in the way. */
let deployer: Credentials;
let other: ControlPlane;
let configFile: string;

/** Where the kubeconfig leads from now on. */
const leadTo = (credentials: Credentials, context = CONTEXT) => writeKubeconfig(kubeconfig, context, credentials);

/** To where the stack was deployed. */
const leadHome = () => leadTo(deployer);

/** The namespace and what is in it, each with its last change. */
async function inNamespace(api: KubernetesApi): Promise<readonly string[]> {
  const kinds = ['networking.k8s.io/v1 NetworkPolicy', 'security.istio.io/v1 AuthorizationPolicy'] as const;
  const lists = kinds.map((kind) => api.list(...(kind.split(' ') as [string, string]), 'harbour'));
  const objects = [await api.get(NAMESPACE), ...(await Promise.all(lists)).flat()];
  return objects.map((object) => `${object?.metadata.name} ${object?.metadata.resourceVersion}`);
}

/** What the stack holds, as it is written, all of it but the time of the engine's last run. */
async function held(): Promise<string> {
  const { manifest, ...rest } = (await engine.stackExport()) as StackState & { readonly manifest?: object };
  return JSON.stringify({ ...rest, manifest: { ...manifest, time: undefined } });
}

/** What is in the other cluster, a namespace of the same name among it: somebody else's. */
async function elsewhere(): Promise<readonly string[]> {
  const api = new KubernetesApi(other);
  const lists = [api.list('v1', 'Namespace'), api.list('networking.k8s.io/v1', 'NetworkPolicy')];
  const objects = (await Promise.all(lists)).flat();
  api.close();
  return objects.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name} ${metadata.uid}`);
}

beforeAll(async () => {
  configFile = makeProject(join(folder, 'project'), { id: kubernetes.id, context: CONTEXT });
  other = await startControlPlane({ runDir, name: 'another-cluster' });
  await new KubernetesApi(other).apply(NAMESPACE);
  const { credentials, firstUp } = await makeDeployer(planIn(join(folder, 'project')), 'wrong-cluster');
  deployer = credentials;
  leadHome();
  engine = await Engine.start({
    projectDir: join(folder, 'project'),
    configFile,
    workDir: join(folder, 'engine'),
    stack: 'live',
    env,
    firstUp,
  });
  expect(await engine.up()).toMatchObject({ code: 0 });
});
afterAll(async () => {
  leadHome();
  await engine?.run(['state', 'unprotect', '--all', '--yes', '--stack', 'live']);
  await engine?.destroy();
  await engine?.stop();
  await right.delete(NAMESPACE);
  await other?.stop();
});

/** A port that is reserved: one that was free a moment ago is another server's in the next. */
const NOBODY = 'https://127.0.0.1:1';

const WRONG: readonly (readonly [cluster: string, lead: () => Promise<Credentials>, says: () => RegExp])[] = [
  [
    'another cluster of the same context name',
    () => Promise.resolve(other),
    () =>
      new RegExp(
        `cluster.id is ${kubernetes.id}, and the context 'live' leads to the cluster ${other.id}; ` +
          `point KUBECONFIG at ${kubernetes.id}, and say by DWCP_CONTEXT what it is called there`,
      ),
  ],
  [
    'a cluster that cannot be reached',
    () => Promise.resolve({ ...deployer, url: NOBODY }),
    () => /where the context 'live' leads to does not say what it is \(.*connection .* refused/,
  ],
  [
    'a cluster that does not know the token',
    () => Promise.resolve({ ...deployer, token: 'revoked' }),
    () => /where the context 'live' leads to does not say what it is \(.*Unauthorized/,
  ],
];

describe.each(WRONG)('%s', (_, lead, says) => {
  beforeAll(async () => leadTo(await lead()));
  afterAll(leadHome);

  test.each([
    ['preview', () => engine.preview()],
    ['up', () => engine.up()],
    ['up --refresh', () => engine.up('--refresh')],
    ['refresh', () => engine.refresh()],
    ['destroy', () => engine.destroy()],
  ])(
    'is not touched by `pulumi %s`, which fails and leaves what the stack holds as it was, to the byte',
    async (_command, run) => {
      const [state, ours, theirs] = [await held(), await inNamespace(right), await elsewhere()];
      const { code, stdout, stderr } = await run();
      expect(code).not.toBe(0);
      expect(stdout + stderr).toMatch(says());
      expect(await held()).toBe(state);
      expect(await inNamespace(right)).toEqual(ours);
      expect(await elsewhere()).toEqual(theirs);
    },
  );
});

/** A policy of the namespace, and what stands in the state for the cluster, as they are named to `--target`. */
const POLICY = '**NetworkPolicy::harbour/default-deny';
const CLAIM = '**dwcp:cluster:Identity::cluster';

describe('a part of the stack, where another cluster is behind the context', () => {
  beforeAll(() => leadTo(other));
  afterAll(leadHome);

  test.each([
    ['preview --target', () => engine.preview('--target', POLICY)],
    ['up --target', () => engine.up('--target', POLICY)],
    ['refresh --target, with the claim', () => engine.refresh('--target', POLICY, '--target', CLAIM)],
    ['refresh --target, of the claim alone', () => engine.refresh('--target', CLAIM)],
    ['refresh --exclude', () => engine.refresh('--exclude', POLICY)],
    ['refresh --run-program', () => engine.refresh('--run-program')],
    ['destroy --run-program', () => engine.destroy('--run-program')],
    ['refresh --run-program --target', () => engine.refresh('--run-program', '--target', POLICY)],
    ['destroy --run-program --target', () => engine.destroy('--run-program', '--target', POLICY)],
    ['destroy --exclude', () => engine.destroy('--exclude', POLICY)],
  ])('is not touched by `pulumi %s`, which fails', async (_command, run) => {
    const [state, ours, theirs] = [await held(), await inNamespace(right), await elsewhere()];
    const { code, stdout, stderr } = await run();
    expect({ code, said: stdout + stderr }).toEqual({
      code: expect.any(Number),
      said: expect.stringContaining(`leads to the cluster ${other.id}`),
    });
    expect(code).not.toBe(0);
    expect(await held()).toBe(state);
    expect(await inNamespace(right)).toEqual(ours);
    expect(await elsewhere()).toEqual(theirs);
  });
});

describe('a destroy of a part', () => {
  beforeAll(() => leadTo(other));
  afterAll(leadHome);

  test('is compared with no cluster, and refused for the sentinel, which depends on every part', async () => {
    const [state, ours, theirs] = [await held(), await inNamespace(right), await elsewhere()];
    const { code, stdout, stderr } = await engine.destroy('--target', POLICY);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/Sentinel::live' will be destroyed but was not specified in --target list/);
    expect(await held()).toBe(state);
    expect(await inNamespace(right)).toEqual(ours);
    expect(await elsewhere()).toEqual(theirs);
  });
});

describe('a refresh of a part without the claim', () => {
  const backup = join(folder, 'backup.json');
  beforeAll(async () => {
    writeFileSync(backup, JSON.stringify(await engine.exported()), { mode: 0o600 });
    leadTo(other);
  });
  afterAll(async () => {
    leadHome();
    await engine.run(['stack', 'import', '--stack', 'live', '--file', backup]);
  });

  test('is the one thing that nobody compares, as docs/deploy.md says: what another cluster does not have is forgotten', async () => {
    const [ours, theirs] = [await inNamespace(right), await elsewhere()];
    expect(await engine.refresh('--target', POLICY)).toMatchObject({ code: 0, changes: { delete: 1 } });
    expect(await inNamespace(right)).toEqual(ours);
    expect(await elsewhere()).toEqual(theirs);
  });
});

describe('the context', () => {
  afterEach(() => {
    leadHome();
    delete env['DWCP_CONTEXT'];
  });

  test('may be called otherwise by whoever deploys: nothing is replaced, made anew or deleted', async () => {
    leadTo(deployer, 'what-ada-calls-it');
    env['DWCP_CONTEXT'] = 'what-ada-calls-it';
    const objects = await inNamespace(right);
    const { code, steps } = await engine.up();
    const changed = steps.filter(({ op }) => op !== 'same').map(({ op, type }) => `${op} ${type}`);
    expect({ code, changed: changed.sort() }).toEqual({
      code: 0,
      changed: ['update pulumi:providers:dwcp', 'update pulumi:providers:kubernetes'],
    });
    expect(await inNamespace(right)).toEqual(objects);
  });

  test('is as it was where no program is asked what it is called, and as it is called where one is', async () => {
    leadTo(deployer, 'what-bob-calls-it');
    env['DWCP_CONTEXT'] = 'what-bob-calls-it';
    const state = await held();
    for (const run of [() => engine.refresh(), () => engine.destroy()]) {
      const { code, stdout, stderr } = await run();
      expect(code).not.toBe(0);
      expect(stdout + stderr).toContain("where the context 'what-ada-calls-it' leads to does not say what it is");
    }
    expect(await held()).toBe(state);
    expect(await engine.refresh('--run-program')).toMatchObject({ code: 0 });
    const destroyed = await engine.destroy('--run-program');
    expect(destroyed.code).not.toBe(0);
    expect(destroyed.diagnostics.join('\n')).toMatch(/protect/);
    expect(destroyed.stdout + destroyed.stderr).not.toContain('leads to');
  });

  test('is called as before again', async () => {
    expect(await engine.up()).toMatchObject({ code: 0 });
    expect(Object.keys((await engine.up()).changes)).toEqual(['same']);
  });

  test('is all that the state has of the kubeconfig: no path of the machine, no address, no token', async () => {
    const state = await held();
    for (const secret of [kubeconfig, deployer.token, kubernetes.url]) expect(state).not.toContain(secret);
  });
});

test('a stack is moved to no other cluster, whoever says that it is there now', async () => {
  const copy = join(folder, 'engine', 'project', 'Pulumi.live.yaml');
  const before = readFileSync(copy, 'utf8');
  const moved = parseDocument(before);
  moved.setIn(['config', 'harbour:cluster', 'id'], other.id);
  writeFileSync(copy, moved.toString());
  leadTo(other);
  const [state, theirs] = [await held(), await elsewhere()];
  try {
    const { code, stdout, stderr } = await engine.up();
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(
      `this stack is of the cluster ${kubernetes.id}, and cluster.id says ${other.id}; give another cluster a stack of its own`,
    );
  } finally {
    leadHome();
    writeFileSync(copy, before);
  }
  expect(await held()).toBe(state);
  expect(await elsewhere()).toEqual(theirs);
});

describe('a program with a provider of its own', () => {
  beforeAll(() => {
    env['HARBOUR_PROVIDER'] = 'own';
  });
  afterAll(() => {
    delete env['HARBOUR_PROVIDER'];
    leadHome();
  });

  test.each([
    ['preview', () => engine.preview()],
    ['up', () => engine.up()],
  ])('changes nothing by `pulumi %s` of another cluster', async (_command, run) => {
    leadTo(other);
    const [ours, theirs] = [await inNamespace(right), await elsewhere()];
    const { code, stdout, stderr } = await run();
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(
      `deploy of 'live' is for the cluster ${kubernetes.id}, and its provider is of ${other.id}`,
    );
    expect(await inNamespace(right)).toEqual(ours);
    expect(await elsewhere()).toEqual(theirs);
  });
});
