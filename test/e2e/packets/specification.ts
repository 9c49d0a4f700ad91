import type { Manifest } from '../../../constructs/plan/resource';
import { type Endpoint, lets } from '../../support/network-oracle';
import type { Actor, Cast, CastPod } from './cast';
import type { Prediction } from './comparison';

/** What the policies say of each pair by itself, read from the specification without any of the product's code. */
export function specificationOf(
  policies: readonly Manifest[],
  cast: Cast,
  addressOf: (actor: Actor) => string,
): Prediction {
  const running = ({ namespace, labels, containerPorts }: CastPod) => ({
    namespace,
    namespaceLabels: { ...cast.namespaces[namespace], 'kubernetes.io/metadata.name': namespace },
    labels,
    ports: containerPorts.map(({ name = '', containerPort, protocol = 'TCP' }) => ({ name, containerPort, protocol })),
  });
  const endpoint = (actor: Actor): Endpoint => ({
    ip: addressOf(actor),
    ...(actor.kind === 'pod' && running(actor)),
  });
  return (from, to, port) => (lets(policies, endpoint(from), endpoint(to), port) ? 'open' : 'closed');
}
