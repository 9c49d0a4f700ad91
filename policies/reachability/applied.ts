import type { Answer } from '../answer';
import { EVERYTHING, type Selector } from '../selector';
import type { Pods } from './parties/node';
import type { PodIndex } from './parties/pod-index';
import { remember } from './remember';

/** A policy that selects some pods, or may. */
export interface Applied<P> {
  readonly policy: P;
  readonly answer: Answer;
}

interface Selecting {
  readonly selector: Selector;
  /** The namespace whose pods it selects; nothing for every namespace. */
  readonly namespace: string | undefined;
  /** The namespaces whose pods it selects, where it is of none itself. @default - every namespace */
  readonly namespaces?: Selector;
}

/** Which policies select which pods: the cost is the number of matches, not of policies times pods. */
export function applied<P extends Selecting>(
  policies: readonly P[],
  index: PodIndex,
): ReadonlyMap<unknown, readonly Applied<P>[]> {
  const byPods = new Map<Pods, Applied<P>[]>();
  for (const policy of policies) {
    const { namespace, namespaces = EVERYTHING, selector } = policy;
    const selected =
      namespace === undefined ? index.inNamespaces(namespaces, selector) : index.inNamespace(namespace, selector);
    for (const { pods, answer } of selected) {
      remember(byPods, pods, (): Applied<P>[] => []).push({ policy, answer });
    }
  }
  return byPods;
}
