import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { SecureNamespace, synthesize, UserError, VaultResource } from '../../../constructs';
import { environment } from '../../support/environment';

function configMap(scope: Chart, name: string, data: object = {}): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}

function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('synthesize', () => {
  test('puts the namespace first, what guards it next, and policies before what they select', () => {
    const tree = environment();
    const namespace = new SecureNamespace(tree, 'orders');
    const labels = { app: 'api' };
    new ApiObject(namespace, 'api', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api' },
      spec: { template: { metadata: { labels } } },
    });
    new ApiObject(namespace, 'policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'api' },
      spec: { podSelector: { matchLabels: labels } },
    });
    new ApiObject(namespace, 'quota', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'all' }, spec: {} });
    const plan = synthesize(tree);
    const deployment = plan.find(({ id }) => id === 'apps/v1/Deployment orders/api');
    expect(deployment?.dependsOn).toEqual([
      'networking.k8s.io/v1/NetworkPolicy orders/api',
      'networking.k8s.io/v1/NetworkPolicy orders/default-deny',
      'security.istio.io/v1/AuthorizationPolicy orders/allow-nothing',
      'security.istio.io/v1/PeerAuthentication orders/default',
      'v1/Namespace orders',
      'v1/ResourceQuota orders/all',
    ]);
    const ids = plan.map(({ id }) => id);
    for (const { id, dependsOn } of plan) {
      for (const before of dependsOn) expect(ids.indexOf(before)).toBeLessThan(ids.indexOf(id));
    }
  });

  test('a policy that selects other pods does not hold a workload up', () => {
    const tree = environment();
    const namespace = new SecureNamespace(tree, 'orders');
    new ApiObject(namespace, 'api', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'api', labels: { app: 'api' } },
    });
    new ApiObject(namespace, 'policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'other' },
      spec: { podSelector: { matchLabels: { app: 'api', tier: 'edge' } } },
    });
    const pod = synthesize(tree).find(({ id }) => id === 'v1/Pod orders/api');
    expect(pod?.dependsOn).not.toContain('networking.k8s.io/v1/NetworkPolicy orders/other');
  });

  test('puts a route after the gateway that it names, wherever that is, for nobody accepts it before', () => {
    const tree = environment();
    const [edge, orders] = [new SecureNamespace(tree, 'edge'), new SecureNamespace(tree, 'orders')];
    const gatewayApi = (scope: SecureNamespace, kind: string, name: string, spec: object) =>
      new ApiObject(scope, name, { apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name }, spec });
    const route = (kind: string, name: string, ...parentRefs: readonly object[]) =>
      gatewayApi(orders, kind, name, { parentRefs });
    route('HTTPRoute', 'elsewhere', { name: 'edge', namespace: 'edge' });
    route('GRPCRoute', 'own', { name: 'inner' }, { name: 'inner', kind: 'Service', group: '' });
    route('HTTPRoute', 'of-nobody-here', { name: 'inner', namespace: 'edge' }, { name: 'edge' });
    gatewayApi(orders, 'HTTPRoute', 'of-none', {});
    gatewayApi(edge, 'Gateway', 'edge', {});
    gatewayApi(orders, 'Gateway', 'inner', {});
    const gateways = synthesize(tree).flatMap(({ id, dependsOn }) => {
      const before = dependsOn.filter((one) => one.includes('/Gateway '));
      return id.includes('Route ') ? [[id.split(' ').at(-1), ...before.map((one) => one.split(' ').at(-1))]] : [];
    });
    expect(gateways.sort()).toEqual([
      ['orders/elsewhere', 'edge/edge'],
      ['orders/of-nobody-here'],
      ['orders/of-none'],
      ['orders/own', 'orders/inner'],
    ]);
  });

  test('keeps a dependency between composites, leaf by leaf, and Vault resources in line', () => {
    const tree = environment();
    const [first, second] = [new Chart(tree, 'first'), new Chart(tree, 'second')];
    configMap(first, 'a');
    new VaultResource(second, 'mount', {
      type: 'vault:index/mount:Mount',
      path: 'kv',
      args: () => ({ type: 'kv', path: 'kv' }),
    });
    first.node.addDependency(second);
    expect(synthesize(tree).map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['vault:index/mount:Mount kv', []],
      ['v1/ConfigMap a', ['vault:index/mount:Mount kv']],
    ]);
  });

  test('takes workloads of cdk8s-plus as they are', () => {
    const tree = environment();
    const namespace = new SecureNamespace(tree, 'orders');
    new Deployment(namespace, 'legacy', { metadata: { name: 'legacy' }, containers: [{ image: 'legacy' }] });
    expect(synthesize(tree).map(({ id }) => id)).toContain('apps/v1/Deployment orders/legacy');
  });

  test.each([
    ['a Pulumi Output', pulumi.output('x')],
    ['a string with a Pulumi Output printed into it', `host-${pulumi.output('x')}`],
    ['a promise', Promise.resolve('x')],
  ])('refuses %s, wherever it is, and says where', (what, value) => {
    const tree = environment();
    const namespace = new SecureNamespace(tree, 'orders');
    configMap(namespace, 'settings', { host: value });
    new VaultResource(namespace, 'mount', {
      type: 'vault:index/mount:Mount',
      path: 'kv',
      args: () => ({ type: 'kv', path: 'kv', options: { owner: value as string } }),
    });
    const advice = 'pass a name that is known beforehand, or declare the object in your Pulumi program';
    expect(problemsOf(() => synthesize(tree))).toEqual([
      `'test/orders/settings' has ${what} at data.host; ${advice}`,
      `'test/orders/mount' has ${what} at options.owner; ${advice}`,
    ]);
  });

  test('refuses two resources of one identity, naming both', () => {
    const tree = environment();
    configMap(new Chart(tree, 'one'), 'settings');
    configMap(new Chart(tree, 'two'), 'settings');
    expect(problemsOf(() => synthesize(tree))).toEqual([
      "'test/two/settings' is v1/ConfigMap settings, and so is 'test/one/settings'; give one of them another name",
    ]);
  });

  test('refuses one object in two versions of its kind, which is one object to Kubernetes', () => {
    const tree = environment();
    for (const version of ['v1', 'v1beta1']) {
      new ApiObject(new Chart(tree, version), 'route', {
        apiVersion: `gateway.networking.k8s.io/${version}`,
        kind: 'HTTPRoute',
        metadata: { name: 'api', namespace: 'shop' },
      });
    }
    expect(problemsOf(() => synthesize(tree))).toEqual([
      "'test/v1beta1/route' is gateway.networking.k8s.io/v1beta1/HTTPRoute shop/api, which is the same object as " +
        "gateway.networking.k8s.io/v1/HTTPRoute shop/api of 'test/v1/route'; declare it in one version",
    ]);
  });

  test('refuses dependencies in a circle, naming the way round', () => {
    const tree = environment();
    const chart = new Chart(tree, 'chart');
    const [a, b, c] = ['a', 'b', 'c'].map((name) => configMap(chart, name));
    a!.addDependency(b!);
    b!.addDependency(c!);
    c!.addDependency(b!);
    expect(problemsOf(() => synthesize(tree))).toEqual([
      "'test/chart/b' needs 'test/chart/c' needs 'test/chart/b'; remove one of these dependencies",
    ]);
  });

  test('gathers what every construct finds wrong with itself', () => {
    const tree = environment();
    const [a, b] = [configMap(tree, 'a'), configMap(tree, 'b')];
    a.node.addValidation({ validate: () => ['has no owner; name one'] });
    b.node.addValidation({ validate: () => ['is too long; shorten it'] });
    expect(problemsOf(() => synthesize(tree))).toEqual([
      "'test/a' has no owner; name one",
      "'test/b' is too long; shorten it",
    ]);
  });

  test('leaves the app as it found it', () => {
    const tree = environment();
    configMap(tree, 'a');
    const { resolvers } = App.of(tree);
    const before = [...resolvers];
    synthesize(tree);
    expect(resolvers).toEqual(before);
  });
});
