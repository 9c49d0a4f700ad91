import type { Connection, Party, Reachability } from '../../../../../policies/reachability/result';
import { selects } from '../../../../../policies/selector';
import { isMade } from '../../../../connections/peers';
import type { ConnectionChanges } from '../connections/changes';
import type { Guard } from './guard';

type Workload = Extract<Party, { readonly kind: 'workload' }>;
type SideName = 'before' | 'after';

/** What connections tell of guards, so that policies do not tell it again. */
export class ToldByConnections {
  private readonly workloads: Readonly<Record<SideName, ReadonlyMap<string, Workload>>>;
  private readonly byNamespace: Readonly<Record<SideName, ReadonlyMap<string, readonly Workload[]>>>;
  /** Ends of which something could not be told. */
  private readonly doubtful: ReadonlySet<string>;

  constructor({ before, after }: Pick<ConnectionChanges, SideName>) {
    this.workloads = { before: workloadsIn(before), after: workloadsIn(after) };
    this.byNamespace = { before: grouped(this.workloads.before), after: grouped(this.workloads.after) };
    const isDoubtful = ({ outcome }: Connection) => outcome === 'unknown';
    const doubtful = [before, after].flatMap(({ connections }) => connections.filter(isDoubtful));
    this.doubtful = new Set(doubtful.flatMap(({ from, to }) => [from, to]));
  }

  /**
   * Whether connections tell all that a guard of one side lets through: it is for workloads of the plan, and for none of
   * them anything could not be told.
   */
  isTold(guard: Guard, own: SideName): boolean {
    const selected = this.selectedBy(guard, own);
    return selected.length > 0 && !selected.some(({ id }) => this.doubtful.has(id));
  }

  /** Whether it is for workloads that the other side has not: nobody was there to protect, or is. */
  isOfNobodyElse(guard: Guard, own: SideName): boolean {
    const selected = this.selectedBy(guard, own);
    return selected.length > 0 && !selected.some(({ id }) => this.workloads[otherOf(own)].has(id));
  }

  /** Whether a guard of the other side is for all the workloads of this one, by whatever labels they have there. */
  isAround(other: Guard, guard: Guard, own: SideName): boolean {
    const selected = this.selectedBy(guard, own);
    const there = selected.map(({ id }) => this.workloads[otherOf(own)].get(id));
    return selected.length > 0 && there.every((party) => party !== undefined && isSelected(other, party));
  }

  private selectedBy(guard: Guard, own: SideName): readonly Workload[] {
    const { namespace } = guard;
    const near =
      namespace === undefined ? [...this.workloads[own].values()] : (this.byNamespace[own].get(namespace) ?? []);
    return near.filter((party) => isSelected(guard, party));
  }
}

function otherOf(side: SideName): SideName {
  return side === 'before' ? 'after' : 'before';
}

function workloadsIn({ parties }: Reachability): ReadonlyMap<string, Workload> {
  return new Map(parties.flatMap((party) => (party.kind === 'workload' && isMade(party) ? [[party.id, party]] : [])));
}

function grouped(workloads: ReadonlyMap<string, Workload>): ReadonlyMap<string, readonly Workload[]> {
  const groups = new Map<string, Workload[]>();
  for (const one of workloads.values()) {
    const group = groups.get(one.namespace);
    if (group === undefined) groups.set(one.namespace, [one]);
    else group.push(one);
  }
  return groups;
}

function isSelected({ namespace, selector }: Guard, party: Workload): boolean {
  if (namespace !== undefined && party.namespace !== namespace) return false;
  return selects(selector, { labels: party.labels, mayBear: () => false }) === 'yes';
}
