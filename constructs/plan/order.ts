import { UserError } from '../invalid';
import type { Resource } from './resource';

/** Puts each resource after what it depends on, and otherwise keeps the order of the tree. */
export function inDependencyOrder(resources: readonly Resource[]): readonly Resource[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const ordered = new Set<Resource>();
  const visiting = new Set<Resource>();
  const visit = (resource: Resource): void => {
    if (ordered.has(resource)) return;
    if (visiting.has(resource)) throw circle([...visiting, resource]);
    visiting.add(resource);
    for (const id of resource.dependsOn) visit(byId.get(id)!);
    visiting.delete(resource);
    ordered.add(resource);
  };
  resources.forEach(visit);
  return [...ordered];
}

function circle(trail: readonly Resource[]): UserError {
  const last = trail[trail.length - 1]!;
  const names = trail.slice(trail.indexOf(last)).map(({ path }) => `'${path}'`);
  return new UserError([`${names.join(' needs ')}; remove one of these dependencies`]);
}
