import * as pulumi from '@pulumi/pulumi';
import { UserError } from '../../../constructs';
import { deploy } from '../../../stacks/pulumi/deploy';
import type { DeployOptions } from '../../../stacks/pulumi/options';
import type { Registration } from '../../support/pulumi/monitor';
import { heard, Provider, registered } from '../../support/pulumi/registered';
import { API, DATABASE, DENY, LOGIN, MOUNT, NAMESPACE, object, ROLE, shop } from './shop';
import { called, calledIn, ENVIRONMENT, LOADING, told } from './told';

/** The namespace `kube-system`, read to compare the cluster. */
const COMPARED = 'v1/Namespace live';

let usual: ReadonlyMap<string, Registration>;
beforeAll(async () => {
  usual = await told();
}, LOADING);

/** Without what the plugin is told of an object: how to wait for it, and whose its fields are. */
function withoutNotes({ inputs }: Registration): unknown {
  const { metadata } = inputs as { readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> } };
  if (metadata?.annotations === undefined) return inputs;
  const { annotations, ...rest } = metadata;
  const kept = Object.entries(annotations).filter(([key]) => !key.startsWith('pulumi.com/'));
  return { ...inputs, metadata: { ...rest, ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) } };
}

test('every resource of a plan is told to the engine, as it is', () => {
  for (const resource of shop().resources) {
    expect(withoutNotes(usual.get(resource.id)!)).toEqual(resource.api === 'vault' ? resource.args : resource.object);
  }
});

describe('the plugin is told', () => {
  const notesOf = (now: ReadonlyMap<string, Registration>, id: string) =>
    (now.get(id)!.inputs as { metadata: { annotations?: object } }).metadata.annotations;

  test('what to wait for, and how long', () => {
    expect(notesOf(usual, DATABASE)).toEqual({ 'pulumi.com/waitFor': 'condition=Ready' });
    expect(usual.get(DATABASE)?.timeouts).toEqual({ create: '300s', update: '300s' });
    expect(usual.get(DENY)?.timeouts).toEqual({});
  });

  test('what to take back, and what another has', async () => {
    expect(notesOf(usual, DENY)).toEqual({ 'pulumi.com/patchForce': 'true' });
    expect(usual.get(API)?.ignoreChanges).toEqual([]);
    const plan = shop();
    const scaler = object('autoscaling/v2/HorizontalPodAutoscaler shop/api', [API], {
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'api' } },
    });
    const scaled = await told({ ...plan, resources: [...plan.resources, scaler] });
    expect(scaled.get(API)?.ignoreChanges).toEqual(['spec.replicas']);
  });

  test('what whoever wrote the object says, where that is something else', async () => {
    const plan = shop();
    const annotations = { 'pulumi.com/waitFor': 'condition=Archiving', 'example.com/team': 'orders' };
    const own = plan.resources.map((one) =>
      one.api === 'kubernetes' && one.id === DATABASE
        ? { ...one, object: { ...one.object, metadata: { ...one.object.metadata, annotations } } }
        : one,
    );
    expect(notesOf(await told({ ...plan, resources: own }), DATABASE)).toEqual(annotations);
  });
});

test('a plan that was read from JSON is deployed as one that was made', async () => {
  expect(await told(JSON.parse(JSON.stringify(shop())))).toEqual(usual);
});

test('what is in a namespace is below the namespace, Vault’s things are below Vault, and the rest is the cluster’s', async () => {
  const parents = [...usual].map(([name, { parent }]) => [name, calledIn(parent)]);
  expect(Object.fromEntries(parents)).toMatchObject({
    [ENVIRONMENT]: 'pulumi:pulumi:Stack dwcp-dev',
    'dwcp:baseline:Namespace shop': ENVIRONMENT,
    'dwcp:baseline:Cluster live': ENVIRONMENT,
    'dwcp:baseline:Vault live': ENVIRONMENT,
    [NAMESPACE]: 'dwcp:baseline:Namespace shop',
    [DENY]: 'dwcp:baseline:Namespace shop',
    [API]: 'dwcp:baseline:Namespace shop',
    [ROLE]: 'dwcp:baseline:Cluster live',
    [MOUNT]: 'dwcp:baseline:Vault live',
    [LOGIN]: 'dwcp:baseline:Vault live',
  });
});

