import { EVERYTHING, type Selector } from '../../selector';
import { shortName } from '../short-name';
import type { PodIndex } from './pod-index';

/** What selects pods: of a namespace, or of every one. */
interface Selecting {
  readonly id: string;
  readonly namespace: string | undefined;
  readonly namespaces?: Selector;
  readonly selector: Selector;
}

/** How many are named of many. */
const NAMED = 5;

/** The policies that select no pod of the input: what they restrict is made by somebody who is not in it. */
export function idleAmong<P extends Selecting>(policies: readonly P[], index: PodIndex): readonly P[] {
  return policies.filter(({ namespace, namespaces = EVERYTHING, selector }) => {
    const selected =
      namespace === undefined ? index.inNamespaces(namespaces, selector) : index.inNamespace(namespace, selector);
    return selected.length === 0;
  });
}

/** The same in a sentence, with who may make such pods. */
export function idleNote(idle: readonly Selecting[], mayMake: readonly string[]): string {
  const [are, them] = idle.length === 1 ? ['policy selects', 'it restricts'] : ['policies select', 'they restrict'];
  const makers = mayMake.length === 0 ? '' : `; ${named(mayMake)} may make them`;
  return `${idle.length} ${are} pods that are not in the input: ${named(idle.map(({ id }) => shortName(id)))}${makers}; pass the workloads that ${them} too`;
}

/** Objects of which somebody makes pods that the input does not describe. */
export function makersNote(mayMake: readonly string[]): string {
  return `pods that the input does not describe may be made of ${named(mayMake)}; render them and pass the result too`;
}

/** `a, b, c, d, e and 9 more`. */
function named(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `${names.slice(0, NAMED).join(', ')}${more}`;
}
