import { calledInFull, namespaceOf } from '../constructs/plan/identity';
import type { KubernetesResource } from '../constructs/plan/resource';
import { builtOnce } from './built-once';
import { fieldsOf } from './fields';
import type { Direction } from './network-policy';
import type { Prepared } from './prepared';
import { remember } from './reachability/remember';
import { tryRead } from './read';
import { isImplied, type Selector, selectorOf } from './selector';
import type { TrafficRuleSubject } from './subjects';
import { trafficRulesIn } from './subjects-in';

const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';

/** A NetworkPolicy that can be read, with what it allows in one direction. */
interface Granting {
  readonly resource: KubernetesResource;
  readonly selector: Selector;
  readonly rules: readonly TrafficRuleSubject[];
}

/** Those of one namespace and direction, and what has been asked of all their rules. */
interface Granted {
  readonly all: Granting[];
  readonly asked: Map<TooMuch['mayBe'], boolean>;
}

/** What is too much of what rules allow. */
interface TooMuch {
  /** Whether it may be, of all the rules of a namespace. */
  readonly mayBe: (rules: readonly TrafficRuleSubject[]) => boolean;
  /** Those that are too much together, of rules that hold of the same pods; none where they are not. */
  readonly those: (rules: readonly TrafficRuleSubject[]) => readonly TrafficRuleSubject[];
}

/**
 * With what a rule allows too much, of pods that its policy selects, as the end of a sentence; undefined where it does not.
 *
 * The pods are those of the plan, and such as every one of these policies is sure to select. What cannot be read is told of by
 * itself. `mayBe` is asked once for a whole namespace, so that a rule is looked at by itself only where it matters.
 */
export function tooMuchTogether(
  { resource, direction }: TrafficRuleSubject,
  context: Prepared,
  { mayBe, those }: TooMuch,
): string | undefined {
  const namespace = namespaceOf(resource.object);
  const granted = grantedIn(context)[direction].get(namespace);
  if (
    granted === undefined ||
    !remember(granted.asked, mayBe, () => mayBe(granted.all.flatMap(({ rules }) => rules)))
  ) {
    return undefined;
  }
  const { all } = granted;
  const own = all.find((one) => one.resource === resource);
  if (own === undefined) return undefined;
  for (const together of sharing(own, all, namespace, context)) {
    const found = those(together.flatMap(({ rules }) => rules));
    if (found.length > 0) return beside(resource, found);
  }
  return undefined;
}

function beside(own: KubernetesResource, rules: readonly TrafficRuleSubject[]): string {
  const policies = new Set(rules.map(({ resource }) => resource));
  policies.delete(own);
  if (policies.size === 0) return 'together with the other rules of the policy';
  return `together with ${[...policies]
    .map(({ object }) => calledInFull(object))
    .sort()
    .join(', ')}`;
}

/** Those of a plan, by direction and namespace. */
const grantedIn = builtOnce((context): Readonly<Record<Direction, ReadonlyMap<string, Granted>>> => {
  const found = { ingress: new Map<string, Granted>(), egress: new Map<string, Granted>() };
  for (const resource of context.of(NETWORK_POLICY)) {
    const { podSelector } = fieldsIn(resource);
    const selector = tryRead(() => selectorOf(podSelector, 'spec.podSelector'));
    if ('error' in selector) continue;
    const read = rulesOf(resource);
    for (const direction of DIRECTIONS) {
      const rules = read.filter((rule) => rule.direction === direction);
      if (rules.length === 0) continue;
      const { all } = remember(
        found[direction],
        namespaceOf(resource.object),
        (): Granted => ({ all: [], asked: new Map() }),
      );
      all.push({ resource, selector: selector.value, rules });
    }
  }
  return found;
});

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

function fieldsIn({ object }: KubernetesResource) {
  const spec = tryRead(() => fieldsOf(object['spec'], 'spec'));
  return 'value' in spec ? spec.value : {};
}

function rulesOf(resource: KubernetesResource): readonly TrafficRuleSubject[] {
  return trafficRulesIn(resource).flatMap((rule) => ('value' in rule ? rule.value : []));
}

/** The policies that hold of the same pods as one of them, by each set of pods that there is. */
function* sharing(
  own: Granting,
  all: readonly Granting[],
  namespace: string,
  { podsSelected, selecting }: Prepared,
): Generator<readonly Granting[]> {
  yield all.filter(({ selector }) => isImplied(selector, own.selector));
  const seen = new Set<string>();
  for (const pod of podsSelected(namespace, fieldsIn(own.resource)['podSelector'], 'spec.podSelector')) {
    const policies = new Set<KubernetesResource>();
    // One that cannot be read is told of by itself, and comes last.
    tryRead(() => {
      for (const one of selecting(NETWORK_POLICY, pod)) policies.add(one);
    });
    const key = [...policies].map(({ id }) => id).join(' ');
    if (!seen.has(key)) yield all.filter(({ resource }) => policies.has(resource));
    seen.add(key);
  }
}
