import type { Plan } from '../../../constructs/plan/plan';
import type { Manifest } from '../../../constructs/plan/resource';
import type { Subject } from '../subjects';
import { withBinding } from './binding';
import type { Need } from './need';
import { needsOf } from './needs';
import { rulesFor } from './rules';

/** What the plugin asks of any cluster before it knows a kind. Most clusters let everybody. */
const DISCOVERY = {
  nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/openapi/*', '/version'],
  verbs: ['get'],
} as const;

/**
 * What an administrator applies, so that `subjects` can deploy the environment of a plan and nothing else: its namespaces, a
 * role in each, one for the cluster, and their bindings.
 */
export function manifestsFor(plan: Plan, name: string, subjects: readonly Subject[]): readonly Manifest[] {
  const needs = needsOf(plan);
  const everywhere = needs.filter(({ namespace }) => namespace === undefined);
  return [
    ...namespacesOf(plan),
    ...withBinding('ClusterRole', { name }, [DISCOVERY, ...rulesFor(everywhere)], subjects),
    ...[...byNamespace(needs)].flatMap(([namespace, within]) =>
      withBinding('Role', { name, namespace }, rulesFor(within), subjects),
    ),
  ];
}

/** As the plan has them, so that what guards them is on from the beginning. */
function namespacesOf({ resources }: Plan): readonly Manifest[] {
  return resources.flatMap((resource) =>
    resource.api === 'kubernetes' && resource.object.kind === 'Namespace' ? [resource.object] : [],
  );
}

function byNamespace(needs: readonly Need[]): ReadonlyMap<string, readonly Need[]> {
  const namespaces = [...new Set(needs.flatMap(({ namespace }) => namespace ?? []))].sort();
  return new Map(namespaces.map((name) => [name, needs.filter(({ namespace }) => namespace === name)]));
}
