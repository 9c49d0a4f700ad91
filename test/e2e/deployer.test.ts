import { pluralIn } from '../../constructs/plan/plural';
import type { Edit } from '../support/preview-changes/change';
import { referencePlan } from '../support/reference';
import { putOut, takeIn } from './deployer/canaries';
import { ATTEMPTS_ON_DATA, may, attemptsOn as onKubernetes, WORDS } from './deployer/refused-by-kubernetes';
import { attemptsOnData, attemptsOn as onVault } from './deployer/refused-by-vault';
import { withEdits } from './preview-engine/edited';
import { allowAgain, type Deployer, makeDeployer } from './support/deployer';
import type { Engine, Outcome } from './support/engine';
import { giveUp } from './support/give-up';
import { KubernetesApi } from './support/kubernetes-api';
import { startStack, withEdit, withPosture } from './support/own-stack';
import { allRolledOut } from './support/rolled-out';
import { type VaultError, vaultRequest } from './support/vault-api';
import { world } from './support/world';

const administrator = new KubernetesApi(world().kubernetes);
const ENVIRONMENTS = ['dev', 'staging', 'production'];

/** What the API server or Vault answers: the status of a refusal, and of anything else `done`. */
async function answerTo(asked: Promise<unknown>): Promise<number | 'done'> {
  try {
    await asked;
    return 'done';
  } catch (error) {
    return (error as VaultError).status;
  }
}

/**
 * What the plugin does without, and tells nobody but its log: events of what is in no namespace, for which it would list those of
 * all. Whoever may has seen what runs in every other environment.
 */
const DONE_WITHOUT = ['list events at the cluster scope'];

/** What was refused, also where a run went on; the plugin warns of whatever it waits for as well. */
function refused({ diagnostics, refused: by }: Outcome): string[] {
  const told = diagnostics.filter((line) => /^error|forbidden|denied|cannot/i.test(line));
  return [...told, ...by.filter((one) => !DONE_WITHOUT.includes(one))];
}

const DWCP = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'dwcp' } };

/** What a namespace is to be labelled, one after the other, and by whom the cluster hears of it first. */
const LABELS: readonly (readonly [label: string, first: 'deployer' | 'administrator'])[] = [
  ['orders', 'deployer'],
  ['payments', 'administrator'],
  ['tills', 'deployer'],
];

/** Edits of the program: a label of a namespace, which no prop gives. */
function labelled(team: string): readonly Edit[] {
  const file = 'stacks/platform.ts';
  const change = `{ metadata: { labels: { team: '${team}' } } }`;
  const last = `new MeshRootAlerts(namespace, 'mesh');\n`;
  return [
    { file, from: '  WebService,\n', to: '  patch,\n  WebService,\n' },
    {
      file,
      from: last,
      to: `${last}patch(environment, { kind: 'Namespace', name: 'dwcp', change: ${change}, why: 'bills are by team' });\n`,
    },
  ];
}

/** What nobody may who deploys an environment, while it is there. */
function refusesTheRest(environment: string, deployer: () => Deployer): void {
  const others = ENVIRONMENTS.filter((name) => name !== environment);
  describe('what is put out to be found', () => {
    beforeAll(() => putOut(ENVIRONMENTS));
    afterAll(() => takeIn(ENVIRONMENTS));

    test('is there, for who may', async () => {
      for (const name of ENVIRONMENTS) {
        const song = vaultRequest(world().vault, 'GET', `${name}/dwcp/canary/song`);
        expect(await song).toMatchObject({ data: { note: 'la' } });
      }
      const login = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'dwcp', name: 'canary' } };
      expect(await administrator.get(login)).toBeDefined();
    });

    test('does not keep it from seeing its own', async () => {
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'dwcp' } };
      expect(await answerTo(deployer().api.get(namespace))).toBe('done');
      const role = `${environment}/dwcp/dwcp-postgres/roles/dwcp-api`;
      expect(await answerTo(vaultRequest(deployer().vault, 'GET', role))).toBe('done');
    });

    const onData = environment === 'dev' ? [] : ATTEMPTS_ON_DATA;
    test.each([...onKubernetes(environment), ...onData])('cannot %s', async (_, ask) => {
      expect(await answerTo(ask(deployer().api))).toBe(403);
    });

    test.each(WORDS)('may not %s: %s %s', async (...word) => {
      expect(await may(deployer().api, word)).toBe(false);
      expect(await may(administrator, word)).toBe(true);
    });

    const onEngines = environment === 'dev' ? [] : attemptsOnData(environment);
    test.each([...onVault(environment, others), ...onEngines])('cannot %s', async (_, ask) => {
      expect(await answerTo(ask(deployer().vault))).toBe(403);
    });

    test('has no token of more than its own, though a child of its own it may have', async () => {
      const asRoot = vaultRequest(deployer().vault, 'POST', 'auth/token/create', { policies: ['root'] });
      await expect(asRoot).rejects.toThrow('child policies must be subset of parent');
    });
  });
}

