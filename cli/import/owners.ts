import { isMap } from '../../constructs/plan/diff/maps';
import { resourceId } from '../../constructs/plan/identity';
import type { Manifest } from '../../constructs/plan/resource';

/** By what name Pulumi's plugin has written to each object, by its id: the plugin makes one up for each. */
export type Owners = ReadonlyMap<string, string>;

/** How those names begin: https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/ */
const PREFIX = 'pulumi-kubernetes';

/** Of what `kubectl get --output json --show-managed-fields` prints: a list, or one object. */
export function ownersIn(live: unknown): Owners {
  return new Map(
    objectsIn(live).flatMap((object) => {
      const owner = ownerOf(object);
      return owner === undefined ? [] : [[resourceId(object), owner]];
    }),
  );
}

function objectsIn(live: unknown): readonly Manifest[] {
  if (!isMap(live)) return [];
  const { items } = live;
  return (Array.isArray(items) ? items : [live]).filter(isObject);
}

function isObject(value: unknown): value is Manifest {
  return isMap(value) && typeof value['apiVersion'] === 'string' && isMap(value['metadata']);
}

/** The one by which it applies; where it has not applied yet, that by which it made the object. */
function ownerOf({ metadata }: Manifest): string | undefined {
  const { managedFields } = metadata as { readonly managedFields?: unknown };
  const entries = (Array.isArray(managedFields) ? managedFields : []).filter(isMap);
  const own = entries.filter(({ manager }) => typeof manager === 'string' && manager.startsWith(PREFIX));
  const applied = own.find(({ operation }) => operation === 'Apply') ?? own[0];
  return applied === undefined ? undefined : String(applied['manager']);
}
