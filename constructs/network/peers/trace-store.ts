import type { TraceFacts } from '../../facts/trace-facts';
import { type Peer, podsIn } from '../peer';
import { Port } from '../port';

/** The store that traces go to: the pods that its facts name, on the port of its address. */
export function traceStore({ endpoint, namespace, labels }: TraceFacts): Peer {
  const { hostname, port } = new URL(endpoint);
  return {
    name: `traces (${hostname})`,
    role: 'external',
    ports: [Port.tcp(port === '' ? 443 : Number(port), 'https')],
    selectors: [podsIn(namespace, labels)],
  };
}