describe('the life of dev, by whoever may deploy it and nothing else', () => {
  let deployer: Deployer;
  let engine: Engine;
  beforeAll(async () => {
    deployer = await makeDeployer(referencePlan('dev'), 'deployer-dev');
    engine = await startStack('dev', 'deployer-dev', undefined, deployer);
  });
  afterAll(() => engine?.stop());

  test('is previewed', async () => {
    expect(await engine.preview()).toMatchObject({ code: 0, diagnostics: [] });
  });

  test('begins', async () => {
    const up = await engine.up();
    expect({ code: up.code, refused: refused(up) }).toEqual({ code: 0, refused: [] });
    expect(up.refused).toEqual(DONE_WITHOUT);
  });

  test('is looked after: a refresh finds nothing, and another up has nothing to do', async () => {
    await allRolledOut(administrator, 'dwcp');
    const refresh = await engine.refresh('--expect-no-changes');
    expect(refresh).toMatchObject({ code: 0, changed: [], diagnostics: [] });
    expect(refused(refresh)).toEqual([]);
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
  });

  test('goes on: what is upgraded is changed', async () => {
    await withPosture(
      { stack: 'dev', name: 'deployer-dev' },
      ['worker: { scale: 1', 'worker: { scale: 2'],
      async () => {
        expect(await engine.up()).toMatchObject({ code: 0, changes: { update: 1 } });
      },
    );
  });

  test('has drifted, and is put right', async () => {
    const role = 'dev/dwcp/dwcp-postgres/roles/dwcp-api';
    await vaultRequest(world().vault, 'POST', role, { default_ttl: 60 });
    await administrator.delete({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace: 'dwcp', name: 'dwcp-redis' },
    });
    expect(await engine.refresh()).toMatchObject({ code: 0, changes: { update: expect.any(Number), delete: 1 } });
    expect(await engine.up()).toMatchObject({ code: 0 });
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
  });

  refusesTheRest('dev', () => deployer);

  test('ends, and leaves nothing behind', async () => {
    const destroy = await engine.destroy();
    expect({ code: destroy.code, refused: refused(destroy) }).toEqual({ code: 0, refused: [] });
    expect((await engine.stackExport()).resources ?? []).toEqual([]);
    for (const name of ['dwcp', 'edge']) {
      expect(await administrator.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })).toBeUndefined();
    }
  });
});

describe('the life of production, whose data is protected, by whoever may deploy it', () => {
  const stack = 'production';
  const name = `deployer-${stack}`;
  let deployer: Deployer;
  let engine: Engine;
  beforeAll(async () => {
    deployer = await makeDeployer(referencePlan(stack), name);
    engine = await startStack(stack, name, undefined, deployer);
  });
  afterAll(async () => {
    await giveUp(engine, stack);
    await engine?.stop();
  });

  test('is previewed, and begins', async () => {
    expect(await engine.preview()).toMatchObject({ code: 0, diagnostics: [] });
    const up = await engine.up();
    expect({ code: up.code, refused: refused(up) }).toEqual({ code: 0, refused: [] });
  });

  test('is looked after: a refresh finds nothing, and another up has nothing to do', async () => {
    await allRolledOut(administrator, 'dwcp');
    expect(await engine.refresh('--expect-no-changes')).toMatchObject({ code: 0, changed: [], diagnostics: [] });
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
  });

  const worker = 'redis.grantReadWrite(worker);';

  test('goes on: what is no longer declared is deleted, and what depended on it changed; and the other way round', async () => {
    await withEdit(name, 'platform.ts', [worker, ''], async () => {
      const less = await engine.up();
      expect({ code: less.code, refused: refused(less) }).toEqual({ code: 0, refused: [] });
      expect(less.changes).toMatchObject({ update: expect.any(Number), delete: expect.any(Number) });
    });
    const more = await engine.up();
    expect({ code: more.code, refused: refused(more) }).toEqual({ code: 0, refused: [] });
    expect(more.changes).toMatchObject({ update: expect.any(Number), create: expect.any(Number) });
  });

  test('has another label on a namespace, whoever is the first to say so, and in the end none', async () => {
    const team = async () => (await administrator.get(DWCP))?.metadata.labels?.['team'];
    for (const [label, first] of LABELS) {
      await withEdits(name, labelled(label), async () => {
        if (first === 'administrator') {
          const unforced = (command: string) => command.replace(' --force-conflicts', '');
          await expect(allowAgain(engine, stack, unforced)).rejects.toThrow(/conflict with "pulumi-kubernetes/);
          await allowAgain(engine, stack);
        }
        const up = await engine.up();
        expect({ code: up.code, refused: refused(up) }).toEqual({ code: 0, refused: [] });
        await allowAgain(engine, stack);
        expect(await team()).toBe(label);
        await allRolledOut(administrator, 'dwcp');
        expect(await engine.up('--refresh', '--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
      });
    }
    expect(await engine.up()).toMatchObject({ code: 0 });
    await allowAgain(engine, stack);
    expect(await team()).toBeUndefined();
    await allRolledOut(administrator, 'dwcp');
    expect(await engine.up('--refresh', '--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
  });

  test('grows by a namespace, once an administrator has allowed that', async () => {
    await withEdit(
      name,
      'platform.ts',
      [worker, `${worker} new SecureNamespace(environment, 'archive');`],
      async () => {
        const before = await engine.up();
        expect(before.code).not.toBe(0);
        expect(refused(before).join('\n')).toMatch(/"archive" is forbidden/);
        await allowAgain(engine, stack);
        const after = await engine.up();
        expect({ code: after.code, refused: refused(after) }).toEqual({ code: 0, refused: [] });
        expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
      },
    );
  });

  refusesTheRest(stack, () => deployer);
});

test('every kind that the API server has is called in roles as it is expected to be', async () => {
  const { groups } = (await administrator.request('GET', '/apis')) as {
    readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
  };
  const paths = ['/api/v1', ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)];
  const lists = await Promise.all(paths.map((path) => administrator.request('GET', path)));
  const kinds = lists.flatMap(
    (list) => (list as { readonly resources: readonly { readonly name: string; readonly kind: string }[] }).resources,
  );
  const own = kinds.filter(({ name }) => !name.includes('/'));
  expect(own.length).toBeGreaterThan(100);
  const unexpected = own.filter(({ name, kind }) => pluralIn(kind) !== name);
  expect(unexpected.map(({ name, kind }) => `${kind}: ${name}`)).toEqual([]);
});