test('each resource waits for what the plan says, or for the cluster to be compared, and for nothing else', async () => {
  const dependencies = [...usual].map(([name, registration]) => [name, registration.dependencies.map(calledIn)]);
  expect(Object.fromEntries(dependencies)).toMatchObject({
    [ROLE]: [COMPARED],
    [NAMESPACE]: [COMPARED],
    [DENY]: [NAMESPACE],
    [MOUNT]: [COMPARED],
    [LOGIN]: [MOUNT],
    [API]: [NAMESPACE, DENY, DATABASE, LOGIN],
  });
});

test('which cluster it is, is asked in words that the plugin keeps, so that a refresh finds the same', async () => {
  const providers = () => ({ kubernetes: new Provider('kubernetes'), vault: new Provider('vault') });
  const { reads } = await heard(() => void deploy(shop(), providers()));
  expect([...reads]).toEqual([['kube-system', { apiVersion: 'v1', kind: 'Namespace' }]]);
});

test('each resource has the provider that was given for it, whatever the shell has', async () => {
  const providers = [...usual].map(([name, { provider }]) => [name, provider]);
  expect(Object.fromEntries(providers)).toMatchObject({
    [API]: 'cluster',
    [NAMESPACE]: 'cluster',
    [MOUNT]: 'safe',
    [LOGIN]: 'safe',
  });
});

describe('a running stack', () => {
  const root = 'urn:pulumi:dev::dwcp::kubernetes:apps/v1:Deployment::shop/api';

  test('may have everything at the root, as it was before there was a tree', async () => {
    expect(usual.get(API)).toMatchObject({
      urn: 'urn:pulumi:dev::dwcp::dwcp:baseline:Environment$dwcp:baseline:Namespace$kubernetes:apps/v1:Deployment::shop/api',
    });
    expect(usual.get(API)?.aliases).toContain(root);
    expect(usual.get(MOUNT)?.aliases).toEqual(['urn:pulumi:dev::dwcp::vault:index/mount:Mount::live/shop']);
  });

  test('may have written an object in any other version of its kind, which is the same object', () => {
    const inTree = 'urn:pulumi:dev::dwcp::dwcp:baseline:Environment$dwcp:baseline:Namespace$';
    const versions = ['apps/v1beta2', 'apps/v1beta1', 'extensions/v1beta1'];
    expect(usual.get(API)?.aliases).toEqual([
      ...versions.map((version) => `${inTree}kubernetes:${version}:Deployment::shop/api`),
      root,
      ...versions.map((version) => `urn:pulumi:dev::dwcp::kubernetes:${version}:Deployment::shop/api`),
    ]);
  });

  test('may have a resource under a former name, in the tree or at the root, in any version', async () => {
    const formerly = ['networking.k8s.io/v1/NetworkPolicy shop/deny'];
    const plan = shop();
    const resources = plan.resources.map((one) => (one.id === DENY ? { ...one, formerly } : one));
    const now = await told({ ...plan, resources });
    const former = ['networking.k8s.io/v1', 'extensions/v1beta1'].map(
      (version) => `kubernetes:${version}:NetworkPolicy::shop/deny`,
    );
    expect(now.get(DENY)?.aliases).toEqual(
      expect.arrayContaining([
        ...former.map((urn) => `urn:pulumi:dev::dwcp::dwcp:baseline:Environment$dwcp:baseline:Namespace$${urn}`),
        ...former.map((urn) => `urn:pulumi:dev::dwcp::${urn}`),
      ]),
    );
  });

  test('may have had the environment elsewhere', async () => {
    const now = await told(shop(), () => ({
      parent: new pulumi.ComponentResource('acme:index:Team', 'a'),
      aliases: [{ parent: pulumi.rootStackResource }],
    }));
    expect(now.get(ENVIRONMENT)).toMatchObject({
      urn: 'urn:pulumi:dev::dwcp::acme:index:Team$dwcp:baseline:Environment::live',
      aliases: ['urn:pulumi:dev::dwcp::dwcp:baseline:Environment::live'],
    });
  });
});

