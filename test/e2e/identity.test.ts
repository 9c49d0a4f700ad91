import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { operationsOf } from '../../cli/preview/meaning/blast-radius/operations';
import type { Plan, Resource } from '../../constructs';
import { vaultResource } from '../../constructs/plan/resource';
import { comparing } from '../cli/preview/support';
import { ROOT } from '../support/reference';
import { NAMESPACE, objectsIn } from './identity/objects';
import { allow, makeDeployer } from './support/deployer';
import { Engine, type Outcome } from './support/engine';
import { giveUp } from './support/give-up';
import { KubernetesApi, type LiveObject } from './support/kubernetes-api';
import { withProgram } from './support/own-stack';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

const name = 'identity';
const folder = join(world().runDir, name);
const planFile = join(folder, 'plan.json');
const api = new KubernetesApi(world().kubernetes);

function planWith(resources: readonly Resource[]): Plan {
  const { plan } = comparing({}, {}).after;
  const cluster = { ...plan.cluster, id: world().kubernetes.id };
  return { ...plan, environment: 'dev', data: 'protected', cluster, resources };
}

/** A mount for key-value pairs. */
function mounted(path: string, formerly: readonly string[] = []): Resource {
  const mount = vaultResource(
    { type: 'vault:index/mount:Mount', vaultPath: path, args: { path, type: 'kv' } },
    'orders',
  );
  return { ...mount, ...(formerly.length > 0 && { formerly }) };
}

const older = objectsIn('older');
const newer = objectsIn('newer');

let engine: Engine;
beforeAll(async () => {
  const { vault } = world();
  mkdirSync(folder);
  const configFile = join(folder, 'Pulumi.dev.yaml');
  writeFileSync(configFile, stringify({ config: { 'dwcp:plan': planFile, 'dwcp:vault': vault.address } }));
  engine = await Engine.start({
    projectDir: ROOT,
    stack: 'dev',
    configFile,
    workDir: join(folder, 'engine'),
    ...(await makeDeployer(planWith(older), name)),
  });
});
afterAll(async () => {
  await giveUp(engine, 'dev');
  await engine.stop();
  // It is kept from Pulumi.
  await vaultRequest(world().vault, 'DELETE', 'sys/mounts/renamed/shop/orders');
  api.close();
});

/** Deploys what is declared now, by whoever may deploy that and nothing else. */
async function up(resources: readonly Resource[]): Promise<Outcome & { readonly errors: readonly string[] }> {
  const plan = planWith(resources);
  await allow(plan);
  writeFileSync(planFile, JSON.stringify(plan));
  let outcome: Outcome | undefined;
  await withProgram(name, 'test/e2e/identity/program.js', async () => {
    outcome = await engine.up();
  });
  return { ...outcome!, errors: outcome!.diagnostics.filter((line) => line.startsWith('error')) };
}

/** What the engine did, but for what it read or left, and what is in its tree alone: `update HTTPRoute identity/api`. */
function done({ steps }: Outcome): readonly string[] {
  return steps
    .filter(({ op, type }) => op !== 'same' && op !== 'read' && !type.startsWith('dwcp:'))
    .map(({ op, urn }) => `${op} ${urn.split('::')[2]!.split(':').at(-1)} ${urn.split('::')[3]}`)
    .sort();
}

/** The objects as the server has them, by kind. */
async function live(resources: readonly Resource[]): Promise<ReadonlyMap<string, LiveObject | undefined>> {
  const objects = resources.flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));
  return new Map(await Promise.all(objects.map(async (object) => [object.kind, await api.get(object)] as const)));
}

const uids = async (resources: readonly Resource[]) =>
  Object.fromEntries([...(await live(resources))].map(([kind, object]) => [kind, object?.metadata.uid]));

const updates = older.slice(1).map(({ kind }) => `update ${kind} ${NAMESPACE}/api`);

describe('eight kinds that are declared in another version', () => {
  let before: Readonly<Record<string, string | undefined>>;
  beforeAll(async () => {
    expect(await up(older)).toMatchObject({ code: 0, errors: [] });
    // By a provider of the program's own, the SDK writes down that the first run takes over what is there.
    expect(done(await up(older))).toEqual(['update kubernetes cluster']);
    before = await uids(older);
    expect(Object.values(before)).not.toContain(undefined);
  });

  test('are updated: nothing is created, replaced or deleted, and they are the objects that they were', async () => {
    const outcome = await up(newer);
    expect({ code: outcome.code, done: done(outcome) }).toEqual({ code: 0, done: [...updates].sort() });
    expect(await uids(newer)).toEqual(before);
  });

  test('are what was said of them by a preview of two plans', () => {
    const previewed = operationsOf(comparing({ plan: planWith(older) }, { plan: planWith(newer) }));
    expect(Object.fromEntries(previewed)).toEqual(Object.fromEntries(newer.slice(1).map(({ id }) => [id, 'update'])));
  });

  test('are then what is declared: another up changes nothing, and a refresh finds them', async () => {
    const again = await up(newer);
    // The plugin may write down a route as it was before its own update, if it was accepted then; it notes it once more.
    const isNote = ({ fields }: Outcome['steps'][number]) =>
      fields.length > 0 && fields.every((field) => /^metadata\.annotations/.test(field));
    expect(done({ ...again, steps: again.steps.filter((step) => !isNote(step)) })).toEqual([]);
    const refreshed = await engine.refresh();
    expect({ code: refreshed.code, done: done(refreshed).filter((step) => !step.startsWith('refresh ')) }).toEqual({
      code: 0,
      done: [],
    });
  });

  test('may go back to the older version', async () => {
    const outcome = await up(older);
    expect({ code: outcome.code, done: done(outcome) }).toEqual({ code: 0, done: [...updates].sort() });
    expect(await uids(older)).toEqual(before);
  });
});

describe('a mount in Vault that is called otherwise', () => {
  const secret = { key: 'value' };

  test('is moved with what it holds, where the plan says what it was', async () => {
    expect(await up([...older, mounted('renamed/orders')])).toMatchObject({ code: 0, errors: [] });
    await vaultRequest(world().vault, 'POST', 'renamed/orders/a', secret);

    const outcome = await up([...older, mounted('renamed/shop/orders', ['vault:index/mount:Mount renamed/orders'])]);
    expect({ code: outcome.code, done: done(outcome) }).toEqual({
      code: 0,
      done: ['update Mount renamed/shop/orders'],
    });
    expect(await vaultRequest(world().vault, 'GET', 'renamed/shop/orders/a')).toMatchObject({ data: secret });
  });

  test('is another one where it does not, which Pulumi refuses, since the old one is protected', async () => {
    const outcome = await up([...older, mounted('renamed/till/orders')]);
    expect(outcome.code).not.toBe(0);
    expect(await vaultRequest(world().vault, 'GET', 'renamed/shop/orders/a')).toMatchObject({ data: secret });
  });
});
