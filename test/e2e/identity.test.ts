import { operationsOf } from '../../cli/preview/meaning/blast-radius/operations';
import { comparing } from '../cli/preview/support';
import { NAMESPACE, objectsIn } from './identity/objects';
import { done, mounted, PlanStack, planWith } from './identity/stack';
import type { Outcome } from './support/engine';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

const older = objectsIn('older');
const newer = objectsIn('newer');

let stack: PlanStack;
beforeAll(async () => {
  stack = await PlanStack.start('identity', older);
});
afterAll(async () => {
  await stack.stop();
  // It is kept from Pulumi.
  await vaultRequest(world().vault, 'DELETE', 'sys/mounts/renamed/shop/orders');
});

const updates = older.slice(1).map(({ kind }) => `update ${kind} ${NAMESPACE}/api`);

describe('eight kinds that are declared in another version', () => {
  let before: Readonly<Record<string, string | undefined>>;
  beforeAll(async () => {
    expect(await stack.up(older)).toMatchObject({ code: 0, errors: [] });
    // By a provider of the program's own, the SDK writes down that the first run takes over what is there.
    expect(done(await stack.up(older))).toEqual(['update kubernetes cluster']);
    before = await stack.uids(older);
    expect(Object.values(before)).not.toContain(undefined);
  });

  test('are updated: nothing is created, replaced or deleted, and they are the objects that they were', async () => {
    const outcome = await stack.up(newer);
    expect({ code: outcome.code, done: done(outcome) }).toEqual({ code: 0, done: [...updates].sort() });
    expect(await stack.uids(newer)).toEqual(before);
  });

  test('are what was said of them by a preview of two plans', () => {
    const previewed = operationsOf(comparing({ plan: planWith(older) }, { plan: planWith(newer) }));
    expect(Object.fromEntries(previewed)).toEqual(Object.fromEntries(newer.slice(1).map(({ id }) => [id, 'update'])));
  });

  test('are then what is declared: another up changes nothing, and a refresh finds them', async () => {
    const again = await stack.up(newer);
    // The plugin may write down a route as it was before its own update, if it was accepted then; it notes it once more.
    const isNote = ({ fields }: Outcome['steps'][number]) =>
      fields.length > 0 && fields.every((field) => /^metadata\.annotations/.test(field));
    expect(done({ ...again, steps: again.steps.filter((step) => !isNote(step)) })).toEqual([]);
    const refreshed = await stack.engine.refresh();
    expect({ code: refreshed.code, done: done(refreshed).filter((step) => !step.startsWith('refresh ')) }).toEqual({
      code: 0,
      done: [],
    });
  });

  test('may go back to the older version', async () => {
    const outcome = await stack.up(older);
    expect({ code: outcome.code, done: done(outcome) }).toEqual({ code: 0, done: [...updates].sort() });
    expect(await stack.uids(older)).toEqual(before);
  });
});

describe('a mount in Vault that is called otherwise', () => {
  const secret = { key: 'value' };

  test('is moved with what it holds, where the plan says what it was', async () => {
    expect(await stack.up([...older, mounted('renamed/orders')])).toMatchObject({ code: 0, errors: [] });
    await vaultRequest(world().vault, 'POST', 'renamed/orders/a', secret);

    const outcome = await stack.up([
      ...older,
      mounted('renamed/shop/orders', ['vault:index/mount:Mount renamed/orders']),
    ]);
    expect({ code: outcome.code, done: done(outcome) }).toEqual({
      code: 0,
      done: ['update Mount renamed/shop/orders'],
    });
    expect(await vaultRequest(world().vault, 'GET', 'renamed/shop/orders/a')).toMatchObject({ data: secret });
  });

  test('is another one where it does not, which Pulumi refuses, since the old one is protected', async () => {
    const outcome = await stack.up([...older, mounted('renamed/till/orders')]);
    expect(outcome.code).not.toBe(0);
    expect(await vaultRequest(world().vault, 'GET', 'renamed/shop/orders/a')).toMatchObject({ data: secret });
  });
});
