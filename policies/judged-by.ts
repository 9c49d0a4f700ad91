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
      return inOrder(of, prepared.inside.vault);
    case 'plan':
      return [];
  }
}

/** The same in the order of the plan, which one type of Vault has anyway. */
function inOrder(of: readonly string[] | undefined, holders: Holders): readonly SubjectsOfResource[] {
  if (of === undefined || of.length === 1) return ofKinds(of, holders);
  return holders.all.filter(({ resource }) => resource.api === 'vault' && of.includes(resource.type));
}

/** All that hold such subjects, or those of some kinds. */
function ofKinds(of: readonly string[] | undefined, { all, byKind }: Holders): readonly SubjectsOfResource[] {
  if (of === undefined) return all;
  const [only, ...others] = of.map((kind) => byKind.get(kind) ?? []);
  return others.length === 0 ? (only ?? []) : [...(only ?? []), ...others.flat()];
}
