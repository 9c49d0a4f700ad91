import { namespaceOf } from '../constructs/plan/identity';
import { factsOf, kindOf } from '../constructs/plan/kinds';
import type { KubernetesResource } from '../constructs/plan/resource';
import { labelsOf, mayAdd } from './added-labels';
import { type Answer, any } from './answer';
import type { Prepared } from './prepared';
import { operatedPodsOf } from './reachability/parties/operated/operated';
import type { OperatedPods } from './reachability/parties/operated/operated-pods';
import { type Selector, selectorOf, selects } from './selector';
import type { NamespaceSubject, PodSubject } from './subjects';
import { Unknowable } from './unknowable';

/**
 * Whether a label selector selects pods of an object's namespace: those of the plan, or what an operator makes of it.
 *
 * @throws Unknowable when only an operator knows.
 */
export function selectsPods(
  resource: KubernetesResource,
  selector: unknown,
  field: string,
  context: Prepared,
): boolean {
  const namespace = namespaceOf(resource.object);
  const [pod] = context.podsSelected(namespace, selector, field);
  if (pod !== undefined) return true;
  const read = selectorOf(selector, field);
  const added = any([...context.podsSelected(namespace, {}, field)], (one) => isSelectedByMore(read, one, context));
  if (added === 'yes') return true;
  const there = context.namespaces.get(namespace);
  const made = any(there === undefined ? [] : operatedIn(there), (pods) =>
    pods === undefined ? 'unknown' : any(pods, (one) => selects(read, one)),
  );
  if (made !== 'yes' && (made === 'unknown' || added === 'unknown')) {
    throw new Unknowable(field, 'it selects no pod of the plan, but may select what an operator makes');
  }
  return made === 'yes';
}

/**
 * Whether it selects pods by what their controller adds to their labels, such as the name of each of a StatefulSet.
 *
 * A hash that somebody selects by has been copied from such pods; what an operator adds nobody can tell.
 */
function isSelectedByMore(selector: Selector, pod: PodSubject, context: Prepared): Answer {
  const { object } = pod.resource;
  const most = context.workloadOf(pod.resource)?.replicas.most;
  const selected = selects(selector, { labels: labelsOf(pod), mayBear: mayAdd(object, most) });
  return selected === 'unknown' && factsOf(kindOf(object)).adds !== undefined ? 'yes' : selected;
}

const known = new WeakMap<NamespaceSubject, readonly (readonly OperatedPods[] | undefined)[]>();

/** The pods that operators make of what is in a namespace, object by object; undefined where it may be any. */
function operatedIn(namespace: NamespaceSubject): readonly (readonly OperatedPods[] | undefined)[] {
  const before = known.get(namespace);
  if (before !== undefined) return before;
  const found = namespace.objects.flatMap(({ object }) => {
    const pods = operatedPodsOf(object);
    if (pods !== undefined) return [pods];
    return factsOf(kindOf(object)).operated === 'anything' ? [undefined] : [];
  });
  known.set(namespace, found);
  return found;
}
