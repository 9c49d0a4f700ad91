import * as pulumi from '@pulumi/pulumi';
import type { KubernetesResource, Plan, Resource } from '../../constructs';
import { identityOf } from '../../constructs/plan/identity';
import { kindOf } from '../../constructs/plan/kinds';
import type { Declared } from './declared/declared';
import { lastOf } from './declared/last';
import { fingerprintOf } from './parts/fingerprint';

/**
 * What other programs have to know of an environment: names, which a preview knows too, and no values.
 *
 * Each is there when all that it names is, so that whoever reads it waits for that.
 */
export interface BaselineOutputs {
  /** The namespaces. */
  readonly namespaces: pulumi.Output<readonly string[]>;
  /** The public names that each Gateway answers for, as in `{ 'edge/edge': ['shop.example.com'] }`. */
  readonly gatewayHosts: pulumi.Output<Readonly<Record<string, readonly string[]>>>;
  /** What the cluster's DNS calls each Service, as in `{ 'shop/api': 'api.shop.svc' }`. */
  readonly serviceNames: pulumi.Output<Readonly<Record<string, string>>>;
  /** What there is in Vault, by kind, as in `{ Mount: ['live/shop/db'] }`. */
  readonly vaultPaths: pulumi.Output<Readonly<Record<string, readonly string[]>>>;
  /** What is to be signed for authorities below a root, as PEM by their engines in Vault. Unknown in the preview that makes one. */
  readonly certificateRequests: pulumi.Output<Readonly<Record<string, string>>>;
  /** A fingerprint of the plan, once all of it is there: by it, the stack of a later part knows that it may be deployed. */
  readonly deployed: pulumi.Output<string>;
}

/** The outputs of an environment that has been declared; `declared` has its resources by their ids. */
export function outputsOf(plan: Plan, declared: ReadonlyMap<string, Declared>): BaselineOutputs {
  const onceThere = <T>(named: readonly Resource[], value: T) =>
    pulumi.output(named.map(({ id }) => declared.get(id)!.urn)).apply(() => value);
  const namespaces = objectsOf(plan, 'Namespace');
  const gateways = objectsOf(plan, 'gateway.networking.k8s.io/Gateway');
  const services = objectsOf(plan, 'Service');
  const inVault = plan.resources.filter(({ api }) => api === 'vault');
  return {
    namespaces: onceThere(
      namespaces,
      namespaces.map(({ name }) => name),
    ),
    gatewayHosts: onceThere(gateways, byIdentity(gateways, hostsOf)),
    serviceNames: onceThere(services, byIdentity(services, inDns)),
    vaultPaths: onceThere(inVault, pathsByKind(inVault)),
    certificateRequests: pulumi.output(requestsIn(plan, declared)),
    deployed: onceThere(lastOf(plan.resources), fingerprintOf(plan)),
  };
}

function objectsOf({ resources }: Plan, kind: string): readonly KubernetesResource[] {
  return resources.filter(
    (resource): resource is KubernetesResource => resource.api === 'kubernetes' && kindOf(resource.object) === kind,
  );
}

function byIdentity<T>(
  resources: readonly KubernetesResource[],
  told: (resource: KubernetesResource) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(resources.map((resource) => [identityOf(resource), told(resource)]));
}

/** A listener without a host name answers for every one, which is none to call it by. */
function hostsOf({ object }: KubernetesResource): readonly string[] {
  const { listeners = [] } = (object['spec'] ?? {}) as { readonly listeners?: readonly { hostname?: string }[] };
  return [...new Set(listeners.flatMap(({ hostname }) => hostname ?? []))];
}

/** Without the cluster's domain, which is `cluster.local` in most. */
function inDns({ name, namespace = 'default' }: KubernetesResource): string {
  return `${name}.${namespace}.svc`;
}

function pathsByKind(resources: readonly Resource[]): Readonly<Record<string, readonly string[]>> {
  const kinds = [...new Set(resources.map(({ kind }) => kind))].sort();
  return Object.fromEntries(
    kinds.map((kind) => [kind, resources.flatMap((resource) => (resource.kind === kind ? resource.name : []))]),
  );
}

function requestsIn(
  { resources }: Plan,
  declared: ReadonlyMap<string, Declared>,
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    resources.flatMap((resource) => {
      const csr = declared.get(resource.id)!.csr;
      return resource.api === 'vault' && csr !== undefined ? [[String(resource.args['backend']), csr]] : [];
    }),
  );
}
