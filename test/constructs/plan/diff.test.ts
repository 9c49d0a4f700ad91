import * as fc from 'fast-check';
import {
  diffPlans,
  isNoChange,
  type Manifest,
  type Plan,
  type PlanDiff,
  planOf,
  type Resource,
} from '../../../constructs';
import { canonical } from '../../../constructs/plan/diff/canonical';
import { changedFields } from '../../../constructs/plan/diff/fields';
import { nanosOf } from '../../../constructs/plan/diff/quantity';
import { kubernetesResource, vaultResource } from '../../../constructs/plan/resource';
import { applyChanges } from '../../support/apply-changes';
import { environment } from '../../support/environment';

const EMPTY: Plan = planOf(environment());

function plan(resources: readonly Resource[], rest: Partial<Plan> = {}): Plan {
  return { ...EMPTY, resources, ...rest };
}

function deployment(name: string, spec: object = {}, path = `test/${name}`): Resource {
  const object: Manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop' }, spec };
  return kubernetesResource(object, path);
}

/** The pods of a Deployment with one container. */
function pods(container: object, pod: object = {}): object {
  return { replicas: 2, template: { spec: { ...pod, containers: [{ name: 'main', image: 'a', ...container }] } } };
}

/** What differs between two Deployments, as people read it. */
function said(before: object, after: object): readonly string[] {
  const [change] = diffPlans(plan([deployment('api', before)]), plan([deployment('api', after)])).changed;
  return (change?.fields ?? []).map(
    ({ field, before: was, after: is }) => `${field}: ${JSON.stringify(was)} → ${JSON.stringify(is)}`,
  );
}

const POD = 'spec.template.spec';

describe('what means the same is no change', () => {
  test.each<[string, object, object]>([
    [
      'variables in another order',
      pods({
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
      }),
      pods({
        env: [
          { name: 'B', value: '2' },
          { name: 'A', value: '1' },
        ],
      }),
    ],
    [
      'ports in another order',
      pods({
        ports: [
          { containerPort: 1, protocol: 'TCP' },
          { containerPort: 1, protocol: 'UDP' },
        ],
      }),
      pods({
        ports: [
          { containerPort: 1, protocol: 'UDP' },
          { containerPort: 1, protocol: 'TCP' },
        ],
      }),
    ],
    [
      'capabilities in another order',
      pods({ securityContext: { capabilities: { drop: ['A', 'B'] } } }),
      pods({ securityContext: { capabilities: { drop: ['B', 'A'] } } }),
    ],
    [
      'quantities in other units',
      pods({ resources: { limits: { cpu: '1000m', memory: '1Gi' }, requests: { cpu: '0.5' } } }),
      pods({ resources: { limits: { cpu: 1, memory: '1024Mi' }, requests: { cpu: '500m' } } }),
    ],
    ['a field that is null', pods({ command: null }), pods({})],
  ])('%s', (_, before, after) => {
    expect(said(before, after)).toEqual([]);
  });

  test('rules of a policy, and whom they name, in another order', () => {
    const policy = (ingress: readonly object[]): Resource =>
      kubernetesResource(
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'api', namespace: 'shop' },
          spec: { ingress },
        },
        'x',
      );
    const [a, b] = [{ from: [{ podSelector: {} }, { ipBlock: {} }] }, { ports: [{ port: 1 }, { port: 2 }] }];
    const shuffled = [{ ports: [{ port: 2 }, { port: 1 }] }, { from: [{ ipBlock: {} }, { podSelector: {} }] }];
    expect(isNoChange(diffPlans(plan([policy([a, b])]), plan([policy(shuffled)])))).toBe(true);
    expect(diffPlans(plan([policy([a])]), plan([policy([a, b])])).changed[0]?.fields).toEqual([
      { field: 'spec.ingress[]', steps: ['spec', 'ingress', '[]'], after: b },
    ]);
  });

  test.each([
    ['1', 1],
    ['1000m', 1],
    ['1e3m', undefined],
    ['1Ki', 1024],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['12e2', 1200],
    ['1T', 1e12],
    ['-2k', -2000],
    ['5e-1', 0.5],
    ['one', undefined],
    [0.25, 0.25],
    [true, undefined],
  ])('the quantity %s is %s', (text, number) => {
    expect(nanosOf(text)).toBe(number === undefined ? undefined : BigInt(number * 1e6) * 1000n);
  });
});

