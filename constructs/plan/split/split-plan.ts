import { nearest } from '../../fields/nearest';
import { UserError } from '../../invalid';
import type { Plan } from '../plan';
import type { Resource } from '../resource';
import { homesOf } from './homes';
import { inPartOrder } from './part-order';
import { tiersOf } from './tiers';

/** A part of an environment that is deployed by itself. */
export interface PlanPart {
  /** `cluster`, `data.shop` or `namespace.shop`. */
  readonly name: string;
  /** What is in it. Nothing in it depends on what is not. */
  readonly plan: Plan;
  /** The names of the parts that have to be there before it. */
  readonly after: readonly string[];
}

/**
 * A plan in parts, in the order in which they are deployed: what is in no namespace; of each namespace, what holds data with
 * all that it needs, which is the namespace itself with what denies everything in it; and of each, the rest.
 *
 * What Vault has for a namespace is in the parts of that namespace. Every resource is in one part.
 *
 * @throws UserError when two namespaces need each other, so that neither can be deployed first.
 */
export function splitPlan(plan: Plan): readonly PlanPart[] {
  const { resources } = plan;
  const homes = homesOf(resources);
  const tiers = tiersOf(resources, homes);
  const partOf = new Map(resources.map(({ id }) => [id, partName(tiers.get(id)!, homes.get(id))]));
  return inPartOrder(plan, partOf).map(({ name, resources: own, after }) => ({
    name,
    plan: { ...plan, resources: own.map((resource) => within(resource, name, partOf)) },
    after,
  }));
}

/**
 * The part of that name.
 *
 * @throws UserError when there is none.
 */
export function partNamed(name: string, plan: Plan): PlanPart {
  const parts = splitPlan(plan);
  const part = parts.find((one) => one.name === name);
  if (part !== undefined) return part;
  const names = parts.map((one) => one.name);
  const meant = nearest(name, names);
  const hint = meant === undefined ? '' : `did you mean ${meant}? `;
  throw new UserError([`'${plan.environment}' has no part '${name}'; ${hint}its parts are ${names.join(', ')}`]);
}

function partName(tier: string, home: string | undefined): string {
  return home === undefined ? tier : `${tier}.${home}`;
}

/** What is in other parts is there before this one is begun. */
function within(resource: Resource, part: string, partOf: ReadonlyMap<string, string>): Resource {
  return { ...resource, dependsOn: resource.dependsOn.filter((id) => partOf.get(id) === part) };
}
