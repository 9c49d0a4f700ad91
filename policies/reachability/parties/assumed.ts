import { NAMESPACE_LABEL } from '../../../constructs/network/labels';
import { EVERYTHING, equalities, exampleOf, type Selector, selects } from '../../selector';
import { type Peer, type PodPeer, type Policy, rulesOf } from '../network/policy';
import { remember } from '../remember';
import { ANY, type Namespace, type Namespaces } from './namespaces';
import type { PodIndex } from './pod-index';
import type { Workload } from './workload';

/**
 * Pods that a policy names and no object makes, such as the cluster's DNS: each bears what its selector asks for, and
 * no more.
 *
 * The first is a stranger, which stands for any pod outside the input: without labels, in a namespace without labels.
 */
export function assumedPods({ policies, peers, idle, index, namespaces }: Known): readonly Workload[] {
  const asked = askedByIdle(idle);
  const assume = (namespace: Namespace | undefined, selector: Selector) => assumed(namespace, selector, asked);
  const stranger = assume(namespaces.example(EVERYTHING), EVERYTHING);
  const found = new Map([[stranger?.id, stranger]]);
  for (const [peer, own] of placed(peers.filter(isPods), policies)) {
    for (const namespace of placesOf(peer, own, namespaces)) {
      if (isMade(peer, namespace, index)) continue;
      const pods = assume(namespace, peer.pods);
      found.set(pods?.id, pods);
    }
  }
  return [...found.values()].filter((pods) => pods !== undefined);
}

/** What is known of an input, when pods that are not in it are thought of. */
interface Known {
  readonly policies: readonly Policy[];
  readonly peers: readonly Peer[];
  /** The policies that select no pod of the input. */
  readonly idle: readonly Policy[];
  readonly index: PodIndex;
  readonly namespaces: Namespaces;
}

/** By namespace, the labels that idle policies ask for: the pods which these restrict may be the ones that a peer names. */
function askedByIdle(idle: readonly Policy[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { namespace, selector } of idle) {
    if (namespace === undefined) continue;
    const keys = remember(asked, namespace, () => new Set<string>());
    for (const { key } of selector.requirements) keys.add(key);
  }
  return asked;
}

function isPods(peer: Peer): peer is PodPeer {
  return 'pods' in peer;
}

/** Peers, with the namespace of each policy that they are in where that is the one they mean. */
function* placed(
  peers: readonly PodPeer[],
  policies: readonly Policy[],
): Generator<readonly [peer: PodPeer, own: string | undefined]> {
  for (const peer of peers) if (peer.namespaces !== undefined) yield [peer, undefined];
  const relative = new Set<Peer>(peers.filter(({ namespaces }) => namespaces === undefined));
  if (relative.size === 0) return;
  for (const policy of policies) {
    for (const rule of rulesOf(policy)) {
      for (const peer of rule.peers) if (isPods(peer) && relative.has(peer)) yield [peer, policy.namespace];
    }
  }
}

/** The namespaces that a peer names, or one that stands for all that it selects. */
function placesOf(peer: PodPeer, own: string | undefined, namespaces: Namespaces): readonly Namespace[] {
  if (peer.namespaces === undefined) return own === undefined ? [] : [namespaces.of(own)];
  const named = equalities(peer.namespaces).find(([key]) => key === NAMESPACE_LABEL)?.[1];
  if (named === undefined) return [namespaces.example(peer.namespaces)].filter((one) => one !== undefined);
  const { namespaces: selector } = peer;
  return named.map((name) => namespaces.of(name)).filter((namespace) => selects(selector, namespace) !== 'no');
}

/** Whether an object of the input makes such pods. A namespace that stands for many has others, whatever the input holds. */
function isMade(peer: PodPeer, namespace: Namespace, index: PodIndex): boolean {
  return index.inNamespace(namespace.name, peer.pods).some(({ answer }) => answer === 'yes');
}

function assumed(
  namespace: Namespace | undefined,
  selector: Selector,
  asked: ReadonlyMap<string, ReadonlySet<string>>,
): Workload | undefined {
  const labels = exampleOf(selector);
  if (namespace === undefined || labels === undefined) return undefined;
  return {
    id: `Pods ${namespace.name}/${selector.text || ANY}`,
    namespace: namespace.name,
    labels,
    mayBear: (key) => asked.get(namespace.name)?.has(key) ?? false,
    ports: undefined,
    annotations: {},
    hostNetwork: false,
    serviceAccount: undefined,
    gateway: false,
    assumed: true,
  };
}
