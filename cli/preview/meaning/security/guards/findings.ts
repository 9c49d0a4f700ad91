import type { KubernetesResource } from '../../../../../constructs/plan/resource';
import { readable } from '../../../../../policies/resources';
import { who } from '../../../../../policies/violation';
import type { Comparison, Side } from '../../../comparison';
import type { Finding } from '../../../finding';
import type { Pair } from '../../../pairs';
import { connectionChanges } from '../connections/changes';
import { wholeNamespaces } from '../namespaces';
import { told } from '../told';
import { resourceOf } from '../traits/by-traits';
import type { Difference } from '../traits/compare';
import { banDifferences } from './ban';
import type { Bounds } from './bounds';
import { type Guarded, guardDifferences } from './guard';
import { PoliciesOfSide } from './side';
import { ToldByConnections } from './told';

/** The policies of one kind, and how they are read. */
interface About {
  readonly topic: Finding['topic'];
  isOne(resource: KubernetesResource): boolean;
  read(resource: KubernetesResource, side: Side): Bounds;
}

/** A finding for each policy that lets more or less through, or protects more or fewer pods. */
export function guardFindings(comparison: Comparison, about: About): readonly Finding[] {
  const whole = wholeNamespaces(comparison.pairs);
  const touched = comparison.pairs.filter((pair) => {
    const resource = resourceOf(pair);
    return resource.api === 'kubernetes' && about.isOne(resource) && !whole.has(resource.namespace ?? '');
  });
  if (touched.length === 0) return [];
  const [before, after] = [comparison.before, comparison.after].map((side) => policiesOf(side, about)) as [
    PoliciesOfSide,
    PoliciesOfSide,
  ];
  const connections = new ToldByConnections(connectionChanges(comparison));
  return touched.flatMap((pair) => {
    const { id } = resourceOf(pair);
    const differences = differencesOf(pair, { before, after, connections });
    const found = told(
      { topic: about.topic, subject: id, called: who(resourceOf(pair)), resources: [id] },
      differences,
    );
    return found.map((one) => (one.effect === 'worse' ? { ...one, gate: gateOf(differences) } : one));
  });
}

function policiesOf(side: Side, { isOne, read }: About): PoliciesOfSide {
  const all = readable(side.plan.resources).resources.flatMap((one) =>
    one.api === 'kubernetes' && isOne(one) ? [one] : [],
  );
  return new PoliciesOfSide(all, (resource) => read(resource, side));
}

/** That one more thing is let through is a connection like others; that nothing bounds what is let through is not. */
function gateOf(differences: readonly Difference[]): NonNullable<Finding['gate']> {
  const isWider = ({ effect, says }: Difference) => effect !== 'worse' || says.startsWith('may ');
  return differences.every(isWider) ? 'wider-reachability' : 'weaker-posture';
}

interface Sides extends Readonly<Record<'before' | 'after', PoliciesOfSide>> {
  readonly connections: ToldByConnections;
}

function differencesOf(pair: Pair, { before, after, connections }: Sides): readonly Difference[] {
  const [was, is] = [before.of(pair.before), after.of(pair.after)];
  const doubt = is.doubt ?? was.doubt;
  if (doubt !== undefined) return [{ effect: 'worse', says: `nobody can tell whether it is stricter, since ${doubt}` }];
  const around = { guards: [...was.guards, ...is.guards], bans: [...was.bans, ...is.bans] };
  const [near, nearNow] = [before.near(around), after.near(around)];
  const guarded = (side: 'before' | 'after', own: Bounds, all: Pick<Bounds, 'guards'>): Guarded => ({
    own: own.guards,
    all: all.guards,
    isTold: (guard) => connections.isTold(guard, side),
    isOfNobodyElse: (guard) => connections.isOfNobodyElse(guard, side),
    isAround: (other, guard) => connections.isAround(other, guard, side),
  });
  return [
    ...guardDifferences(guarded('before', was, near), guarded('after', is, nearNow)),
    ...banDifferences({ own: was.bans, all: near.bans }, { own: is.bans, all: nearNow.bans }),
  ];
}
