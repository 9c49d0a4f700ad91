import type { NetworkPolicyPeer } from '../kubernetes';
import { clearer, type Edge } from './edge';
import { limitKey } from './http-limit';
import type { Caller } from './peer';

/** A rule of a NetworkPolicy: a peer, and each of its ports once. */
export interface OpenPorts {
  readonly selectors: readonly NetworkPolicyPeer[];
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
}

/** An edge as one of its ends sees it. */
interface Half {
  readonly edge: Edge;
  /** Who is at the other end. */
  readonly other: Caller;
}

/** The edges into or out of one workload; adding twice, or in another order, changes nothing. */
export class Edges {
  private readonly halves = new Map<string, Half>();

  add(edge: Edge, other: Caller): void {
    const { port, protocol, http } = edge;
    // By the name first, which is what people look for; the rest tells apart what was given one name by mistake.
    const key = `${other.name} ${port}/${protocol} ${limitKey(http)} ${other.serviceAccount ?? ''} ${JSON.stringify(other.selectors)}`;
    const said = this.halves.get(key);
    this.halves.set(key, { edge: said === undefined ? edge : clearer(said.edge, edge), other });
  }

  /** All of them, sorted. */
  get list(): readonly Edge[] {
    return this.sorted.map(({ edge }) => edge);
  }

  /** Who is at their other ends. */
  get others(): readonly Caller[] {
    return this.sorted.map(({ other }) => other);
  }

  /** One rule for each peer, in the order of the list. */
  get rules(): readonly OpenPorts[] {
    const rules = new Map<string, { selectors: Caller['selectors']; ports: Map<string, OpenPorts['ports'][number]> }>();
    for (const { edge, other } of this.sorted) {
      const key = `${other.name} ${JSON.stringify(other.selectors)}`;
      const rule = rules.get(key) ?? { selectors: other.selectors, ports: new Map() };
      rule.ports.set(`${edge.port}/${edge.protocol}`, { port: edge.port, protocol: edge.protocol });
      rules.set(key, rule);
    }
    return [...rules.values()].map(({ selectors, ports }) => ({ selectors, ports: [...ports.values()] }));
  }

  private get sorted(): readonly Half[] {
    return [...this.halves].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, half]) => half);
  }
}
