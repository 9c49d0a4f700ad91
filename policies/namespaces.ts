import type { KubernetesResource, Resource } from '../constructs/resource';
import { isFields } from './fields';
import { kindOf } from './kind';
import { each, type Findings, type PlanViolation, Unknowable, type Violation } from './rule';

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
    else if (namespace !== undefined && !namespaces.has(namespace)) {
      namespaces.set(namespace, { name: namespace, resource: id, field: 'metadata.namespace' });
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
      .map(({ object }) => object.metadata.namespace),
  );
  return each(namespacesOf(plan), ({ name, resource, field }) =>
    served.has(name) ? [] : { resource, field, ...lacking(name) },
  );
}
