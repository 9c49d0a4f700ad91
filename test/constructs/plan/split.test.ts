import { type Plan, splitPlan, UserError } from '../../../constructs';
import { kubernetesResource, type Resource, vaultResource } from '../../../constructs/plan/resource';
import { partNamed } from '../../../constructs/plan/split/split-plan';
import { referencePlan } from '../../support/reference';

const NAMESPACE = 'v1/Namespace shop';
const DENY = 'networking.k8s.io/v1/NetworkPolicy shop/default-deny';
const PATHS = 'networking.k8s.io/v1/NetworkPolicy shop/db';
const DATABASE = 'postgresql.cnpg.io/v1/Cluster shop/db';
const MOUNT = 'vault:index/mount:Mount live/shop';
const ROLE = 'vault:database/secretBackendRole:SecretBackendRole live/shop/roles/api';
const API = 'apps/v1/Deployment shop/api';
const EDGE = 'v1/Namespace edge';
const GATEWAY = 'gateway.networking.k8s.io/v1/Gateway edge/edge';
const READER = 'rbac.authorization.k8s.io/v1/ClusterRole reader';
const BINDING = 'rbac.authorization.k8s.io/v1/ClusterRoleBinding api-reads';
const AUDIT = 'vault:index/audit:Audit file';

/** The shop: what is in no namespace, a namespace with data, and one with nothing but a way in. */
const SHOP: readonly Resource[] = [
  object(READER),
  vault(AUDIT),
  object(NAMESPACE),
  object(DENY, [NAMESPACE]),
  object(PATHS, [NAMESPACE, DENY]),
  object(DATABASE, [NAMESPACE, DENY, PATHS]),
  vault(MOUNT, [NAMESPACE]),
  vault(ROLE, [NAMESPACE, MOUNT]),
  object(API, [NAMESPACE, DENY, DATABASE, ROLE]),
  object(BINDING, [READER, NAMESPACE]),
  object(EDGE),
  object(GATEWAY, [EDGE, API]),
];

function plan(resources: readonly Resource[]): Plan {
  return { ...referencePlan('staging'), environment: 'live', resources };
}

function object(id: string, dependsOn: readonly string[] = []): Resource {
  const [type = '', identity = ''] = id.split(' ');
  const [name = '', namespace] = identity.split('/').reverse();
  const slash = type.lastIndexOf('/');
  const [apiVersion, kind] = [type.slice(0, slash), type.slice(slash + 1)];
  return kubernetesResource({ apiVersion, kind, metadata: { name, ...(namespace && { namespace }) } }, id, dependsOn);
}

function vault(id: string, dependsOn: readonly string[] = []): Resource {
  const [type = '', vaultPath = ''] = id.split(' ');
  return vaultResource({ type, vaultPath, args: { path: vaultPath } }, id, dependsOn);
}

const ids = (resources: readonly Resource[]) => resources.map(({ id }) => id);

/** What is wrong with splitting a plan. */
function refusal(resources: readonly Resource[], name?: string): unknown {
  try {
    if (name === undefined) splitPlan(plan(resources));
    else partNamed(name, plan(resources));
  } catch (error) {
    return error instanceof UserError ? error.problems : error;
  }
  return 'nothing';
}

test('the cluster’s own comes first, then data with all that it needs, then what is in namespaces besides', () => {
  const parts = splitPlan(plan(SHOP));
  expect(parts.map(({ name, plan: { resources }, after }) => [name, ids(resources), after])).toEqual([
    ['cluster', [READER, AUDIT], []],
    ['data.shop', [NAMESPACE, DENY, PATHS, DATABASE, MOUNT], []],
    ['namespace.shop', [ROLE, API, BINDING], ['cluster', 'data.shop']],
    ['data.edge', [EDGE], []],
    ['namespace.edge', [GATEWAY], ['data.edge', 'namespace.shop']],
  ]);
});

test('a part waits within itself as the whole does, and for nothing outside', () => {
  const part = partNamed('namespace.shop', plan(SHOP)).plan;
  expect(part).toMatchObject({ environment: 'live', data: 'protected', cluster: plan([]).cluster });
  expect(part.resources.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
    [ROLE, []],
    [API, [ROLE]],
    [BINDING, []],
  ]);
});

test.each(['dev', 'staging', 'production'])('%s: each resource is in one part, after what it depends on', (name) => {
  const whole = referencePlan(name);
  const parts = splitPlan(whole);
  const all = parts.flatMap(({ plan: { resources } }) => ids(resources));
  expect([...all].sort()).toEqual(ids(whole.resources).sort());
  const partOf = new Map(parts.flatMap((part) => ids(part.plan.resources).map((id) => [id, part] as const)));
  for (const { id, dependsOn } of whole.resources) {
    const part = partOf.get(id)!;
    for (const before of dependsOn.map((each) => partOf.get(each)!)) {
      if (before !== part) expect(part.after).toContain(before.name);
      expect(parts.indexOf(before)).toBeLessThanOrEqual(parts.indexOf(part));
    }
  }
});

test('what denies everything in a namespace is deployed with the namespace, before anything else is in it', () => {
  for (const { name, plan: part } of splitPlan(referencePlan('production'))) {
    const guards = part.resources.filter((resource) => /^(default-deny|allow-nothing)$/.test(resource.name));
    expect(name.startsWith('data.') ? guards.length : 0).toBe(guards.length);
  }
});

test('what data of one namespace needs of another is data of that one', () => {
  const key = 'v1/ConfigMap edge/authority';
  const resources = [object(EDGE), object(key, [EDGE]), object(NAMESPACE), object(DATABASE, [NAMESPACE, key])];
  expect(splitPlan(plan(resources)).map(({ name, after }) => [name, after])).toEqual([
    ['data.edge', []],
    ['data.shop', ['data.edge']],
  ]);
});

test('what writes down what Vault is asked comes first, with whom it writes to, and draws nothing else there', () => {
  const [logs, collector] = ['v1/Namespace logs', 'apps/v1/Deployment logs/collector'];
  const resources = [
    ...[object(logs), object(collector, [logs]), vault(AUDIT, [collector])],
    ...[object(NAMESPACE), vault(MOUNT, [NAMESPACE, AUDIT]), vault(ROLE, [AUDIT, MOUNT])],
  ];
  const parts = splitPlan(plan(resources));
  expect(parts.map(({ name, plan: { resources: own } }) => [name, ids(own)])).toEqual([
    ['cluster.logs', [logs, collector]],
    ['cluster', [AUDIT]],
    ['data.shop', [NAMESPACE, MOUNT]],
    ['namespace.shop', [ROLE]],
  ]);
});

describe('refuses', () => {
  test('two namespaces that need each other', () => {
    const [here, there] = ['v1/Service shop/api', 'v1/Service edge/proxy'];
    const again = 'v1/ConfigMap shop/later';
    const resources = [object(NAMESPACE), object(EDGE), object(here), object(there, [here]), object(again, [there])];
    expect(refusal(resources)).toEqual([
      `'live' cannot be deployed in parts: namespace.shop needs namespace.edge needs namespace.shop, since ${again} needs ${there} and ${there} needs ${here}; declare what they share in one of the namespaces`,
    ]);
  });

  test('a part that there is not', () => {
    expect(refusal(SHOP, 'data.shpo')).toEqual([
      "'live' has no part 'data.shpo'; did you mean data.shop? its parts are cluster, data.shop, namespace.shop, data.edge, namespace.edge",
    ]);
  });
});
