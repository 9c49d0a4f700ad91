import { kindOf } from './kinds';
import type { KubernetesResource, Manifest } from './resource';

/** The group of the Gateway API. Another group may have a field `parentRefs` that means something else. */
const GROUP = 'gateway.networking.k8s.io';

const isOfGroup = (object: Manifest) => kindOf(object).startsWith(`${GROUP}/`);

/** What a route names as its parents: `Gateway edge/edge`. */
type Parents = ReadonlyMap<string, string>;

/** Those of the objects that routes may name, by how they are named. */
export function parentsAmong(objects: readonly KubernetesResource[]): Parents {
  const parents = objects.filter(({ object }) => isOfGroup(object));
  return new Map(
    parents.map(({ id, object }) => [called(object.kind, object.metadata.namespace, object.metadata.name), id]),
  );
}

/**
 * What a route comes after: nobody accepts it before the Gateway that it names is there.
 *
 * Unless it says otherwise, a parent is a Gateway of the route's own namespace.
 * https://gateway-api.sigs.k8s.io/reference/spec/#parentreference
 */
export function parentsOf(object: Manifest, parents: Parents): readonly string[] {
  const { metadata, spec } = object;
  const { parentRefs: refs } = (spec ?? {}) as { readonly parentRefs?: unknown };
  if (!isOfGroup(object) || !Array.isArray(refs)) return [];
  return refs.flatMap((ref: Reference | null) => {
    const { group = GROUP, kind = 'Gateway', namespace = metadata.namespace, name = '' } = ref ?? {};
    return (group === GROUP && parents.get(called(kind, namespace, name))) || [];
  });
}

interface Reference {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

function called(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace}/${name}`;
}
