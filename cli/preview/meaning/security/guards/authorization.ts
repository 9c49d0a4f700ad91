import type { KubernetesResource } from '../../../../../constructs/plan/resource';
import { fieldsOf, isAbsent } from '../../../../../policies/fields';
import { authorizationOf } from '../../../../../policies/reachability/mesh/authorization';
import type { Matcher } from '../../../../../policies/reachability/mesh/matching';
import { Readings } from '../../../../../policies/reachability/readings';
import { type Bounds, NO_BOUNDS } from './bounds';
import { matchesOf } from './matches';

/** What an AuthorizationPolicy is to the pods that it selects. One that only writes to a log, or is only tried, is nothing. */
export function authorizedBy(resource: KubernetesResource, meshRoot: string): Bounds {
  const found = authorizationOf(resource, new Readings<Matcher>(), meshRoot);
  if (found === undefined) return NO_BOUNDS;
  const { action, namespace, selector, doubt } = found;
  if (doubt !== undefined) return { ...NO_BOUNDS, doubt };
  const { rules, provider } = fieldsOf(resource.object['spec'], 'spec');
  const matches = matchesOf(rules);
  if (action === 'ALLOW') return { ...NO_BOUNDS, guards: [{ way: 'requests', namespace, selector, lets: matches }] };
  const does = action === 'DENY' ? 'refuses' : `asks ${providerName(provider)} about`;
  return { ...NO_BOUNDS, bans: matches.map((what) => ({ does, namespace, selector, what })) };
}

function providerName(provider: unknown): string {
  return isAbsent(provider) ? 'nobody' : `provider '${String(fieldsOf(provider, 'spec.provider')['name'])}'`;
}
