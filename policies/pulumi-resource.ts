import { kubernetesResource, type Manifest, type Resource, vaultResource } from '../constructs/plan/resource';
import { isFields } from './fields';
import { Unknowable } from './unknowable';

/** What Pulumi tells a policy about a resource. */
export interface PulumiResource {
  /** The Pulumi type token. */
  readonly type: string;
  /** Its name in Pulumi. */
  readonly name: string;
  /** Its URN. */
  readonly urn: string;
  /** What Pulumi is about to tell the provider. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** What stands for objects that are not in the program; an API group may begin with the same word, as Flux's does. */
const NO_OBJECTS = /^kubernetes:(helm\.sh|yaml|kustomize)[/:]/;

/**
 * A Pulumi resource as plans hold it; `undefined` for what neither Kubernetes nor Vault has, such as a provider.
 *
 * @throws Unknowable where it does not say what it is.
 */
export function resourceOf({ type, name, urn, props }: PulumiResource): Resource | undefined {
  if (type.startsWith('vault:')) return vaultResource({ type, vaultPath: name, args: props }, urn);
  if (!type.startsWith('kubernetes:') || NO_OBJECTS.test(type) || !isManifest(props)) return undefined;
  return kubernetesResource(props, urn);
}

/** Where it cannot be told what a resource is, each rule says so. */
export function tryResourceOf(resource: PulumiResource): Resource | undefined {
  try {
    return resourceOf(resource);
  } catch {
    return undefined;
  }
}

function isManifest(props: Readonly<Record<string, unknown>>): props is Manifest {
  const { apiVersion, kind, metadata } = props;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    throw new Unknowable('apiVersion', 'it does not say what it is');
  }
  if (!isFields(metadata) || typeof metadata['name'] !== 'string') {
    throw new Unknowable('metadata.name', 'it has no name');
  }
  return true;
}
