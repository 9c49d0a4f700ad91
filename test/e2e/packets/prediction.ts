import type { Manifest } from '../../../constructs/plan/resource';
import { reachabilityOf } from '../../../policies/reachability';
import type { Connection, Party, Reachability } from '../../../policies/reachability/result';
import { isIn } from '../../support/network-oracle';
import { type Actor, type Cast, nameOf, namespacesOf, objectOf } from './cast';
import type { Prediction } from './comparison';

/**
 * What the product computes from the objects, for a cast that is not all made by them.
 *
 * Of the network policies only: packets know nothing of the mesh, so its objects and its labels are left out.
 */
export function predictionOf(objects: readonly Manifest[], cast: Cast, podRange: string): Prediction {
  const made = new Set(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`));
  const pods = cast.actors.flatMap((actor) =>
    actor.kind === 'pod' && !made.has(actor.party) ? [objectOf(actor)] : [],
  );
  const seen = [...objects.filter(isOfTheNetwork), ...namespacesOf(cast), ...pods];
  const result = reachabilityOf(
    seen.map((object) => ({ id: idOf(object), path: idOf(object), object })),
    { podCidrs: [podRange] },
  );
  if (result.unknowns.length > 0) throw new Error(`not everything could be computed: ${result.unknowns.join('; ')}`);
  const [partyOf, connections] = [partiesOf(result), connectionsOf(result)];
  return (from, to, { port, protocol }) => {
    const open = (connections.get(`${partyOf(from)} ${partyOf(to)}`) ?? []).filter(({ ports }) =>
      ports.some((range) => range.protocol === protocol && range.from <= port && port <= range.to),
    );
    return open.some(({ outcome }) => outcome === 'open') ? 'open' : open.length > 0 ? 'unknown' : 'closed';
  };
}

/** Namespaces are given as the API server has them, without the label by which they join the mesh. */
function isOfTheNetwork({ apiVersion, kind }: Manifest): boolean {
  return kind !== 'Namespace' && !/^(security|networking)\.istio\.io\//.test(apiVersion);
}

function idOf({ apiVersion, kind, metadata }: Manifest): string {
  return `${apiVersion}/${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

function connectionsOf({ connections }: Reachability): ReadonlyMap<string, readonly Connection[]> {
  const between = new Map<string, Connection[]>();
  for (const connection of connections) {
    const pair = `${connection.from} ${connection.to}`;
    between.set(pair, [...(between.get(pair) ?? []), connection]);
  }
  return between;
}

/** A pod is of its workload; an address is of the narrowest range that holds it. */
function partiesOf({ parties }: Reachability): (actor: Actor) => string {
  const known = new Set(parties.map(({ id }) => id));
  const ranges = parties.filter((party) => party.kind === 'cidr');
  return (actor) => {
    const id = actor.kind === 'pod' ? actor.party : ranges.find((range) => holds(range, actor.address))?.id;
    if (id === undefined || !known.has(id)) throw new Error(`reachability has no party for ${nameOf(actor)}`);
    return id;
  };
}

function holds({ id, except }: Extract<Party, { kind: 'cidr' }>, address: string): boolean {
  return isIn(address, id) && !except.some((range) => isIn(address, range));
}
