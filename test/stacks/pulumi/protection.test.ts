import type { Plan } from '../../../constructs';
import { kubernetesResource } from '../../../constructs/plan/resource';
import type { Registration } from '../../support/pulumi/monitor';
import { API, CLAIM, CRD, DATABASE, DENY, LOGIN, MOUNT, NAMESPACE, ROLE, shop } from './shop';
import { calledIn, LOADING, told } from './told';

const SENTINEL = 'dwcp:baseline:Sentinel live';
/** The namespace `kube-system`, read to compare the cluster. */
const COMPARED = 'v1/Namespace live';
const DATA = [CLAIM, CRD, DATABASE, MOUNT, NAMESPACE];

let usual: ReadonlyMap<string, Registration>;
beforeAll(async () => {
  usual = await told();
}, LOADING);

const having = (told: ReadonlyMap<string, Registration>, option: 'protect' | 'retainOnDelete') =>
  [...told].flatMap(([name, one]) => (one[option] ? [name] : [])).sort();

test('data that is protected is neither deleted nor replaced, and stays when Pulumi no longer has it', () => {
  expect(having(usual, 'protect')).toEqual([...DATA, SENTINEL].sort());
  expect(having(usual, 'retainOnDelete')).toEqual([...DATA].sort());
});

test('data that is disposable goes with its environment, and nothing stands in the way', async () => {
  const now = await told(shop('disposable'));
  expect([...having(now, 'protect'), ...having(now, 'retainOnDelete')]).toEqual([]);
  expect(now.get(SENTINEL)?.inputs).toEqual({ data: 'disposable' });
});

test('data is kept where a plan does not say whether it may go', async () => {
  const now = await told({ ...shop(), data: 'protect' as 'protected' });
  expect(now.get(DATABASE)).toMatchObject({ protect: true, retainOnDelete: true });
  expect(now.get(SENTINEL)).toMatchObject({ protect: true });
});

test('the sentinel is the first to go: it depends on everything, and nothing on it', () => {
  const needs = new Map([...usual].map(([name, { dependencies }]) => [name, dependencies.map(calledIn)]));
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    needs.get(name)?.forEach(visit);
  };
  visit(SENTINEL);
  expect([...reached].sort()).toEqual([SENTINEL, COMPARED, ...shop().resources.map(({ id }) => id)].sort());
  expect([...needs].filter(([, before]) => before.includes(SENTINEL))).toEqual([]);
  expect(needs.get(SENTINEL)).toEqual([ROLE, CRD, CLAIM, API]);
});

test('what guards a namespace stays as long as it, and what is below a path of Vault as long as its mount', () => {
  const goes = [...usual].map(([name, { deletedWith }]) => [name, deletedWith && calledIn(deletedWith)]);
  expect(Object.fromEntries(goes.filter(([, home]) => home !== ''))).toEqual({ [DENY]: NAMESPACE, [LOGIN]: MOUNT });
});

/** The same plan with one more object in the namespace. */
function withObject(plan: Plan, kind: readonly [apiVersion: string, kind: string], spec: object): Plan {
  const [apiVersion, name] = kind;
  const object = { apiVersion, kind: name, metadata: { namespace: 'shop', name: 'more' }, spec };
  return { ...plan, resources: [...plan.resources, kubernetesResource(object, 'more', [NAMESPACE])] };
}

describe('what has claims', () => {
  const set = ['apps/v1', 'StatefulSet'] as const;
  const claims = { volumeClaimTemplates: [{ metadata: { name: 'data' } }] };
  const more = 'apps/v1/StatefulSet shop/more';

  test('is not replaced for a disk of another size; its claims stay when it goes', async () => {
    expect((await told(withObject(shop(), set, claims))).get(more)).toMatchObject({
      protect: true,
      retainOnDelete: false,
    });
  });

  test('is replaced where data is disposable, and where it has none', async () => {
    expect((await told(withObject(shop('disposable'), set, claims))).get(more)).toMatchObject({ protect: false });
    expect((await told(withObject(shop(), set, { volumeClaimTemplates: [] }))).get(more)).toMatchObject({
      protect: false,
    });
  });
});