describe('a change is told by its field', () => {
  test('in an entry that is known by name, and at its end', () => {
    expect(
      said(
        pods({
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        }),
        pods({
          env: [
            { name: 'C', value: '3' },
            { name: 'B', value: '4' },
          ],
        }),
      ),
    ).toEqual([
      `${POD}.containers[name=main].env[name=A]: {"name":"A","value":"1"} → undefined`,
      `${POD}.containers[name=main].env[name=B].value: "2" → "4"`,
      `${POD}.containers[name=main].env[name=C]: undefined → {"name":"C","value":"3"}`,
    ]);
  });

  test('in what runs in order, the order is one', () => {
    const [first, second] = [{ name: 'first' }, { name: 'second' }];
    expect(said(pods({}, { initContainers: [first, second] }), pods({}, { initContainers: [second, first] }))).toEqual([
      `${POD}.initContainers[order]: ["name=first","name=second"] → ["name=second","name=first"]`,
    ]);
  });

  test('of a list that nobody knows, every position counts', () => {
    expect(said({ args: ['a', 'b'] }, { args: ['b'] })).toEqual([
      'spec.args[0]: "a" → "b"',
      'spec.args[1]: "b" → undefined',
    ]);
  });

  test('a key with dots stands in quotes', () => {
    expect(said({ labels: { 'a.b/c': '1' } }, { labels: {} })).toEqual(['spec.labels["a.b/c"]: "1" → undefined']);
  });

  test('of a Vault resource, by its argument', () => {
    const role = (args: object) =>
      vaultResource({ type: 'vault:x/role:Role', vaultPath: 'x/roles/api', args: { ...args } }, 'x');
    const before = plan([role({ tokenPolicies: ['a', 'b'], ttl: 60 })]);
    const after = plan([role({ tokenPolicies: ['b', 'a'], ttl: 90 })]);
    expect(diffPlans(before, after).changed).toEqual([
      { id: 'vault:x/role:Role x/roles/api', fields: [{ field: 'ttl', steps: ['ttl'], before: 60, after: 90 }] },
    ]);
  });
});

describe('identities', () => {
  const api = pods({ env: [{ name: 'SELF', value: 'http://checkout-api' }] });

  test('a construct that moved changes nothing, and is told', () => {
    const diff = diffPlans(plan([deployment('api', api, 'a/api')]), plan([deployment('api', api, 'b/api')]));
    expect(diff.moved).toEqual([{ id: 'apps/v1/Deployment shop/api', before: 'a/api', after: 'b/api' }]);
    expect(isNoChange(diff)).toBe(true);
  });

  test('a construct that moved takes its ends and edges along', () => {
    const at = (path: string) => {
      const end = { name: 'shop/api', role: 'workload', selectors: [], ports: [], path } as const;
      const edge = {
        from: 'shop/api',
        to: 'dns',
        port: 53,
        protocol: 'UDP',
        infrastructure: true,
        by: 'operator',
      } as const;
      return plan([], { ends: [end], edges: [{ ...edge, declaredAt: { path, call: 'WebService' } }] });
    };
    const diff = diffPlans(at('a/api'), at('b/api'));
    expect([diff.ends.changed, diff.edges.changed]).toEqual([[], []]);
  });

  test('what says the same under another name was renamed, its own name within it included', () => {
    const renamed = JSON.parse(JSON.stringify(api).replaceAll('checkout-api', 'checkout-web')) as object;
    const diff = diffPlans(plan([deployment('checkout-api', api)]), plan([deployment('checkout-web', renamed)]));
    expect(diff).toMatchObject({ added: [], removed: [] });
    expect(diff.renamed.map(({ was, id }) => [was, id])).toEqual([
      ['apps/v1/Deployment shop/checkout-api', 'apps/v1/Deployment shop/checkout-web'],
    ]);
  });

  test('what one side says that it was is the same, however little of it is alike', () => {
    const [old, now] = [deployment('one', api), { ...deployment('two'), formerly: ['apps/v1/Deployment shop/one'] }];
    const renames = [[old.id, now.id]];
    const [there, back] = [diffPlans(plan([old]), plan([now])), diffPlans(plan([now]), plan([old]))];
    expect(there.renamed.map(({ was, id }) => [was, id])).toEqual(renames);
    expect(back.renamed.map(({ was, id }) => [id, was])).toEqual(renames);
    expect([there, back].flatMap(({ added, removed }) => [...added, ...removed])).toEqual([]);
  });

  test('and nearly the same too, but nothing of another kind, and nothing that is really new', () => {
    const before = plan([deployment('one', pods({ command: ['a', 'b', 'c'], args: ['x', 'y'] }))]);
    const near = deployment('two', pods({ command: ['a', 'b', 'c'], args: ['x', 'z'] }));
    const far = deployment('three', { selector: { matchLabels: { app: 'three' } }, minReadySeconds: 3 });
    expect(diffPlans(before, plan([near, far])).renamed.map(({ id }) => id)).toEqual([near.id]);
    expect(diffPlans(before, plan([far]))).toMatchObject({ renamed: [], added: [far] });
  });
});

describe('the rest of a plan', () => {
  const edge = { from: 'a', to: 'b', port: 1, protocol: 'TCP', infrastructure: false, by: 'allow' } as const;
  const declaredAt = { path: 'x', call: "allowTo('b')" };

  test('edges come, go, and say more', () => {
    const before = plan([], {
      edges: [
        { ...edge, declaredAt },
        { ...edge, port: 2, declaredAt },
      ],
    });
    const after = plan([], {
      edges: [
        { ...edge, declaredAt, why: 'orders' },
        { ...edge, port: 3, declaredAt },
      ],
    });
    const { edges } = diffPlans(before, after);
    expect(edges.added.map(({ port }) => port)).toEqual([3]);
    expect(edges.removed.map(({ port }) => port)).toEqual([2]);
    expect(edges.changed.map(({ before: was, after: is }) => [was.why, is.why])).toEqual([[undefined, 'orders']]);
  });

  test('facts of the cluster, and whether data is kept', () => {
    const after = plan([], { data: 'protected', cluster: { ...EMPTY.cluster, podCidrs: ['10.9.0.0/16'] } });
    expect(diffPlans(EMPTY, after).environment.map(({ field }) => field)).toEqual(['cluster.podCidrs[0]', 'data']);
  });
});

