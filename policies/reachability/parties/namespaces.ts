import { NAMESPACE_LABEL } from '../../../constructs/network/labels';
import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { textMapOf } from '../../fields';
import { exampleOf, type Labelled, type Selector } from '../../selector';

/** A namespace, of which the input may say nothing but its name. */
export interface Namespace extends Labelled {
  readonly name: string;
  /** Whether the input holds it, so that its labels are known. */
  readonly declared: boolean;
}

/** Stands for any namespace that nobody named: no name can have it. */
export const ANY = '*';

/** The namespaces of an input, and those that it only mentions. */
export class Namespaces {
  private readonly known = new Map<string, Namespace>();

  /** @throws Unknowable when its labels cannot be read. */
  declare(object: Manifest): void {
    if (kindOf(object) !== 'Namespace') return;
    const { name, labels } = object.metadata;
    this.known.set(name, {
      name,
      declared: true,
      // Kubernetes sets the label whatever the object says.
      labels: { ...textMapOf(labels, 'metadata.labels'), [NAMESPACE_LABEL]: name },
      mayBear: () => false,
    });
  }

  of(name: string): Namespace {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const mentioned = {
      name,
      declared: false,
      labels: { [NAMESPACE_LABEL]: name },
      // Nobody but Kubernetes sets this one; any other, somebody may have.
      mayBear: (key: string) => key !== NAMESPACE_LABEL,
    };
    this.known.set(name, mentioned);
    return mentioned;
  }

  /** A namespace that stands for all that a selector selects: it bears what is asked for, and no more. */
  example(selector: Selector): Namespace | undefined {
    const name = selector.text === '' ? ANY : `${ANY}[${selector.text}]`;
    const labels = exampleOf(selector);
    if (labels === undefined) return undefined;
    const example = { name, declared: false, labels: { [NAMESPACE_LABEL]: ANY, ...labels }, mayBear: () => false };
    this.known.set(name, example);
    return example;
  }
}
