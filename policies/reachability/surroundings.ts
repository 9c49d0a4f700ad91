import type { Node, NodeKind } from './parties/node';
import type { OutsideWorld } from './parties/outside';
import type { PodAddresses } from './parties/pod-addresses';
import type { PodIndex } from './parties/pod-index';

/** Everybody who can be at the other end of a connection. */
export interface Surroundings {
  readonly index: PodIndex;
  readonly outside: OutsideWorld;
  readonly nodes: Readonly<Record<NodeKind, readonly Node[]>>;
  readonly podAddresses: PodAddresses;
  readonly nodeAddresses: PodAddresses;
}
