import type { IConstruct } from 'constructs';
import { type End, edgesOf, endsOf } from '../../constructs';
import type { Options, Party } from '../../policies/reachability/result';
import { isIn } from './network-oracle';

/**
 * Every connection that a tree declares, as `from -> to port/protocol` by ids of parties: each edge, between everybody
 * whom the selectors of its two ends mean.
 */
export function declaredConnections(tree: IConstruct, parties: readonly Party[], options: Options): Set<string> {
  const ends = new Map(endsOf(tree).map((end) => [end.name, end]));
  const meant = (name: string) => partiesOf(ends.get(name)!, parties, options);
  return new Set(
    edgesOf(tree).flatMap(({ from, to, port, protocol }) =>
      meant(from).flatMap((caller) => meant(to).map((target) => `${caller} -> ${target} ${port}/${protocol}`)),
    ),
  );
}

function partiesOf({ selectors }: End, parties: readonly Party[], { podCidrs = [] }: Options): string[] {
  return selectors.flatMap(({ ipBlock, namespaceSelector, podSelector }) =>
    parties
      .filter((party) => {
        if (ipBlock === undefined) {
          return (
            party.kind === 'workload' &&
            party.namespace === namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] &&
            Object.entries(podSelector?.matchLabels ?? {}).every(([key, value]) => party.labels[key] === value)
          );
        }
        const holds = (cidr: string) =>
          isIn(cidr.split('/')[0]!, ipBlock.cidr) &&
          !ipBlock.except?.some((excepted: string) => isIn(cidr.split('/')[0]!, excepted));
        // A range that holds every pod lets in the pods of others; ours cannot call where nothing lets them out.
        return party.kind === 'cidr' ? holds(party.id) : party.assumed === true && podCidrs.some(holds);
      })
      .map(({ id }) => id),
  );
}
