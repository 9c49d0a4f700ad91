import type { Resource } from '../../../../../constructs/plan/resource';
import {
  type Mode,
  type PeerAuthentication,
  peerAuthenticationOf,
} from '../../../../../policies/reachability/mesh/peer-authentication';
import { type Level, onLadder } from '../traits/trait';

/** The strictest first. */
const LADDER: readonly Mode[] = ['STRICT', 'PERMISSIVE', 'DISABLE'];

/** Pods that policies tell apart: all of the mesh, all of a namespace, or those that a selector selects in it. */
export type Place = Pick<PeerAuthentication, 'namespace' | 'selector'>;

export function placeName({ namespace, selector }: Place): string {
  if (namespace === undefined) return 'mutual TLS of the mesh';
  return `mutual TLS of ${selector.text === '' ? 'every pod' : `pods with ${selector.text}`} in ${namespace}`;
}

/** Every PeerAuthentication of one side, and what they come to: the narrowest that says something counts. */
export class Peers {
  readonly places: readonly Place[];
  private readonly byPlace = new Map<string, PeerAuthentication[]>();

  constructor(resources: readonly Resource[], meshRoot: string) {
    const all = resources.flatMap((resource) => {
      const found = resource.api === 'kubernetes' ? peerAuthenticationOf(resource, meshRoot) : undefined;
      // Istio leaves out one of the root namespace that selects pods.
      return found === undefined || (found.namespace === undefined && found.selector.text !== '') ? [] : [found];
    });
    for (const one of all) this.byPlace.set(placeName(one), [...this.at(one), one]);
    this.places = all;
  }

  idsAt(place: Place): readonly string[] {
    return this.at(place).map(({ id }) => id);
  }

  portsAt(place: Place): readonly number[] {
    return this.at(place).flatMap(({ byPort }) => [...byPort.keys()]);
  }

  /** What counts at a place, for all its ports and for some by themselves. */
  levels(place: Place, ports: Iterable<number>): readonly Level[] {
    const chain = [
      this.at({ ...place, namespace: undefined, selector: EVERYTHING }),
      this.at({ ...place, selector: EVERYTHING }),
      this.at(place),
    ];
    const doubt = chain.map(doubtOf).find((one) => one !== undefined);
    if (doubt !== undefined) return [{ of: 'mode', value: `not known, since ${doubt}` }];
    // Without any, both are taken: a mesh is built around what runs already.
    const mode = chain.reduce<Mode>((above, [one]) => one?.mode ?? above, 'PERMISSIVE');
    const [own] = this.at(place);
    return [
      onLadder('mode', LADDER, mode),
      ...[...ports]
        .sort((a, b) => a - b)
        .map((port) => onLadder(`mode on ${port}`, LADDER, own?.byPort.get(port) ?? mode)),
    ];
  }

  private at(place: Place): readonly PeerAuthentication[] {
    return this.byPlace.get(placeName(place)) ?? [];
  }
}

const EVERYTHING: Place['selector'] = { requirements: [], text: '' };

/** Of several at one place the oldest counts, and files have no age. */
function doubtOf(all: readonly PeerAuthentication[]): string | undefined {
  const unread = all.find(({ doubt }) => doubt !== undefined)?.doubt;
  const said = new Set(all.map(({ mode, byPort }) => JSON.stringify([mode, [...byPort].sort()])));
  return unread ?? (said.size > 1 ? `${all.map(({ id }) => id).join(' and ')} say different things` : undefined);
}
