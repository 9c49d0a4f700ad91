import type { Answer } from '../../answer';
import { doubtAbout } from '../doubt';
import type { Node, NodeKind } from '../parties/node';
import type { OutsideWorld } from '../parties/outside';
import type { PodAddresses } from '../parties/pod-addresses';
import type { PodIndex } from '../parties/pod-index';
import { remember } from '../remember';
import type { BlockPeer, Peer, PodPeer } from './policy';

/** Everybody who can be at the other end of a connection. */
export interface Surroundings {
  readonly index: PodIndex;
  readonly outside: OutsideWorld;
  readonly nodes: Readonly<Record<NodeKind, readonly Node[]>>;
  readonly podAddresses: PodAddresses;
  readonly nodeAddresses: PodAddresses;
}

/** Who is meant, and how sure that is. */
interface Meant<T> {
  readonly who: T;
  readonly answer: Answer;
  /** Why it is not sure. @default - it is */
  readonly doubt: string | undefined;
}

/** Whom a peer of a policy means: everybody of some kinds, and single ones. */
export interface Counterpart {
  readonly kinds: readonly Meant<NodeKind>[];
  readonly nodes: readonly Meant<Node>[];
}

/** Whom the peers of policies mean: worked out once for each, as most policies name the same few. */
export class Counterparts {
  private readonly surroundings: Surroundings;
  /** By the namespace that they are about; nothing for those that say so themselves. */
  private readonly known = new Map<string | undefined, Map<Peer, Counterpart>>();

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  /** Everybody of a kind, one by one. */
  everybody(kind: NodeKind): readonly Node[] {
    return this.surroundings.nodes[kind];
  }

  /** Whom a peer means in a policy of a namespace. */
  of(peer: Peer, namespace: string): Counterpart {
    const own = 'pods' in peer && peer.namespaces === undefined ? namespace : undefined;
    const known = remember(this.known, own, () => new Map<Peer, Counterpart>());
    return remember(known, peer, () => ('block' in peer ? this.inBlock(peer) : this.selected(peer, namespace)));
  }

  private selected({ namespaces, pods }: PodPeer, own: string): Counterpart {
    if (namespaces?.text === '' && pods.text === '') return EVERY_POD;
    const { index } = this.surroundings;
    const selected = namespaces === undefined ? index.inNamespace(own, pods) : index.inNamespaces(namespaces, pods);
    const nodes = selected.map(({ pods: who, answer }): Meant<Node> => {
      const sure = answer === 'yes' && who.kind !== 'host';
      return sure ? { who, answer, doubt: undefined } : { who, answer: 'unknown', doubt: doubtAbout(who, namespaces) };
    });
    return { kinds: [], nodes };
  }

  private inBlock(peer: BlockPeer): Counterpart {
    const { outside, podAddresses, nodeAddresses } = this.surroundings;
    const of = (who: NodeKind, addresses: PodAddresses, called: string): readonly Meant<NodeKind>[] => {
      const answer = addresses.areIn(peer);
      if (answer === 'no') return [];
      const doubt = `which addresses ${called} have is not known, so ${peer.block.text} may hold them`;
      return [{ who, answer, doubt: answer === 'yes' ? undefined : doubt }];
    };
    return {
      kinds: [
        ...(peer.withoutPods ? [] : of('pods', podAddresses, 'pods')),
        ...of('host', nodeAddresses, 'nodes').map((one) => (peer.withoutPods ? MAYBE_ADDRESSES : one)),
      ],
      nodes: outside.within(peer.block, peer.except).map((who) => ({ who, answer: 'yes', doubt: undefined })),
    };
  }
}

const MAYBE_ADDRESSES: Meant<NodeKind> = {
  who: 'host',
  answer: 'unknown',
  doubt: 'whether Cilium knows nodes by their addresses is set where it is installed',
};

const EVERY_POD: Counterpart = {
  kinds: [
    { who: 'pods', answer: 'yes', doubt: undefined },
    { who: 'host', answer: 'unknown', doubt: "pods on their node's network may not count as pods" },
  ],
  nodes: [],
};
