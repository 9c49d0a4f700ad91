import type { Edge } from '../../../constructs/network/edge';
import { NAMESPACE_LABEL } from '../../../constructs/network/labels';
import type { End } from '../../../constructs/plan/ends';
import { fieldsOf, isAbsent } from '../../fields';
import { equalities, type Selector, selectorOf, selects } from '../../selector';
import { remember } from '../remember';
import type { Options } from '../result';
import type { Workload } from './workload';

/** A workload that a construct was declared as. */
export type DeclaredEnd = End & { readonly path: string };

/** As what workloads were declared, and by which calls their connections were: what a remedy tells an author to change. */
export class Declarations {
  private readonly byNamespace = new Map<string, { readonly end: DeclaredEnd; readonly pods: Selector }[]>();
  private readonly edges: readonly Edge[];

  constructor({ ends = [], edges = [] }: Partial<NonNullable<Options['declared']>> = {}) {
    this.edges = edges;
    for (const end of ends) {
      if (!isDeclared(end)) continue;
      for (const selector of end.selectors) this.add(end, selector);
    }
  }

  /** As what a workload was declared; nothing when it was declared elsewhere. */
  endOf(workload: Workload): DeclaredEnd | undefined {
    const here = this.byNamespace.get(workload.namespace) ?? [];
    return here.find(({ pods }) => selects(pods, workload) === 'yes')?.end;
  }

  /** The edges between two ends on one port. */
  edgesBetween(from: End, to: End, port: number, protocol: string): readonly Edge[] {
    return this.edges.filter(
      (edge) => edge.from === from.name && edge.to === to.name && edge.port === port && edge.protocol === protocol,
    );
  }

  private add(end: DeclaredEnd, selector: object): void {
    const { namespaceSelector, podSelector } = fieldsOf(selector, 'selector');
    if (isAbsent(podSelector)) return;
    const named = equalities(selectorOf(namespaceSelector, 'namespaceSelector'));
    const pods = selectorOf(podSelector, 'podSelector');
    for (const namespace of named.find(([key]) => key === NAMESPACE_LABEL)?.[1] ?? []) {
      remember(this.byNamespace, namespace, () => []).push({ end, pods });
    }
  }
}

function isDeclared(end: End): end is DeclaredEnd {
  return end.path !== undefined;
}