/* Properties, over objects that look like those of Kubernetes. */

const word = fc.constantFrom('a', 'b', 'c', 'main', 'x.y/z');
const scalar = fc.oneof(word, fc.integer({ min: 0, max: 3 }), fc.boolean());
const named = fc.uniqueArray(fc.record({ name: word, value: scalar }), { selector: ({ name }) => name, maxLength: 4 });
const container = fc.record(
  {
    name: word,
    env: named,
    args: fc.array(scalar, { maxLength: 3 }),
    ports: fc.uniqueArray(fc.record({ containerPort: fc.integer({ min: 1, max: 4 }) }), {
      selector: ({ containerPort }) => containerPort,
    }),
    resources: fc.record({ limits: fc.record({ cpu: fc.constantFrom('1', '1000m', 1, '2') }) }),
    capabilities: fc.record({ drop: fc.array(word, { maxLength: 3 }) }),
  },
  { requiredKeys: ['name'] },
);
const containers = fc.uniqueArray(container, { selector: ({ name }) => name, maxLength: 3 });
const body = fc.record(
  {
    containers,
    initContainers: containers,
    rules: fc.array(named, { maxLength: 2 }),
    labels: fc.dictionary(word, word),
    extra: fc.option(scalar),
  },
  { requiredKeys: [] },
);
const resources = fc
  .uniqueArray(fc.record({ name: fc.constantFrom('one', 'two', 'three', 'four'), spec: body, path: word }), {
    selector: ({ name }) => name,
  })
  .map((all) => all.map(({ name, spec, path }) => deployment(name, spec, path)));

/** The very diff, seen from the other side. */
function mirrored({
  environment: environmentChanges,
  added,
  removed,
  changed,
  renamed,
  moved,
  ends,
  edges,
}: PlanDiff): unknown {
  const turned = <T extends { before?: unknown; after?: unknown }>({ before, after, ...rest }: T) => ({
    ...rest,
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  });
  return inOrder({
    environment: environmentChanges.map(turned),
    added: removed,
    removed: added,
    changed: changed.map(({ id, fields }) => ({ id, fields: fields.map(turned) })),
    renamed: renamed.map(({ id, was, fields }) => ({ id: was, was: id, fields: fields.map(turned) })),
    moved: moved.map(({ id, ...rest }) => ({ id: renamed.find((one) => one.id === id)?.was ?? id, ...turned(rest) })),
    ends,
    edges,
  });
}

/** Lists of changes by what they say: nobody reads their order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => JSON.stringify(inOrder(entry))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, inOrder((value as Readonly<Record<string, unknown>>)[key])]),
  );
}

describe('for all plans', () => {
  test('nothing happens from one to itself, in whatever order its entries are', () => {
    fc.assert(
      fc.property(resources, (some) => {
        expect(isNoChange(diffPlans(plan(some), plan(structuredClone(some).reverse())))).toBe(true);
      }),
    );
  });

  test('the changes of a field, made one by one, lead from one to the other', () => {
    fc.assert(
      fc.property(body, body, (before, after) => {
        const made = applyChanges(before, changedFields('apps/Deployment', before, after));
        expect(canonical('apps/Deployment', made)).toBe(canonical('apps/Deployment', after));
      }),
      { numRuns: 500 },
    );
  });

  test('the changes of a plan lead from one to the other', () => {
    fc.assert(
      fc.property(resources, resources, (before, after) => {
        const { added, removed, changed, renamed } = diffPlans(plan(before), plan(after));
        const gone = new Set(removed.map(({ id }) => id));
        const changes = new Map([
          ...changed.map((one) => [one.id, one] as const),
          ...renamed.map((one) => [one.was, one] as const),
        ]);
        const made = before
          .filter(({ id }) => !gone.has(id))
          .map((resource) => {
            const fields = changes.get(resource.id)?.fields ?? [];
            return applyChanges((resource as Extract<Resource, { api: 'kubernetes' }>).object, fields);
          });
        const bodies = (all: readonly unknown[]) => all.map((object) => canonical('apps/Deployment', object)).sort();
        const objects = (all: readonly Resource[]) =>
          all.flatMap((one) => (one.api === 'kubernetes' ? [one.object] : []));
        expect(bodies([...made, ...objects(added)])).toEqual(bodies(objects(after)));
      }),
    );
  });

  test('the other way round it is the same with the sides exchanged', () => {
    fc.assert(
      fc.property(resources, resources, (before, after) => {
        const [there, back] = [diffPlans(plan(before), plan(after)), diffPlans(plan(after), plan(before))];
        expect(mirrored(there)).toEqual(inOrder(back));
      }),
    );
  });
});
