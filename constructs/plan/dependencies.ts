import { type ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { VaultResource } from '../vault/vault-resource';
import { isAudit } from './audited';

/** A construct that becomes a resource. */
export type Leaf = ApiObject | VaultResource;

/**
 * What `node.addDependency` says, leaf by leaf.
 *
 * A dependency between two composites is one of every leaf of the one on every leaf of the other.
 */
export function declaredDependencies(
  constructs: readonly IConstruct[],
  leaves: ReadonlySet<Leaf>,
): ReadonlyMap<Leaf, readonly Leaf[]> {
  const under = leavesUnder(leaves);
  const declared = new Map<Leaf, Leaf[]>();
  for (const dependent of constructs) {
    const before = dependent.node.dependencies
      .filter((dependency) => !isOfCharts(dependent, dependency))
      .flatMap((dependency) => under.get(dependency) ?? []);
    if (before.length === 0) continue;
    for (const leaf of under.get(dependent) ?? []) {
      // Nothing that is asked of Vault waits for one of the namespaces because its audit devices are declared there.
      if (Chart.isChart(dependent) && isAudit(leaf)) continue;
      declared.set(leaf, [...(declared.get(leaf) ?? []), ...before]);
    }
  }
  return declared;
}

/** One walk up from each leaf, instead of one down from each construct. */
function leavesUnder(leaves: ReadonlySet<Leaf>): ReadonlyMap<IConstruct, readonly Leaf[]> {
  const under = new Map<IConstruct, Leaf[]>();
  for (const leaf of leaves) {
    for (const scope of leaf.node.scopes) {
      const list = under.get(scope);
      if (list === undefined) under.set(scope, [leaf]);
      else list.push(leaf);
    }
  }
  return under;
}

/** What `app.synth()` leaves behind: that a chart comes after those in it, as files; their objects need no such thing. */
function isOfCharts(dependent: IConstruct, dependency: IConstruct): boolean {
  return Chart.isChart(dependent) && Chart.isChart(dependency) && dependency.node.scopes.includes(dependent);
}
