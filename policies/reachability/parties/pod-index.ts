import { NAMESPACE_LABEL } from '../../../constructs/network/labels';
import type { Answer } from '../../answer';
import { equalities, type Selector, selects } from '../../selector';
import { remember } from '../remember';
import type { Namespace } from './namespaces';
import type { Pods } from './node';

export interface Selected {
  readonly pods: Pods;
  /** `yes`, or `unknown` where labels are not known. */
  readonly answer: Answer;
}

/**
 * Finds pods by selector without looking at all of them.
 *
 * A selector that asks for a value of a label looks only at the pods that bear it, in the namespaces that it can be about.
 */
export class PodIndex {
  readonly pods: readonly Pods[];
  private readonly namespaces = new Map<string, Cell>();
  private readonly found = new Map<string, readonly Selected[]>();

  constructor(pods: readonly Pods[]) {
    this.pods = pods;
    for (const one of pods) {
      const { namespace } = one;
      const make = (): Cell => ({ namespace, pods: [], byLabel: new Map() });
      remember(this.namespaces, namespace.name, make).pods.push(one);
    }
  }

  /** The pods that a selector may select in one namespace. */
  inNamespace(name: string, selector: Selector): readonly Selected[] {
    return remember(this.found, `${name} ${selector.text}`, () => {
      const cell = this.namespaces.get(name);
      return cell === undefined ? [] : within(cell, selector, 'yes');
    });
  }

  /** The pods that a selector may select in every namespace that another selects. */
  inNamespaces(namespaces: Selector, selector: Selector): readonly Selected[] {
    return remember(this.found, `${namespaces.text} / ${selector.text}`, () =>
      this.candidates(namespaces).flatMap((cell) => {
        const answer = selects(namespaces, cell.namespace);
        return answer === 'no' ? [] : within(cell, selector, answer);
      }),
    );
  }

  private candidates(namespaces: Selector): readonly Cell[] {
    const named = equalities(namespaces).find(([key]) => key === NAMESPACE_LABEL)?.[1];
    if (named === undefined) return [...this.namespaces.values()];
    return named.flatMap((name) => this.namespaces.get(name) ?? []);
  }
}

interface Cell {
  readonly namespace: Namespace;
  readonly pods: Pods[];
  /** Per label, the pods with each value, and those of which it is not known. */
  readonly byLabel: Map<string, Column>;
}

interface Column {
  readonly values: ReadonlyMap<string, readonly Pods[]>;
  readonly unknown: readonly Pods[];
}

function within(cell: Cell, selector: Selector, inNamespace: Answer): readonly Selected[] {
  const [narrowest] = equalities(selector)
    .map(([key, values]) => {
      const column = columnOf(cell, key);
      return [...values.flatMap((value) => column.values.get(value) ?? []), ...column.unknown];
    })
    .sort((a, b) => a.length - b.length);
  return (narrowest ?? cell.pods).flatMap((pods) => {
    const selected = selects(selector, pods);
    return selected === 'no' ? [] : [{ pods, answer: selected === 'yes' ? inNamespace : selected }];
  });
}

function columnOf(cell: Cell, key: string): Column {
  return remember(cell.byLabel, key, () => column(cell, key));
}

function column(cell: Cell, key: string): Column {
  const values = new Map<string, Pods[]>();
  const unknown: Pods[] = [];
  for (const pods of cell.pods) {
    const value = Object.hasOwn(pods.labels, key) ? pods.labels[key] : undefined;
    if (value !== undefined) {
      remember(values, value, (): Pods[] => []).push(pods);
    } else if (pods.mayBear(key)) unknown.push(pods);
  }
  return { values, unknown };
}