test('inside a component, everything is below it, and waits for what it is to wait for', async () => {
  const now = await told(shop(), () => {
    const login = new Provider('vault', 'login');
    return { parent: new pulumi.ComponentResource('acme:index:Team', 'shops'), dependsOn: [login] };
  });
  const below = [...now].filter(([, { urn }]) => urn.includes('acme:index:Team'));
  const inTree = [...usual].filter(([, { urn }]) => urn.includes('dwcp:baseline:Environment'));
  expect(below.map(([name]) => name)).toEqual(['acme:index:Team shops', ...inTree.map(([name]) => name)]);
  expect(now.get(NAMESPACE)?.dependencies.map(calledIn)).toEqual(['pulumi:providers:vault login', COMPARED]);
  expect(now.get(DENY)?.dependencies.map(calledIn)).toEqual([NAMESPACE]);
});

test('what changes resources on their way is told of the environment, so that it holds for all that is in it', async () => {
  const now = await told(shop(), () => ({ transforms: [async () => undefined] }));
  expect(now.get(ENVIRONMENT)?.transforms).toBe(1);
});

test('a plan without Vault needs no provider for it', async () => {
  const plan = shop();
  const resources = plan.resources.filter(({ id }) => id === ROLE);
  const all = await registered(() => {
    deploy({ ...plan, resources }, { kubernetes: new Provider('kubernetes') });
  });
  expect(all.map(called)).toContain(ROLE);
});

test('the resources are to be had by their ids, to depend on or to export', async () => {
  await registered(() => {
    const baseline = deploy(shop(), { kubernetes: new Provider('kubernetes'), vault: new Provider('vault') });
    expect([...baseline.resources.keys()]).toEqual(shop().resources.map(({ id }) => id));
  });
});

describe('refuses', () => {
  const refusal = (options: object, plan: unknown = shop()): unknown => {
    try {
      deploy(plan as ReturnType<typeof shop>, options as DeployOptions);
    } catch (error) {
      return error instanceof UserError ? error.problems : error;
    }
    return 'nothing';
  };

  test.each([
    ['a list of resources', shop().resources],
    ['nothing', null],
    ['an environment', { posture: {}, facts: {} }],
    ['a plan of another version', { ...shop(), schema: 2 }],
  ])('%s in the place of a plan', (_, plan) => {
    expect(refusal({}, plan)).toEqual([
      'deploy was given what is no plan of this version; pass `planOf(environment)`, or what `parsePlan` has read',
    ]);
  });

  test('a plan that does not say which cluster it is for, as those of before do not', () => {
    const { id: _, ...cluster } = shop().cluster;
    expect(refusal({ kubernetes: {}, vault: {} }, { ...shop(), cluster })).toEqual([
      "deploy of 'live' is given a plan that does not say which cluster it is for; make the plan again, with this version",
    ]);
  });

  test('to choose a provider by itself', () => {
    const problems = [
      "deploy of 'live' has no provider for what is in Kubernetes; pass { kubernetes: new kubernetes.Provider(…) }",
      "deploy of 'live' has no provider for what is in Vault; pass { vault: new vault.Provider(…) }",
    ];
    expect(refusal({})).toEqual(problems);
    expect(refusal(undefined as unknown as object)).toEqual(problems);
  });

  test('options that it does not have, all at once', () => {
    const options = { kubernetes: {}, vault: {}, aliasse: [], protect: true };
    expect(refusal(options)).toEqual([
      "deploy of 'live' has no option 'aliasse'; did you mean 'aliases'?",
      "deploy of 'live' has no option 'protect'; it has kubernetes, vault, parent, dependsOn, aliases, transforms",
    ]);
  });
});
