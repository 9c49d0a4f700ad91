import type { Holders, SubjectsOfResource } from './holders';
import type { Preparation } from './prepare';
import type { Rule } from './rule';

const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';

/** Every subject of a rule, by the resource that it is in. A rule about the plan has only one, which is in none. */
export function judgedBy({ subject, of }: Rule, prepared: Preparation): readonly SubjectsOfResource[] {
  switch (subject) {
    case 'object':
    case 'pod':
    case 'container':
    case 'image':
      return ofKinds(of, prepared.inside[subject]);
    case 'trafficRule':
      return ofKinds(of ?? [NETWORK_POLICY], prepared.inside.trafficRule);
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

/** All that hold such subjects, or those of some kinds. */
function ofKinds(of: readonly string[] | undefined, { all, byKind }: Holders): readonly SubjectsOfResource[] {
  if (of === undefined) return all;
  const [only, ...others] = of.map((kind) => byKind.get(kind) ?? []);
  return others.length === 0 ? (only ?? []) : [...(only ?? []), ...others.flat()];
}
