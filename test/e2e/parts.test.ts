import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { referenceResources } from '../support/reference';
import type { Engine } from './support/engine';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { startStack, withPosture } from './support/own-stack';
import { world } from './support/world';

const DWCP = join(__dirname, '..', '..', 'bin', 'cli', 'main.js');
const NAME = 'parts';

const api = new KubernetesApi(world().kubernetes);
const objects = referenceResources('dev').flatMap((resource) =>
  resource.api === 'kubernetes' ? [resource.object] : [],
);

const identity = ({ kind, metadata: { namespace, name } }: Identity) => `${kind} ${namespace ?? ''}/${name}`;

/** What an administrator has made already, and given the rights in. */
const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(identity);

/** What of the plan is in the cluster. */
async function present(): Promise<string[]> {
  const found = await Promise.all(objects.map(async (object) => ((await api.get(object)) ? [identity(object)] : [])));
  return found.flat();
}

describe('an environment that is deployed in parts, each a stack of its own', () => {
  let engine: Engine;
  let stacks: readonly string[];
  beforeAll(async () => {
    engine = await startStack('dev', NAME);
    const project = join(world().runDir, NAME, 'engine', 'project');
    const listed = spawnSync(process.execPath, [DWCP, 'stacks', 'dev'], { cwd: project, encoding: 'utf8' });
    stacks = listed.stdout.trimEnd().split('\n');
    for (const stack of stacks) await engine.run(['stack', 'init', stack]);
  });
  afterAll(async () => {
    if ((await present()).length > 0) {
      for (const stack of [...stacks].reverse()) await engine.destroy('--stack', stack);
    }
    await engine?.stop();
  });

  const comes = (later: string, earlier: string, state: string) =>
    `stack '${later}' comes after '${earlier}', which has deployed ${state}; run pulumi up --stack ${earlier} first`;
  const NOTHING = 'nothing, or exports no `deployed`';

  test('is refused out of order, before anything is made; a preview says so, and goes on', async () => {
    expect(stacks).toEqual(['dev.data.dwcp', 'dev.data.edge', 'dev.namespace.edge', 'dev.namespace.dwcp']);
    const says = comes('dev.namespace.dwcp', 'dev.data.dwcp', NOTHING);
    const preview = await engine.preview('--stack', 'dev.namespace.dwcp');
    expect(preview.code).toBe(0);
    expect(preview.stdout + preview.stderr).toContain(says);
    const refused = await engine.up('--stack', 'dev.namespace.dwcp');
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain(says);
    expect(refused.stdout + refused.stderr).not.toMatch(/^\s+at /m);
    expect(await present()).toEqual(namespaces);
  });

  test('is whole once each part is deployed, in the order that the command lists', async () => {
    for (const stack of stacks) expect(await engine.up('--stack', stack)).toMatchObject({ code: 0 });
    expect((await present()).sort()).toEqual(objects.map(identity).sort());
    for (const stack of stacks) {
      const { code, changes } = await engine.up('--stack', stack);
      expect({ stack, code, kinds: Object.keys(changes) }).toEqual({ stack, code: 0, kinds: ['same'] });
    }
  });

  test('a change of one part is one of its stack alone; a later part waits until an earlier one is as planned', async () => {
    await withPosture({ stack: 'dev', name: NAME }, ['worker: { scale: 1', 'worker: { scale: 2'], async () => {
      expect(await engine.preview('--stack', 'dev.namespace.dwcp')).toMatchObject({ code: 0, changes: { update: 1 } });
      expect(Object.keys((await engine.preview('--stack', 'dev.data.dwcp')).changes)).toEqual(['same']);
    });
    await withPosture({ stack: 'dev', name: NAME }, ["memory: '1Gi'", "memory: '2Gi'"], async () => {
      const refused = await engine.up('--stack', 'dev.namespace.dwcp');
      expect(refused.code).not.toBe(0);
      expect(refused.stdout + refused.stderr).toContain(comes('dev.namespace.dwcp', 'dev.data.dwcp', 'another plan'));
    });
  });

  test('goes from the last part to the first, and leaves nothing', async () => {
    for (const stack of [...stacks].reverse())
      expect(await engine.destroy('--stack', stack)).toMatchObject({ code: 0 });
    expect(await present()).toEqual([]);
  });
});
