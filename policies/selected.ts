import { namespaceOf } from '../constructs/plan/identity';
import { factsOf, kindOf } from '../constructs/plan/kinds';
import type { KubernetesResource } from '../constructs/plan/resource';
import { any } from './answer';
import type { Prepared } from './prepared';
import { operatedPodsOf } from './reachability/parties/operated/operated';
import type { OperatedPods } from './reachability/parties/operated/operated-pods';
import { selectorOf, selects } from './selector';
import type { NamespaceSubject } from './subjects';
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
  const there = context.namespaces.get(namespace);
  const made = any(there === undefined ? [] : operatedIn(there), (pods) =>
    pods === undefined ? 'unknown' : any(pods, (one) => selects(read, one)),
  );
  if (made === 'unknown') {
    throw new Unknowable(field, 'it selects no pod of the plan, but may select what an operator makes');
  }
  return made === 'yes';
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
