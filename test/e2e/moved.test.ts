import { NAMESPACE, objectsIn } from './identity/objects';
import { done, mounted, type Place, PlanStack } from './identity/stack';
import type { Outcome } from './support/engine';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

const SECRET = { key: 'value' };

/** Eight kinds in another version, an engine of Vault of another path, and all of it elsewhere in the tree, in one `up`. */
const before = [...objectsIn('older'), mounted('moved/orders')];
const now = [...objectsIn('newer'), mounted('moved/shop/orders', ['vault:index/mount:Mount moved/orders'])];
const updates = [
  ...objectsIn('newer')
    .slice(1)
    .map(({ kind }) => `update ${kind} ${NAMESPACE}/api`),
  'update Mount moved/shop/orders',
];

/** But for what the plugin alone is told, of a Namespace too: `deploy` says whose its labels are. */
function withoutNotes<T extends Outcome>(outcome: T): T {
  const isNote = (field: string) => /^metadata\.annotations(\["pulumi\.com\/|$)/.test(field);
  const steps = outcome.steps.filter(
    ({ op, fields }) => op !== 'update' || fields.length === 0 || !fields.every(isNote),
  );
  return { ...outcome, steps };
}

describe.each<[what: string, from: Place, to: Place]>([
  ['as before there were branches', 'root', 'alone'],
  ['below something of the program’s own', 'below', 'moved'],
])('what was deployed %s, and is an environment by itself now', (_, from, to) => {
  let stack: PlanStack;
  let uids: Readonly<Record<string, string | undefined>>;
  beforeAll(async () => {
    stack = await PlanStack.start(`moved-${from}`, before);
    expect(await stack.up(before, from)).toMatchObject({ code: 0, errors: [] });
    // By a provider of the program's own, the SDK writes down that the first run takes over what is there.
    expect(done(await stack.up(before, from))).toEqual(['update kubernetes cluster']);
    uids = await stack.uids(before);
    expect(Object.values(uids)).not.toContain(undefined);
    await vaultRequest(world().vault, 'POST', 'moved/orders/a', SECRET);
  });
  afterAll(async () => {
    await stack.stop();
    for (const path of ['moved/orders', 'moved/shop/orders']) {
      await vaultRequest(world().vault, 'DELETE', `sys/mounts/${path}`);
    }
  });

  test('is known again in other versions and by its former name, all at once: nothing is created, replaced or deleted', async () => {
    const outcome = withoutNotes(await stack.up(now, to));
    expect({ code: outcome.code, errors: outcome.errors, done: done(outcome) }).toEqual({
      code: 0,
      errors: [],
      done: updates.sort(),
    });
    expect(await stack.uids(now)).toEqual(uids);
    expect(await vaultRequest(world().vault, 'GET', 'moved/shop/orders/a')).toMatchObject({ data: SECRET });
  });

  test('is then what is declared: another up has nothing to do with it', async () => {
    const again = await stack.up(now, 'alone');
    const more = again.steps.filter(({ op }) => /create|replace|delete/.test(op));
    expect({ code: again.code, more: more.map(({ urn }) => urn) }).toEqual({ code: 0, more: [] });
  });
});
