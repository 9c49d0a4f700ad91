import type { KubernetesResource, Resource } from '../constructs/plan/resource';
import type { Preparation } from './prepare';
import type { Read } from './read';
import type { Rule } from './rule';
import type { Subjects } from './subjects';

/** What a rule judges in one resource. */
export interface SubjectsOfResource {
  readonly resource: Resource;
  readonly subjects: readonly Read<Subjects[keyof Subjects]>[];
}

const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';

/** Every subject of a rule, by the resource that it is in. A rule about the plan has only one, which is in none. */
export function judgedBy({ subject, of }: Rule, prepared: Preparation): readonly SubjectsOfResource[] {
  const objects = of === undefined ? prepared.objects : of.flatMap((kind) => prepared.byKind.get(kind) ?? []);
  switch (subject) {
    case 'object':
      return objects.map((resource) => ({ resource, subjects: [{ value: resource }] }));
    case 'pod':
      return inside('pods', of && objects, prepared);
    case 'container':
      return inside('containers', of && objects, prepared);
    case 'trafficRule':
      return (of === undefined ? (prepared.byKind.get(NETWORK_POLICY) ?? []) : objects).map((resource) => ({
        resource,
        subjects: prepared.trafficRulesOf(resource),
      }));
    case 'namespace':
      return [...prepared.namespaces.values()].map((value) => ({ resource: value.resource, subjects: [{ value }] }));
    case 'vault':
      return prepared.vault
        .filter(({ type }) => of === undefined || of.includes(type))
        .map((resource) => ({ resource, subjects: [{ value: resource }] }));
    case 'plan':
      return [];
  }
}

/** The pods or containers of all objects that make some, or of some objects. */
function inside(
  what: 'pods' | 'containers',
  some: readonly KubernetesResource[] | undefined,
  { makers }: Preparation,
): readonly SubjectsOfResource[] {
  return (some ?? [...makers.keys()]).flatMap((resource) => {
    const subjects = makers.get(resource)?.[what] ?? [];
    return subjects.length === 0 ? [] : [{ resource, subjects }];
  });
}
