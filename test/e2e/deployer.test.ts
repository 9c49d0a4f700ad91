import { pluralIn } from '../../cli/deployer/kubernetes/plural';
import { referencePlan } from '../support/reference';
import { type Deployer, makeDeployer } from './support/deployer';
import type { Engine, Outcome } from './support/engine';
import { giveUp } from './support/give-up';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { startStack, withPosture } from './support/own-stack';
import { type VaultError, type VaultLogin, vaultRequest } from './support/vault-api';
import { world } from './support/world';

const administrator = new KubernetesApi(world().kubernetes);

/** What the API server or Vault answers: the status of a refusal, and of anything else `done`. */
async function answerTo(asked: Promise<unknown>): Promise<number | 'done'> {
  try {
    await asked;
    return 'done';
  } catch (error) {
    return (error as VaultError).status;
  }
}

/** What was refused, also where a run went on; the plugin warns of whatever it waits for as well. */
function refused({ diagnostics }: Outcome): string[] {
  return diagnostics.filter((told) => /^error|forbidden|denied|cannot/i.test(told));
}

describe('the life of dev, by whoever may deploy it and nothing else', () => {
  let deployer: Deployer;
  let engine: Engine;
  beforeAll(async () => {
    deployer = await makeDeployer(referencePlan('dev'), 'deployer-dev');
    engine = await startStack('dev', 'deployer-dev', undefined, undefined, deployer.env);
  });
  afterAll(() => engine?.stop());

  test('is previewed', async () => {
    expect(await engine.preview()).toMatchObject({ code: 0, diagnostics: [] });
  });

  test('begins', async () => {
    const up = await engine.up();
    expect({ code: up.code, refused: refused(up) }).toEqual({ code: 0, refused: [] });
  });

  test('is looked after: a refresh finds nothing, and another up has nothing to do', async () => {
    expect(await engine.refresh('--expect-no-changes')).toMatchObject({ code: 0, diagnostics: [] });
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0 });
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
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0 });
  });

  test('ends, and leaves nothing behind', async () => {
    expect(await engine.destroy()).toMatchObject({ code: 0 });
    expect((await engine.stackExport()).resources ?? []).toEqual([]);
    for (const name of ['dwcp', 'edge']) {
      expect(await administrator.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })).toBeUndefined();
    }
  });
});

describe('whoever may deploy staging', () => {
  let deployer: Deployer;
  let engine: Engine;
  beforeAll(async () => {
    deployer = await makeDeployer(referencePlan('staging'), 'deployer-staging');
    engine = await startStack('staging', 'deployer-staging', undefined, undefined, deployer.env);
    for (const [namespace, name] of [
      ['dwcp', 'canary'],
      ['default', 'canary'],
    ]) {
      await administrator.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace: namespace!, name: name! } });
    }
    await vaultRequest(world().vault, 'POST', 'sys/mounts/dev/dwcp/canary', { type: 'kv' });
    await vaultRequest(world().vault, 'POST', 'dev/dwcp/canary/song', { note: 'la' });
    expect(await engine.up()).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await vaultRequest(world().vault, 'DELETE', 'sys/mounts/dev/dwcp/canary');
    await administrator.delete({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace: 'default', name: 'canary' },
    });
    await giveUp(engine, 'staging');
    await engine?.stop();
  });

  test('can see that it is there', async () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'dwcp' } };
    expect(await answerTo(deployer.api.get(namespace))).toBe('done');
    const role = 'staging/dwcp/dwcp-postgres/roles/dwcp-api';
    expect(await answerTo(vaultRequest(deployer.vault, 'GET', role))).toBe('done');
  });

  const object = (kind: string, apiVersion: string, name: string, namespace?: string): Identity => ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace && { namespace }) },
  });

  test.each<[string, (api: KubernetesApi) => Promise<unknown>]>([
    ['read a Secret of its own namespace', (api) => api.get(object('Secret', 'v1', 'canary', 'dwcp'))],
    ['list the Secrets of its own namespace', (api) => api.list('v1', 'Secret', 'dwcp')],
    ['read a Secret of another', (api) => api.get(object('Secret', 'v1', 'canary', 'default'))],
    ['see what runs in another', (api) => api.list('apps/v1', 'Deployment', 'default')],
    ['write into another', (api) => api.apply(object('ConfigMap', 'v1', 'canary', 'default'))],
    ['write into kube-system', (api) => api.apply(object('ConfigMap', 'v1', 'canary', 'kube-system'))],
    ['make a namespace', (api) => api.apply(object('Namespace', 'v1', 'canary'))],
    ['give itself rights', (api) => api.apply(object('Role', 'rbac.authorization.k8s.io/v1', 'canary', 'dwcp'))],
    ['log in to a pod', (api) => api.request('POST', '/api/v1/namespaces/dwcp/pods/canary/exec?command=sh')],
    ['delete a namespace', (api) => api.delete(object('Namespace', 'v1', 'dwcp'))],
    ['delete the database', (api) => api.delete(object('Cluster', 'postgresql.cnpg.io/v1', 'dwcp-postgres', 'dwcp'))],
  ])('cannot %s', async (_, ask) => {
    expect(await answerTo(ask(deployer.api))).toBe(403);
  });

  test.each<readonly [what: string, ask: (vault: VaultLogin) => Promise<unknown>]>([
    ['read a secret of another environment', (vault) => vaultRequest(vault, 'GET', 'dev/dwcp/canary/song')],
    ['log in to the database', (vault) => vaultRequest(vault, 'GET', 'staging/dwcp/dwcp-postgres/creds/dwcp-api')],
    ['have a certificate', (vault) => vaultRequest(vault, 'POST', 'staging/dwcp/dwcp-redis/issue/dwcp-api', {})],
    [
      'have one of an issuer',
      (vault) => vaultRequest(vault, 'POST', 'staging/dwcp/dwcp-redis/issuer/default/issue/dwcp-api', {}),
    ],
    [
      'write a policy of another environment',
      (vault) => vaultRequest(vault, 'POST', 'sys/policies/acl/dev.dwcp.dwcp-api', { policy: '' }),
    ],
    [
      'write its own policy',
      (vault) => vaultRequest(vault, 'POST', 'sys/policies/acl/dwcp-deployer-staging', { policy: '' }),
    ],
    ['have a token that outlives its own', (vault) => vaultRequest(vault, 'POST', 'auth/token/create-orphan', {})],
    ['see what else there is', (vault) => vaultRequest(vault, 'GET', 'sys/mounts')],
    [
      'take an engine away with its data',
      (vault) => vaultRequest(vault, 'DELETE', 'sys/mounts/staging/dwcp/dwcp-postgres'),
    ],
    ['turn the audit off', (vault) => vaultRequest(vault, 'DELETE', 'sys/audit/file')],
  ])('cannot %s', async (_, ask) => {
    expect(await answerTo(ask(deployer.vault))).toBe(403);
  });

  test('has no token of more than its own, though a child of its own it may have', async () => {
    const asRoot = vaultRequest(deployer.vault, 'POST', 'auth/token/create', { policies: ['root'] });
    await expect(asRoot).rejects.toThrow('child policies must be subset of parent');
  });
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
