import { namespaceOf } from '../constructs/plan/identity';
import type { KubernetesResource } from '../constructs/plan/resource';
import { labelsOf } from './added-labels';
import { type Fields, fieldsOf, isAbsent } from './fields';
import { type LabelIndex, SelectorIndex } from './label-index';
import type { SelectingKind } from './prepared';
import { tryRead } from './read';
import { labelsSelected, selectorOf } from './selector';
import type { PodSubject } from './subjects';
import { Unknowable } from './unknowable';

const FIELD = 'spec.selector';

/** The label selector of a spec; undefined where it selects no pod. */
const SELECTORS: Readonly<Record<SelectingKind, (spec: Fields) => unknown>> = {
  // Absent or empty, its endpoints are somebody else's business.
  Service: ({ selector }) =>
    Object.keys(fieldsOf(selector, FIELD)).length === 0 ? undefined : { matchLabels: labelsSelected(selector, FIELD) },
  // An empty one selects all.
  'policy/PodDisruptionBudget': ({ selector }) => (isAbsent(selector) ? undefined : selector),
  'networking.k8s.io/NetworkPolicy': ({ podSelector }) => podSelector ?? {},
};

/** The objects of one kind, by the pods that they select. */
export class Selections {
  private readonly index: SelectorIndex<KubernetesResource>;
  private readonly broken = new Map<string, Unknowable>();

  constructor(kind: SelectingKind, all: readonly KubernetesResource[], pods: LabelIndex<PodSubject>) {
    this.index = new SelectorIndex(pods);
    for (const resource of all) {
      const namespace = namespaceOf(resource.object);
      const added = tryRead(() => {
        const selector = SELECTORS[kind](fieldsOf(resource.object['spec'], 'spec'));
        if (selector !== undefined)
          this.index.add(
            namespace,
            selectorOf(selector, kind === 'networking.k8s.io/NetworkPolicy' ? 'spec.podSelector' : FIELD),
            resource,
          );
      });
      if ('error' in added) this.broken.set(namespace, Unknowable.in(resource, added.error));
    }
  }

  *selecting(pod: PodSubject): Generator<KubernetesResource> {
    yield* this.index.selecting(pod.namespace, labelsOf(pod));
    const broken = this.broken.get(pod.namespace);
    // It may be the one that selects this pod.
    if (broken !== undefined) throw broken;
  }
}
