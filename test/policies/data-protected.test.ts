import type { PolicyResource } from '@pulumi/policy';
import { dataIsProtected } from '../../policies/data-protected';

const NAMESPACE = 'kubernetes:core/v1:Namespace';
const MOUNT = 'vault:index/mount:Mount';

function resource(type: string, name: string, parts: { parent?: PolicyResource; protect?: boolean } = {}, props = {}) {
  const { parent, protect = false } = parts;
  const urn = `urn:pulumi:dev::dwcp::${type}::${name}`;
  return { type, name, urn, props, opts: { protect }, ...(parent && { parent }) } as unknown as PolicyResource;
}

/** What the policy reports of a stack, with the resource that it is about. */
function reported(...resources: PolicyResource[]): [message: string, urn: string | undefined][] {
  const all: [string, string | undefined][] = [];
  const stack = { resources } as unknown as Parameters<typeof dataIsProtected.validateStack>[0];
  void dataIsProtected.validateStack(stack, (message, urn) => void all.push([message, urn]));
  return all;
}

/** An environment with a namespace of its own in it, unprotected. */
function environment(data: string): PolicyResource[] {
  const whole = resource('dwcp:baseline:Environment', data);
  const branch = resource('dwcp:baseline:Namespace', data, { parent: whole });
  const sentinel = resource('dwcp:baseline:Sentinel', data, { parent: whole }, { data });
  return [whole, branch, resource(NAMESPACE, `of-${data}`, { parent: branch }), sentinel];
}

const says = (what: string) =>
  `${what}: Pulumi may delete or replace it, and with it what it holds (options.protect); ` +
  "set `protect: true`, or say `data: 'disposable'` in the posture of its environment";

test('refuses data that is not protected, of Kubernetes in any version, and of Vault', () => {
  const cluster = 'kubernetes:postgresql.cnpg.io/v2:Cluster';
  const all = [resource(NAMESPACE, 'shop'), resource(cluster, 'shop/db'), resource(MOUNT, 'live/shop')];
  expect(reported(...all)).toEqual([
    [says('Namespace shop'), all[0]!.urn],
    [says('Cluster shop/db'), all[1]!.urn],
    [says('Mount live/shop'), all[2]!.urn],
  ]);
});

test('has nothing against data that is protected, nor against what holds none', () => {
  const kinds = ['kubernetes:apps/v1:Deployment', 'kubernetes:cluster.x-k8s.io/v1:Cluster', 'pulumi:providers:vault'];
  expect(reported(...kinds.map((type) => resource(type, 'x')), resource(MOUNT, 'y', { protect: true }))).toEqual([]);
});

test('lets the data of an environment go that says so, and of no other beside it', () => {
  expect(reported(...environment('disposable'))).toEqual([]);
  const both = reported(...environment('disposable'), ...environment('protected'), resource(NAMESPACE, 'of-nobody'));
  expect(both.map(([message]) => message)).toEqual([says('Namespace of-protected'), says('Namespace of-nobody')]);
});

test('asks nobody to protect what every cluster has', () => {
  expect(reported(resource(NAMESPACE, 'kube-system'))).toEqual([]);
});
