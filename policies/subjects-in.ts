import { namespaceOf } from '../constructs/plan/identity';
import type { KubernetesResource } from '../constructs/plan/resource';
import { readContainers, readPods } from './containers';
import type { CustomKinds } from './custom-kinds';
import { isNetworkPolicy, readTrafficRules } from './network-policy';
import { isPatch } from './patches';
import { type Read, tryReadAll } from './read';
import { isNamed } from './resources';
import type { ContainerSubject, PodSubject, TrafficRuleSubject } from './subjects';

/** What one object holds that a rule can be about: each thing, or why it cannot be read. */
export interface SubjectsIn {
  readonly pods: readonly Read<PodSubject>[];
  readonly containers: readonly Read<ContainerSubject>[];
}

/** What an object holds that makes no pods. */
export const NO_PODS: SubjectsIn = { pods: [], containers: [] };

/** The pods of an object and their containers: searched for once, however many rules ask. */
export function podsIn(resource: KubernetesResource, custom?: CustomKinds): SubjectsIn {
  const read = tryReadAll(() => readPods(resource.object, custom));
  if (read.length === 0) return NO_PODS;
  const pods: Read<PodSubject>[] = [];
  const containers: Read<ContainerSubject>[] = [];
  for (const pod of read) {
    if ('error' in pod) {
      pods.push(pod);
      containers.push(pod);
      continue;
    }
    const inside = readContainers(pod.value);
    const broken = inside.filter((one) => 'error' in one);
    const whole = inside.flatMap((one) => ('value' in one ? one.value : []));
    const namespace = isNamed(resource.object) ? namespaceOf(resource.object) : 'default';
    // Who makes the containers chooses their account as well.
    const isMade = whole.length > 0 && whole.every((one) => isPatch(one, resource.object));
    const account = isMade && pod.value.choosesAccount === undefined && { choosesAccount: false };
    // Of a pod that has a container nobody can read, a rule about pods cannot be sure either.
    pods.push({ value: { ...pod.value, ...account, resource, namespace, containers: whole } }, ...broken);
    containers.push(...whole.map((value) => ({ value: { ...value, resource } })), ...broken);
  }
  return { pods, containers };
}

const known = new WeakMap<KubernetesResource, readonly Read<TrafficRuleSubject>[]>();

/** The entries of a NetworkPolicy, both directions; none for any other kind. Read once, however many ask. */
export function trafficRulesIn(resource: KubernetesResource): readonly Read<TrafficRuleSubject>[] {
  if (!isNetworkPolicy(resource.object)) return [];
  const before = known.get(resource);
  if (before !== undefined) return before;
  const rules = tryReadAll(() => readTrafficRules(resource.object)).map((rule) =>
    'value' in rule ? { value: { ...rule.value, resource } } : rule,
  );
  known.set(resource, rules);
  return rules;
}
