import * as pulumi from '@pulumi/pulumi';
import type { Resource } from '../../constructs';
import { identityOf } from '../../constructs/plan/identity';

export interface DeployOptions {
  /** The cluster to deploy to. Explicit, because the default provider is whatever kubeconfig the shell happens to have. */
  readonly kubernetes: pulumi.ProviderResource;
  readonly vault: pulumi.ProviderResource;

  /** `protected` data kinds are neither deleted nor replaced, whatever the program says. */
  readonly data: 'protected' | 'disposable';
}

/** Any resource of any provider: what a rendered leaf becomes. */
class Declared extends pulumi.CustomResource {
  constructor(resource: Resource, options: pulumi.CustomResourceOptions) {
    const inputs = resource.api === 'kubernetes' ? resource.object : resource.args;
    super(pulumiType(resource), pulumiName(resource), { ...inputs }, options);
  }
}

/**
 * Declares every resource of a plan to Pulumi, with its dependencies, and returns them by id.
 *
 * A resource is named by its Kubernetes identity or Vault path, never by its construct path, so moving a construct does
 * not replace a running database.
 */
export function deploy(plan: readonly Resource[], options: DeployOptions): ReadonlyMap<string, pulumi.Resource> {
  const declared = new Map<string, pulumi.Resource>();
  for (const resource of plan) {
    const keep = options.data === 'protected' && resource.data;
    const declaration = new Declared(resource, {
      provider: options[resource.api],
      dependsOn: resource.dependsOn.map((id) => declared.get(id)!),
      protect: keep,
      retainOnDelete: keep,
    });
    declared.set(resource.id, declaration);
  }
  return declared;
}

/** `v1` ConfigMap is `kubernetes:core/v1:ConfigMap`; every other group keeps its name. */
export function pulumiType(resource: Resource): string {
  if (resource.api === 'vault') return resource.type;
  const { apiVersion, kind } = resource.object;
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** `namespace/name`, the name alone of a cluster-wide object, or the path in Vault. */
export function pulumiName(resource: Resource): string {
  return identityOf(resource);
}
