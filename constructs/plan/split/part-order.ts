import { UserError } from '../../invalid';
import type { Plan } from '../plan';
import type { Resource } from '../resource';

/** What a part is made of, and what it comes after. */
interface Members {
  readonly name: string;
  readonly resources: readonly Resource[];
  readonly after: readonly string[];
}

/** A part while it is gathered: of each part that it needs, the first resource that does, and what it needs. */
interface Gathered {
  readonly name: string;
  readonly resources: Resource[];
  readonly needs: Map<string, readonly [resource: string, needed: string]>;
}

/** The parts, each after those that it needs, and otherwise in the order of the plan. */
export function inPartOrder(plan: Plan, partOf: ReadonlyMap<string, string>): readonly Members[] {
  const parts = gathered(plan.resources, partOf);
  const ordered = new Set<Gathered>();
  const visiting = new Set<Gathered>();
  const visit = (part: Gathered): void => {
    if (ordered.has(part)) return;
    if (visiting.has(part)) throw circle(plan.environment, [...visiting, part]);
    visiting.add(part);
    for (const name of part.needs.keys()) visit(parts.get(name)!);
    visiting.delete(part);
    ordered.add(part);
  };
  for (const part of parts.values()) visit(part);
  return [...ordered].map(({ name, resources, needs }) => ({ name, resources, after: [...needs.keys()].sort() }));
}

function gathered(resources: readonly Resource[], partOf: ReadonlyMap<string, string>): ReadonlyMap<string, Gathered> {
  const parts = new Map<string, Gathered>();
  for (const resource of resources) {
    const name = partOf.get(resource.id)!;
    const part: Gathered = parts.get(name) ?? { name, resources: [], needs: new Map() };
    parts.set(name, part);
    part.resources.push(resource);
    for (const id of resource.dependsOn) {
      const needed = partOf.get(id)!;
      if (needed !== name && !part.needs.has(needed)) part.needs.set(needed, [resource.id, id]);
    }
  }
  return parts;
}

function circle(environment: string, trail: readonly Gathered[]): UserError {
  const last = trail[trail.length - 1]!;
  const parts = trail.slice(trail.indexOf(last));
  const reasons = parts.slice(0, -1).map(({ needs }, index) => {
    const [resource, needed] = needs.get(parts[index + 1]!.name)!;
    return `${resource} needs ${needed}`;
  });
  const names = parts.map(({ name }) => name).join(' needs ');
  return new UserError([
    `'${environment}' cannot be deployed in parts: ${names}, since ${reasons.join(' and ')}; declare what they share in one of the namespaces`,
  ]);
}
