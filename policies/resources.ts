import { type KubernetesResource, kubernetesResource, type Manifest, type Resource } from '../constructs/plan/resource';
import { isFields, listOf } from './fields';
import { tryRead } from './read';
import { Unknowable } from './unknowable';

/** What can be judged of what was handed in, and what cannot even be told what it is. */
export interface Readable {
  readonly resources: readonly Resource[];
  readonly unreadable: readonly Unreadable[];
}

export interface Unreadable {
  readonly resource: Resource;
  readonly error: unknown;
}

/**
 * The resources of a plan, lists taken apart.
 *
 * A list is an object to the API server and to Pulumi, but its items are what runs.
 */
export function readable(given: readonly unknown[]): Readable {
  const resources: Resource[] = [];
  const unreadable: Unreadable[] = [];
  const lists = new Set<unknown>();
  const rest = given.map(resourceAt).reverse();
  while (rest.length > 0) {
    const resource = rest.pop()!;
    const found = tryRead(() => membersOf(resource));
    if ('error' in found) {
      unreadable.push({ resource, error: found.error });
      // What an object says of its containers can be judged without its name.
      if (isAnonymous(found.error)) resources.push(resource);
    } else if (found.value === undefined || resource.api === 'vault') {
      resources.push(resource);
    } else {
      // A list that is in itself, which only JavaScript can write, would never end.
      const { items } = resource.object;
      if (!lists.has(items)) stack(found.value, rest);
      lists.add(items);
    }
  }
  return { resources, unreadable };
}

/** On top, the first one uppermost. One by one, because a list may be longer than a call may have arguments. */
function stack(members: readonly Resource[], rest: Resource[]): void {
  for (const member of [...members].reverse()) rest.push(member);
}

function resourceAt(given: unknown, index: number): Resource {
  if (isFields(given)) return given as unknown as Resource;
  const id = `resources[${index}]`;
  return { api: 'kubernetes', id, kind: '', name: '', path: id, dependsOn: [], data: false, object: given as never };
}

/**
 * The items of a list; undefined for what is none.
 *
 * @throws Unknowable when nobody can tell what it is.
 */
function membersOf(resource: Resource): readonly Resource[] | undefined {
  if (resource.api === 'vault') {
    if (typeof resource.type !== 'string') throw new Unknowable('type', 'it does not say what it is');
    if (!isFields(resource.args)) throw new Unknowable('args', 'an object was expected');
    return undefined;
  }
  const { api, object }: { readonly api: unknown; readonly object: unknown } = resource;
  if (api !== 'kubernetes') throw new Unknowable('api', `'${String(api)}' is none of kubernetes, vault`);
  if (!isFields(object)) throw new Unknowable('object', 'an object was expected');
  const silent = ['apiVersion', 'kind'].find((field) => typeof object[field] !== 'string' || object[field] === '');
  if (silent !== undefined) throw new Unknowable(silent, 'it does not say what it is');
  if (isList(resource.object)) return itemsOf(resource);
  if (!isFields(object['metadata'])) throw new Unknowable('metadata', 'an object was expected');
  return undefined;
}

function isAnonymous(error: unknown): boolean {
  return error instanceof Unknowable && error.field === 'metadata';
}

/** `List`, or that of a kind, such as `DeploymentList`; a custom resource may be called AllowList and be none. */
function isList({ apiVersion, kind, items }: Manifest): boolean {
  return (kind === 'List' && apiVersion === 'v1') || (kind.endsWith('List') && Array.isArray(items));
}

function itemsOf(list: KubernetesResource): readonly Resource[] {
  const { apiVersion, kind, items } = list.object;
  // The items of a list of one kind need not repeat it.
  const said = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return listOf(items, 'items').map((item, index) => {
    const object = isFields(item) && item['kind'] === undefined ? { ...said, ...item } : item;
    if (isNamed(object)) return kubernetesResource(object, list.path, list.dependsOn);
    return { ...list, id: `${list.id} items[${index}]`, object: object as never };
  });
}

/** Whether an object says what it is and has the place for its names. */
export function isNamed(object: unknown): object is Manifest {
  if (!isFields(object) || !isFields(object['metadata'])) return false;
  return typeof object['apiVersion'] === 'string' && typeof object['kind'] === 'string';
}
