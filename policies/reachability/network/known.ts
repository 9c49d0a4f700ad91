import type { Peer, RulePorts } from './policy';

/** What has been read of policies: most of them name the same few peers and ports, and these need be read only once. */
export class Known {
  private readonly peers = new Map<string, Peer>();
  private readonly ports = new Map<string, RulePorts>();

  peer(written: unknown, read: () => Peer): Peer {
    return remember(this.peers, written, read);
  }

  rulePorts(written: unknown, read: () => RulePorts): RulePorts {
    return remember(this.ports, written, read);
  }
}

function remember<T>(known: Map<string, T>, written: unknown, read: () => T): T {
  const key = JSON.stringify(written);
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = read();
  known.set(key, made);
  return made;
}
