import { resolve } from 'node:path';
import { isMap } from '../../constructs/plan/diff/maps';
import { resourceId } from '../../constructs/plan/identity';
import type { Manifest } from '../../constructs/plan/resource';
import { idOf } from '../preview/sides/engine/resources';
import { readJson } from '../preview/sides/json-file';

/** By what name Pulumi's plugin has written to each object, by its id: it makes one up for each, and keeps it in the state alone. */
export type Owners = ReadonlyMap<string, string>;

/** How those names begin: https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/ */
const PREFIX = 'pulumi-kubernetes';

export interface LiveOptions {
  /** A file of what the cluster has. @default - what is taken up has a second owner once Pulumi changes it */
  readonly live?: string;
  readonly directory: string;
}

/** Of the file that is named. @throws UserError where it cannot be read. */
export function liveOwners({ live, directory }: LiveOptions): Owners {
  return live === undefined ? new Map() : ownersIn(readJson(resolve(directory, live), live));
}

/** Of what `kubectl get --output json --show-managed-fields` prints: a list, or one object. */
function ownersIn(live: unknown): Owners {
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

interface Written {
  readonly type: string;
  readonly urn: string;
  readonly inputs?: Readonly<Record<string, unknown>> | null | undefined;
  readonly outputs?: unknown;
  readonly external?: boolean | null | undefined;
}

/** With the name by which it owns its fields: under another, what is later taken out of the program would stay there. */
export function ownedBy<R extends Written>(owners: Owners, resource: R): R {
  const owner = owners.get(idOf(resource) ?? '');
  const { outputs } = resource;
  return owner === undefined
    ? resource
    : { ...resource, outputs: { ...(isMap(outputs) && outputs), __fieldManager: owner } };
}
