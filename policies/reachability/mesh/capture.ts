import { isAbsent } from '../../fields';
import type { Pods } from '../parties/node';
import { allOf, difference, NO_PORTS, type Ports, union } from '../ports';

/** TCP, which is all that a sidecar takes part in. */
export const TCP = allOf('TCP');

/** Where a proxy answers for itself: its metrics and its readiness, and the probes of the application. */
const OWN_PORTS = [15020, 15021, 15090];

const ANNOTATION = 'traffic.sidecar.istio.io/';

/**
 * The ports on which a proxy stands before pods, so that the mesh has a say.
 *
 * https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
 */
export function captured({ annotations, membership }: Pods): Ports {
  if (membership === 'gateway') return difference(TCP, numbers(OWN_PORTS));
  const included = annotations[`${ANNOTATION}includeInboundPorts`];
  const excluded = listed(annotations[`${ANNOTATION}excludeInboundPorts`]);
  const all = isAbsent(included) || included === '*' ? TCP : numbers(listed(included));
  return difference(all, numbers([...OWN_PORTS, ...excluded]));
}

/** Whether some of what pods send passes their sidecar by, and so proves nothing about them. */
export function sendsAround({ annotations }: Pods): boolean {
  return Object.keys(annotations).some((key) => key.startsWith(ANNOTATION) && key.includes('Outbound'));
}

function listed(text: string | undefined): readonly number[] {
  return (text ?? '')
    .split(',')
    .map(Number)
    .filter((port) => port >= 1 && port <= 65535);
}

function numbers(ports: readonly number[]): Ports {
  return ports.reduce<Ports>((sum, port) => union(sum, [{ protocol: 'TCP', from: port, to: port }]), NO_PORTS);
}
