import type { LivePod } from '../cluster/pods';
import type { TlsVersion } from './probe/client-hello';

/** Something that can be connected to: an address or a name, and a port. */
export interface Door {
  readonly host: string;
  readonly port: number;
  /** What it is called where it is told: `pod api-0`, `Service api.shop`. */
  readonly called: string;
  /** What is said when it is open, as the client of a server that speaks TLS. @default - nothing: it is closed again */
  readonly hello?: Hello;
}

/** A client that speaks one version of TLS, and whom it asks for. */
export interface Hello {
  readonly version: TlsVersion;
  readonly serverName: string;
}

/** A port of a pod, by its address. */
export function doorOf(pod: LivePod, port: number): Door {
  return { host: pod.status!.podIP!, port, called: `pod ${pod.metadata.name}` };
}
