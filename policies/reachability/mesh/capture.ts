import { isAbsent } from '../../fields';
import type { Pods } from '../parties/node';
import { ALL_PORTS, allOf, difference, NO_PORTS, type Ports, union } from '../ports';
import { opening, type Reach } from '../reach';

/** TCP, which is all that a sidecar takes part in. */
export const TCP = allOf('TCP');

/** Where a proxy answers for itself: its metrics and its readiness, and the probes of the application. */
const OWN_PORTS = [15020, 15021, 15090];

const ANNOTATION = 'traffic.sidecar.istio.io/';

/** What passes the proxy of pods, so that the mesh has a say, and what passes it by. */
export interface Capture {
  readonly captured: Reach;
  readonly around: Reach;
}

const USUAL = captureOf(difference(TCP, numbers(OWN_PORTS)));

/**
 * What a proxy that stands before pods takes.
 *
 * https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
 */
export function captureAt({ annotations, membership }: Pods): Capture {
  if (membership === 'gateway' || !Object.keys(annotations).some((key) => key.startsWith(ANNOTATION))) return USUAL;
  const included = annotations[`${ANNOTATION}includeInboundPorts`];
  const excluded = listed(annotations[`${ANNOTATION}excludeInboundPorts`]);
  const all = isAbsent(included) || included === '*' ? TCP : numbers(listed(included));
  return captureOf(difference(all, numbers([...OWN_PORTS, ...excluded])));
}

function captureOf(ports: Ports): Capture {
  return { captured: opening(ports), around: opening(difference(ALL_PORTS, ports)) };
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
