import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceResources } from '../support/reference';
import type { Engine } from './support/engine';
import { eventually } from './support/eventually';
import { giveUp } from './support/give-up';
import { KubernetesApi, type LiveObject } from './support/kubernetes-api';
import { startStack, withEdit, withPosture } from './support/own-stack';
import { commandIn, commandsOf, followed, idAskedFor } from './support/runbook';
import { world } from './support/world';

const api = new KubernetesApi(world().kubernetes);
const objectsOf = (environment: string) =>
  referenceResources(environment).flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));

async function live(environment: string): Promise<LiveObject[]> {
  const objects = objectsOf(environment);
  return (await Promise.all(objects.map((object) => api.get(object)))).filter((object) => object !== undefined);
}

/** By what names Pulumi's plugin owns fields of an object: by more than one, and what it takes out of one stays in the other. */
function ownersOf({ metadata }: LiveObject): string[] {
  const { managedFields } = metadata as unknown as { readonly managedFields: readonly { readonly manager: string }[] };
  const managers = managedFields.map(({ manager }) => manager).filter((name) => name.startsWith('pulumi-kubernetes'));
  return [...new Set(managers)];
}

async function twiceOwned(environment: string): Promise<string[]> {
  return (await live(environment))
    .filter((object) => ownersOf(object).length !== 1)
    .map((object) => `${object.kind} ${object.metadata.name}: ${ownersOf(object).join(', ')}`);
}

/** More replicas of the worker, in a posture. */
const MORE = {
  dev: ['worker: { scale: 1', 'worker: { scale: 2'],
  staging: ['worker: { scale: 2', 'worker: { scale: 3'],
} as const;

/** Two runs that change an object, each of a field of its own. */
async function changeSomething(engine: Engine, stack: keyof typeof MORE, name: string): Promise<void> {
  await withPosture({ stack, name }, MORE[stack], async () => {
    expect(await engine.up()).toMatchObject({ code: 0, changes: { update: 1 } });
  });
  expect(await engine.up()).toMatchObject({ code: 0, changes: { update: 1 } });
}

/** What the guide says of a state that is lost, with the ids that only a server knows, as the command asks for them. */
async function writeAgain(engine: Engine): Promise<void> {
  const [init, read, write, ...rest] = commandsOf('The state is lost') as [string, string, string, ...string[]];
  await followed(engine, [init, read]);
  const asked = await engine.type(write);
  expect(asked).toMatchObject({ code: 2, stdout: '' });
  await followed(engine, [write.replace(' --live ', ` ${idAskedFor(asked)} --live `), ...rest]);
}

/** What it says to do before, where there is a state that is of no use. */
const FORGET = commandIn('pulumi stack rm --force');

describe('a stack whose state is lost', () => {
  const stack = 'staging';
  const name = 'state-lost';
  let engine: Engine;
  let uids: readonly string[];
  beforeAll(async () => {
    engine = await startStack(stack, name);
    expect(await engine.up()).toMatchObject({ code: 0 });
    uids = (await live(stack)).map(({ metadata }) => metadata.uid);
    await followed(engine, [FORGET]);
  });
  afterAll(async () => {
    await giveUp(engine, stack);
    await engine?.stop();
  });

  test('is written again by the documented commands, of the program, of what the cluster has and of what Vault says', async () => {
    await writeAgain(engine);
  });

  test('has nothing to do: nothing is made twice, and nothing is made anew', async () => {
    expect(uids).toHaveLength(objectsOf(stack).length);
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
    expect((await live(stack)).map(({ metadata }) => metadata.uid)).toEqual(uids);
  });

  test('goes on as before: what is changed has one owner', async () => {
    await changeSomething(engine, stack, name);
    expect(await twiceOwned(stack)).toEqual([]);
  });

  test('is written again as well where it was restored from before something was made', async () => {
    const backup = join(world().runDir, name, 'backup.json');
    await withEdit(name, 'platform.ts', ['redis.grantReadWrite(worker);', ''], async () => {
      expect(await engine.up()).toMatchObject({ code: 0 });
      writeFileSync(backup, JSON.stringify(await engine.exported()), { mode: 0o600 });
    });
    expect(await engine.up()).toMatchObject({ code: 0, changes: { create: expect.any(Number) } });
    const before = (await live(stack)).map(({ metadata }) => metadata.uid);
    await followed(engine, [`pulumi stack import --file ${backup}`]);
    // It takes for new what is there.
    expect(await engine.preview()).toMatchObject({ code: 0, changes: { create: expect.any(Number) } });

    await followed(engine, [FORGET]);
    await writeAgain(engine);
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
    expect((await live(stack)).map(({ metadata }) => metadata.uid)).toEqual(before);
  });
});

describe('a run that was killed', () => {
  const stack = 'dev';
  const name = 'killed-and-held';
  let engine: Engine;
  beforeAll(async () => {
    engine = await startStack(stack, name);
    const run = engine.beginUp();
    const isWorking = async () => (await live(stack)).some(({ kind }) => kind === 'Deployment');
    await eventually(isWorking, { what: 'a Deployment', timeoutMs: 120_000, everyMs: 20 });
    run.kill();
    await run.done;
  });
  afterAll(async () => {
    await giveUp(engine, stack);
    await engine?.stop();
  });

  test('holds the lock, which whoever comes next is told', async () => {
    const { code, stderr } = await engine.up();
    expect(code).not.toBe(0);
    expect(stderr).toContain('the stack is currently locked');
  });

  test('is gone on from by the documented commands', async () => {
    await followed(engine, commandsOf('A run that was killed'));
    expect(await engine.up('--expect-no-changes')).toMatchObject({ code: 0, changed: [] });
  });

  test('leaves no second owner behind', async () => {
    await changeSomething(engine, stack, name);
    expect(await twiceOwned(stack)).toEqual([]);
  });
});
