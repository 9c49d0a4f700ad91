import type { NetworkPolicyPeer } from '../kubernetes';
import { type HttpLimit, limitKey } from './http-limit';
import type { Caller } from './peer';
import type { Port } from './port';

/** A peer and a port that is open between it and the workload. */
export interface Opening {
  readonly peer: Caller;
  readonly port: Port;
  /** @default - everything that is said on the port */
  readonly http?: HttpLimit;
}

/** A rule of a NetworkPolicy: a peer, and each of its ports once. */
export interface OpenPorts {
  readonly selectors: readonly NetworkPolicyPeer[];
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
}

/** What is open on one side of a workload; adding twice, or in another order, changes nothing. */
export class Openings {
  private readonly byKey = new Map<string, Opening>();

  add(peer: Caller, ports: readonly Port[], http?: HttpLimit): void {
    for (const port of ports) {
      // By the name first, which is what people look for; the rest tells apart what was given one name by mistake.
      const key = `${peer.name} ${port} ${limitKey(http)} ${peer.serviceAccount ?? ''} ${JSON.stringify(peer.selectors)}`;
      this.byKey.set(key, { peer, port, ...(http && { http }) });
    }
  }

  /** All of them, sorted. */
  get list(): readonly Opening[] {
    return [...this.byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, opening]) => opening);
  }

  /** One rule for each peer, in the order of the list. */
  get rules(): readonly OpenPorts[] {
    const rules = new Map<string, { selectors: Caller['selectors']; ports: Map<string, OpenPorts['ports'][number]> }>();
    for (const { peer, port } of this.list) {
      const key = `${peer.name} ${JSON.stringify(peer.selectors)}`;
      const rule = rules.get(key) ?? { selectors: peer.selectors, ports: new Map() };
      rule.ports.set(`${port}`, { port: port.number, protocol: port.protocol });
      rules.set(key, rule);
    }
    return [...rules.values()].map(({ selectors, ports }) => ({ selectors, ports: [...ports.values()] }));
  }
}
