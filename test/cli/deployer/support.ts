import { manifestsFor } from '../../../cli/deployer/kubernetes/manifests';
import { subjectsOf } from '../../../cli/deployer/subjects';
import { isMap } from '../../../constructs/plan/diff/maps';
import type { Plan } from '../../../constructs/plan/plan';
import { kubernetesResource, type Manifest, type Resource } from '../../../constructs/plan/resource';

export const DEPLOYERS = subjectsOf({ serviceAccount: ['ci:deployer'] });

/** A plan of these objects alone. */
export function planWith(objects: readonly Manifest[], rest: Partial<Plan> = {}): Plan {
  return planOf(
    objects.map((object) => kubernetesResource(object, 'x')),
    rest,
  );
}

export function planOf(resources: readonly Resource[], rest: Partial<Plan> = {}): Plan {
  const cluster = { podCidrs: [], nodeCidrs: [], trustDomain: 'x', meshRoot: 'istio-system' } as const;
  return {
    schema: 1,
    environment: 'live',
    data: 'protected',
    cluster: { ...cluster, id: '00000000-0000-4000-8000-000000000000' } as Plan['cluster'],
    resources,
    ends: [],
    edges: [],
    ...rest,
  };
}

/** `delete apps/deployments shop/api`: a verb, a resource of a group, and which one, if one is meant. */
export type Asked = `${string} ${string}` | `${string} ${string} ${string}`;

/** What the API server's authorizer says: some rule of a role that is bound has to have all of it. */
export function mayIn(plan: Plan): (asked: Asked) => boolean {
  const roles = manifestsFor(plan, 'deployer', DEPLOYERS).filter(({ kind }) => /^(Cluster)?Role$/.test(kind));
  return (asked) => {
    const [verb = '', what = '', which = ''] = asked.split(' ');
    const [group, resource] = what.includes('/') ? what.split('/') : ['', what];
    const [namespace, name] = which.includes('/') ? which.split('/') : [undefined, which];
    return roles
      .filter(({ kind, metadata }) => kind === 'ClusterRole' || metadata.namespace === namespace)
      .flatMap(({ rules }) => (rules as readonly unknown[]).filter(isMap))
      .some(
        (rule) =>
          has(rule['verbs'], verb) &&
          has(rule['apiGroups'], group!) &&
          has(rule['resources'], resource!) &&
          (rule['resourceNames'] === undefined || has(rule['resourceNames'], name!)),
      );
  };
}

function has(list: unknown, entry: string): boolean {
  return Array.isArray(list) && (list.includes(entry) || list.includes('*'));
}

/** What Vault says of a policy: the most exact of the paths that match decides. */
export function capabilitiesIn(policy: string): (path: string) => readonly string[] {
  const rules = [...policy.matchAll(/path "(.+)" \{\n {2}capabilities = \[(.*)\]\n\}/g)].map(([, path, list]) => ({
    path: path!,
    capabilities: list!.split(', ').map((word) => word.slice(1, -1)),
  }));
  return (asked) => {
    const matching = rules.filter(({ path }) => patternOf(path).test(asked));
    matching.sort((a, b) => Number(/[+*]/.test(a.path)) - Number(/[+*]/.test(b.path)) || b.path.length - a.path.length);
    return matching[0]?.capabilities ?? [];
  };
}

function patternOf(path: string): RegExp {
  const exact = path.replace(/[.\\]/g, '\\$&').replaceAll('+', '[^/]+');
  return new RegExp(`^${exact.replace(/\*$/, '.*')}$`);
}
