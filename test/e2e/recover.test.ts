import { referenceResources } from '../support/reference';
import { takenUp } from './support/documented';
import type { Engine } from './support/engine';
import { eventually } from './support/eventually';
import { giveUp } from './support/give-up';
import { KubernetesApi, type LiveObject } from './support/kubernetes-api';
import { startStack, withPosture } from './support/own-stack';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

const { kubeconfigPath } = world().kubernetes;
const api = new KubernetesApi(world().kubernetes);
const objects = referenceResources('dev').flatMap((resource) =>
  resource.api === 'kubernetes' ? [resource.object] : [],
);

async function live(): Promise<LiveObject[]> {
  return (await Promise.all(objects.map((object) => api.get(object)))).filter((object) => object !== undefined);
}

/** By what names Pulumi's plugin owns fields of an object: by more than one, and what it takes out of one stays in the other. */
function ownersOf({ metadata }: LiveObject): string[] {
  const { managedFields } = metadata as unknown as { readonly managedFields: readonly { readonly manager: string }[] };
  const managers = managedFields.map(({ manager }) => manager).filter((name) => name.startsWith('pulumi-kubernetes'));
  return [...new Set(managers)];
}

async function twiceOwned(): Promise<string[]> {
  return (await live())
    .filter((object) => ownersOf(object).length !== 1)
    .map((object) => `${object.kind} ${object.metadata.name}: ${ownersOf(object).join(', ')}`);
}

/** Two runs that change an object, each of a field of its own. */
async function changeSomething(engine: Engine, name: string): Promise<void> {
  await withPosture({ stack: 'dev', name }, ['worker: { scale: 1', 'worker: { scale: 2'], async () => {
    expect(await engine.up()).toMatchObject({ code: 0, changes: { update: 1 } });
  });
  expect(await engine.up()).toMatchObject({ code: 0, changes: { update: 1 } });
}

describe('a stack whose state is lost', () => {
  const name = 'state-lost';
  let engine: Engine;
  beforeAll(async () => {
    engine = await startStack('dev', name);
    expect(await engine.up()).toMatchObject({ code: 0 });
    const lost = await engine.run(['stack', 'rm', '--force', '--yes', '--preserve-config', '--stack', 'dev']);
    expect(lost).toMatchObject({ code: 0 });
    expect(await engine.run(['stack', 'init', 'dev'])).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await giveUp(engine, 'dev');
    await engine?.stop();
  });

  test('is written again of the program, of what the cluster has and of what Vault says', async () => {
    const { data } = (await vaultRequest(world().vault, 'GET', 'dev/dwcp/dwcp-redis/config/issuers')) as {
      readonly data: { readonly default: string };
    };
    const issuer = `SecretBackendRootCert dev/dwcp/dwcp-redis/root=dev/dwcp/dwcp-redis/issuer/${data.default}`;
    await takenUp({ engine, name, kubeconfigPath }, ['import', 'dev', '--id', issuer], await engine.json('preview'));
    expect(await engine.refresh()).toMatchObject({ code: 0 });
  });

  test('has nothing to do: nothing is made twice, and nothing is made anew', async () => {
    const uids = (await live()).map(({ metadata }) => metadata.uid);
    expect(uids).toHaveLength(objects.length);
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0 });
    expect((await live()).map(({ metadata }) => metadata.uid)).toEqual(uids);
  });

  test('goes on as before: what is changed has one owner', async () => {
    await changeSomething(engine, name);
    expect(await twiceOwned()).toEqual([]);
  });
});

describe('a run that was killed', () => {
  const name = 'killed-and-held';
  let engine: Engine;
  beforeAll(async () => {
    engine = await startStack('dev', name);
    const run = engine.beginUp();
    const isWorking = async () => (await live()).some(({ kind }) => kind === 'Deployment');
    await eventually(isWorking, { what: 'a Deployment', timeoutMs: 120_000, everyMs: 20 });
    run.kill();
    await run.done;
  });
  afterAll(async () => {
    await giveUp(engine, 'dev');
    await engine?.stop();
  });

  test('holds the lock, which whoever comes next is told', async () => {
    const { code, stderr } = await engine.up();
    expect(code).not.toBe(0);
    expect(stderr).toContain('the stack is currently locked');
  });

  test('is gone on from by the documented steps', async () => {
    expect(await engine.cancel()).toMatchObject({ code: 0 });
    await takenUp({ engine, name, kubeconfigPath }, ['adopt'], await engine.exported());
    expect(await engine.refresh()).toMatchObject({ code: 0 });
    expect(await engine.up()).toMatchObject({ code: 0 });
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0 });
  });

  test('leaves no second owner behind', async () => {
    await changeSomething(engine, name);
    expect(await twiceOwned()).toEqual([]);
  });
});
