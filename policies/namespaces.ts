import { namespaceOf } from '../constructs/plan/identity';
import { kindOf } from '../constructs/plan/kinds';
import type { KubernetesResource, Resource } from '../constructs/plan/resource';
import { makesPods } from './containers';
import { isFields } from './fields';
import { each, type Findings } from './former';
import { Unknowable } from './unknowable';
import type { PlanViolation, Violation } from './violation';

interface NamespaceInPlan {
  readonly name: string;
  /** Id of the Namespace, or of the first object in it when the plan does not declare it. */
  readonly resource: string;
  readonly field: 'metadata.name' | 'metadata.namespace';
}

/**
 * The Kubernetes half of a plan.
 *
 * @throws Unknowable when one of them has no metadata, so that nobody can tell in which namespace it is.
 */
export function objectsOf(plan: readonly Resource[]): readonly KubernetesResource[] {
  const resources = plan.filter((resource) => resource.api === 'kubernetes');
  const lost = resources.find(({ object }) => !isFields(object.metadata));
  if (lost !== undefined) throw new Unknowable('metadata', `'${lost.id}' has none`);
  return resources;
}

/** Every namespace that a plan declares or puts something into. */
function namespacesOf(plan: readonly Resource[]): readonly NamespaceInPlan[] {
  const namespaces = new Map<string, NamespaceInPlan>();
  for (const { id, object } of objectsOf(plan)) {
    const { name, namespace } = object.metadata;
    if (kindOf(object) === 'Namespace') namespaces.set(name, { name, resource: id, field: 'metadata.name' });
    // Of the other kinds nobody can tell whether they are in a namespace at all.
    else if (namespace || makesPods(object)) {
      const place = namespaceOf(object);
      if (!namespaces.has(place)) namespaces.set(place, { name: place, resource: id, field: 'metadata.namespace' });
    }
  }
  return [...namespaces.values()];
}

/** A violation for each namespace of a plan in which no object answers to a description. */
export function eachNamespaceWithout(
  plan: readonly Resource[],
  isWanted: (resource: KubernetesResource) => boolean,
  lacking: (name: string) => Pick<Violation, 'problem' | 'fix'>,
): Findings<PlanViolation> {
  const served = new Set(
    objectsOf(plan)
      .filter(isWanted)
      .map(({ object }) => namespaceOf(object)),
  );
  return each(namespacesOf(plan), ({ name, resource, field }) =>
    served.has(name) ? [] : { resource, field, ...lacking(name) },
  );
}
