import { factsOf, type KindFacts, type Path, podMakers } from '../../constructs/plan/kinds';
import { pluralIn } from '../../constructs/plan/plural';
import type { Rule } from '../rule';

/** Which objects a policy is asked about: `spec.matchConstraints.resourceRules[]`. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE')[];
  readonly resources: readonly string[];
}

/**
 * The versions in which the kinds of a group are served, so that the API server can check expressions against their fields.
 *
 * One that is served beside these is converted before it is judged; of a group that is not listed, any version is.
 */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  '': ['v1'],
  'apps.kruise.io': ['v1alpha1', 'v1beta1'],
  apps: ['v1'],
  'argoproj.io': ['v1alpha1'],
  batch: ['v1'],
  // The last two are of releases before 1.0, in which some clusters still are.
  'external-secrets.io': ['v1', 'v1beta1', 'v1alpha1'],
  'gateway.networking.k8s.io': ['v1', 'v1beta1'],
  'keda.sh': ['v1alpha1'],
  'monitoring.coreos.com': ['v1'],
  'networking.istio.io': ['v1', 'v1beta1', 'v1alpha3'],
  'networking.k8s.io': ['v1'],
  policy: ['v1'],
  'postgresql.cnpg.io': ['v1'],
  'rbac.authorization.k8s.io': ['v1'],
  'secrets.hashicorp.com': ['v1beta1'],
  'security.istio.io': ['v1', 'v1beta1'],
  'serving.knative.dev': ['v1'],
};

/** Where `kubectl debug` adds containers to a pod that runs. */
const EPHEMERAL = 'pods/ephemeralcontainers';

const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';

/** Every kind that is known to make pods, with where their template is. */
export const POD_MAKERS: readonly (readonly [kind: string, template: Path])[] = podMakers();

/** The kinds that keep pods up, a number of them or one on each node. */
export function kindsThatKeep(...keeps: readonly NonNullable<KindFacts['keeps']>[]): readonly string[] {
  return POD_MAKERS.map(([kind]) => kind).filter((kind) => {
    const kept = factsOf(kind).keeps;
    return kept !== undefined && keeps.includes(kept);
  });
}

/** The kinds that a rule holds at the door of the API server. */
export function kindsOf({ subject, of }: Pick<Rule, 'subject' | 'of'>, held?: readonly string[]): readonly string[] {
  if (held !== undefined) return held;
  if (of !== undefined) return of;
  return subject === 'trafficRule' ? [NETWORK_POLICY] : POD_MAKERS.map(([kind]) => kind);
}

/** What a policy about these kinds is asked about, one entry for each group. */
export function resourceRules(kinds: readonly string[]): readonly ResourceRule[] {
  const groups = new Map<string, string[]>();
  for (const kind of kinds) {
    const slash = kind.lastIndexOf('/');
    const group = kind.slice(0, Math.max(0, slash));
    const plural = pluralIn(kind.slice(slash + 1));
    groups.set(group, [...(groups.get(group) ?? []), plural, ...(kind === 'Pod' ? [EPHEMERAL] : [])]);
  }
  return [...groups].sort().map(([group, resources]) => ({
    apiGroups: [group],
    apiVersions: Object.hasOwn(VERSIONS, group) ? VERSIONS[group]! : ['*'],
    operations: ['CREATE', 'UPDATE'],
    resources: resources.sort(),
  }));
}
