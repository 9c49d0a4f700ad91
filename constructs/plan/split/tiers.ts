import { factsOf, kindOf } from '../kinds';
import { saidFor } from '../later';
import type { Resource } from '../resource';
import { isNamespace } from './homes';

/** What is deployed before what: the cluster's own, then data with what it needs, then what is in namespaces besides. */
const TIERS = ['cluster', 'data', 'namespace'] as const;

export type Tier = (typeof TIERS)[number];

/**
 * The tier of each resource by its id. A tier needs nothing of a later one: what data depends on is deployed with data. So is
 * what takes what Vault says of data, since no stack knows that of another.
 */
export function tiersOf(resources: readonly Resource[], homes: ReadonlyMap<string, string>): ReadonlyMap<string, Tier> {
  const namespaces = new Set(resources.filter(isNamespace).map(({ id }) => id));
  const ranks = new Map(resources.map((resource) => [resource.id, TIERS.indexOf(tierOf(resource, homes, namespaces))]));
  const lower = (id: string, to: string) => ranks.set(id, Math.min(ranks.get(id)!, ranks.get(to)!));
  const takers = resources.flatMap((resource) => saidFor(resource).map(({ of }) => [resource.id, of] as const));
  const backwards = [...resources].reverse();
  // Each lowering may ask for another, along as many of those who take something as there are.
  for (let left = takers.length; left >= 0; left -= 1) {
    for (const [taker, of] of takers) lower(taker, of);
    // Each comes after what it depends on, so from the end on every dependent has been seen.
    for (const { id, dependsOn } of backwards) for (const before of dependsOn) lower(before, id);
  }
  return new Map([...ranks].map(([id, rank]) => [id, TIERS[rank]!]));
}

function tierOf(resource: Resource, homes: ReadonlyMap<string, string>, namespaces: ReadonlySet<string>): Tier {
  if (!homes.has(resource.id)) return 'cluster';
  return resource.data || closesNamespace(resource, namespaces) ? 'data' : 'namespace';
}

/** Whether it denies what is in a namespace before anything is in it, as the guards of every SecureNamespace do. */
function closesNamespace(resource: Resource, namespaces: ReadonlySet<string>): boolean {
  return (
    resource.api === 'kubernetes' &&
    factsOf(kindOf(resource.object)).guards !== undefined &&
    resource.dependsOn.every((id) => namespaces.has(id))
  );
}
