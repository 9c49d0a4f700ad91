import type { Plan, Resource } from '../../../constructs';
import { bodyKind } from '../../../constructs/plan/diff/renames';
import { factsOf } from '../../../constructs/plan/kinds';

/**
 * What goes when something else does, by ids: where both are deleted at once, Pulumi leaves it to the other.
 *
 * What guards a namespace, and what its data needs, goes with the Namespace; what is below a path of Vault, with its mount
 * or login. So a namespace or a mount that is kept keeps them too. One that is taken out of the program alone is deleted:
 * were it retained instead, a door would stay open that nobody declares any more.
 */
export function goneWith({ resources }: Pick<Plan, 'resources'>): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  const companions = companionsOf(resources);
  const gone = new Map<string, string>();
  for (const resource of resources) {
    const place = placesAround(resource, companions).find((one) => homes.has(one));
    if (place !== undefined) gone.set(resource.id, homes.get(place)!);
    if (factsOf(bodyKind(resource)).takesAlong) homes.set(`${resource.api} ${resource.name}`, resource.id);
  }
  return gone;
}

/** What guards, and what data of the same namespace needs, by itself or by way of others. */
function companionsOf(resources: readonly Resource[]): ReadonlySet<string> {
  const companions = new Set<string>();
  const needed = new Set<string>();
  // Backwards, so that each comes before what it needs.
  for (const resource of [...resources].reverse()) {
    const { id, namespace, data, dependsOn } = resource;
    const isNeeded = data || needed.has(`${namespace} ${id}`);
    if (isNeeded) for (const before of dependsOn) needed.add(`${namespace} ${before}`);
    if (!data && (isNeeded || factsOf(bodyKind(resource)).guards !== undefined)) companions.add(id);
  }
  return companions;
}

/** Where it may be, the nearest place first: a namespace, or the paths of Vault that its own is below. */
function placesAround({ api, id, namespace, name }: Resource, companions: ReadonlySet<string>): readonly string[] {
  if (api === 'kubernetes') return namespace !== undefined && companions.has(id) ? [`${api} ${namespace}`] : [];
  const steps = name.split('/');
  return steps.map((_, index) => `${api} ${steps.slice(0, -index - 1).join('/')}`);
}
