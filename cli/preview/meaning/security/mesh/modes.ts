import type { Comparison, Side } from '../../../comparison';
import type { Finding } from '../../../finding';
import { wholeNamespaces } from '../namespaces';
import { told } from '../told';
import { differencesOf } from '../traits/compare';
import { Peers, placeName } from './peers';

/** How strictly pods take mutual TLS only: by what counts for them, so that what is left when a policy goes is told. */
export function modes({ before, after, pairs }: Comparison): readonly Finding[] {
  const isTouched = pairs.some((pair) => (pair.after ?? pair.before)?.kind === 'PeerAuthentication');
  if (!isTouched && before.plan.cluster.meshRoot === after.plan.cluster.meshRoot) return [];
  const [was, is] = [before, after].map(peersOf) as [Peers, Peers];
  // What is in a namespace that is new, or goes, has no pods on the other side.
  const whole = wholeNamespaces(pairs);
  const places = new Map([...was.places, ...is.places].map((place) => [placeName(place), place]));
  return [...places]
    .filter(([, { namespace }]) => namespace === undefined || !whole.has(namespace))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([subject, place]) => {
      const ports = new Set([...was.portsAt(place), ...is.portsAt(place)]);
      const differences = differencesOf(was.levels(place, ports), is.levels(place, ports));
      const resources = [...new Set([...was.idsAt(place), ...is.idsAt(place)])].sort();
      return told({ topic: 'mesh', gate: 'weaker-posture', subject, called: subject, resources }, differences);
    });
}

function peersOf({ plan }: Side): Peers {
  return new Peers(plan.resources, plan.cluster.meshRoot);
}
