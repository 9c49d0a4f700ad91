import { type OutputName, saidBy } from '../constructs/plan/later';
import { kubernetesResource, type Manifest, type Resource, vaultResource } from '../constructs/plan/resource';
import { isFields } from './fields';
import { withoutLeft } from './left-to-others';
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
  /** How it was declared. @default - nobody says */
  readonly opts?: { readonly ignoreChanges?: readonly string[] };
  /** The resources that each of them is known by. @default - a policy of one resource is not told */
  readonly propertyDependencies?: Readonly<Record<string, readonly Pick<PulumiResource, 'type' | 'name'>[]>>;
}

/** What stands for objects that are not in the program; an API group may begin with the same word, as Flux's does. */
const NO_OBJECTS = /^kubernetes:(helm\.sh|yaml|kustomize)[/:]/;

/**
 * A Pulumi resource as plans hold it; `undefined` for what neither Kubernetes nor Vault has, such as a provider.
 *
 * @throws Unknowable where it does not say what it is.
 */
export function resourceOf(resource: PulumiResource): Resource | undefined {
  const { type, name, urn, props, opts } = resource;
  if (type.startsWith('vault:')) return vaultResource({ type, vaultPath: name, args: asPlanned(resource) }, urn);
  if (!type.startsWith('kubernetes:') || NO_OBJECTS.test(type)) return undefined;
  const object = withoutLeft(props, opts?.ignoreChanges);
  return isManifest(object) ? kubernetesResource(object, urn) : undefined;
}

/** What a plan says only by whom or what it is known, by type: Pulumi tells the value, or nothing yet. */
const TOLD_LATER: Readonly<Record<string, Readonly<Record<string, OutputName | undefined>>>> = {
  'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement': {
    authMethodAccessors: 'accessor',
    mfaMethodIds: 'methodId',
  },
  // Pulumi tells policies every secret in clear text, and not that it is one.
  'vault:jwt/authBackend:AuthBackend': { oidcClientSecret: undefined },
};

/** The arguments as a plan has them, which says of what is not known before the run where it comes from. */
function asPlanned({ type, props, propertyDependencies = {} }: PulumiResource): Readonly<Record<string, unknown>> {
  const later = Object.hasOwn(TOLD_LATER, type) ? TOLD_LATER[type]! : undefined;
  if (later === undefined) return props;
  return Object.fromEntries(
    Object.keys(props).flatMap((field): [string, unknown][] => {
      if (!Object.hasOwn(later, field)) return [[field, props[field]]];
      const output = later[field];
      if (output === undefined) return [];
      const from = (propertyDependencies[field] ?? []).map((one) => saidBy({ type: one.type, path: one.name }, output));
      return from.length > 0 ? [[field, from]] : told(field, props);
    }),
  );
}

/** A field that was given as a value; none where it is not known yet. */
function told(field: string, props: PulumiResource['props']): [string, unknown][] {
  try {
    return [[field, JSON.parse(JSON.stringify(props[field]))]];
  } catch {
    return [];
  }
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
