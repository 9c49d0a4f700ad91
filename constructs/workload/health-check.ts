import type { Probe } from '../kubernetes';
import type { Port } from '../network/port';
import { list, port as portNumber, text } from '../props/checks';
import { checkArguments, needed, optional } from '../props/props';

const HEALTH_CHECK = Symbol.for('@dwcp/baseline.HealthCheck');

const PORT = optional(portNumber);

/** How the kubelet asks a container whether it lives or can serve. In the mesh its sidecar asks in the kubelet's place. */
export class HealthCheck {
  /** An answer of 200 to 399 at a path, of the management port unless another is named. */
  static http(path: `/${string}`, port?: number): HealthCheck {
    checkArguments(
      'HealthCheck.http(…)',
      { path, port },
      { path: needed(text("write a path, e.g. '/health'", /^\/\S*$/)), port: PORT },
    );
    return new HealthCheck(port ?? 'management', (named) => ({ httpGet: { path, port: named?.name ?? port! } }));
  }

  /**
   * SERVING by the gRPC health protocol, on the port that the workload serves unless another is named.
   *
   * The service is what the server is asked about: give liveness and readiness two names, so that they can differ.
   * https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe
   */
  static grpc(service: string, port?: number): HealthCheck {
    checkArguments(
      'HealthCheck.grpc(…)',
      { service, port },
      { service: needed(text('write what the server is asked about')), port: PORT },
    );
    return new HealthCheck(port ?? 'serving', (named) => ({ grpc: { port: named?.number ?? port!, service } }));
  }

  /** A connection that is accepted, on the port that the workload serves unless another is named. */
  static tcp(port?: number): HealthCheck {
    checkArguments('HealthCheck.tcp(…)', { port }, { port: PORT });
    return new HealthCheck(port ?? 'serving', (named) => ({ tcpSocket: { port: named?.name ?? port! } }));
  }

  /** A command in the container that exits with 0. Without a shell, unless it names one. */
  static command(...words: [string, ...string[]]): HealthCheck {
    checkArguments(
      'HealthCheck.command(…)',
      { words },
      { words: needed(list(text('write text'), "write words, e.g. '/app/ready'", 1)) },
    );
    return new HealthCheck('none', () => ({ exec: { command: words } }));
  }

  /** By symbol, so that a second copy of this package in a consumer's tree is still recognised. */
  static isHealthCheck(value: unknown): value is HealthCheck {
    return typeof value === 'object' && value !== null && HEALTH_CHECK in value;
  }

  /** The port that is asked: one by its number, one that the workload has, or none. */
  readonly port: number | 'management' | 'serving' | 'none';
  private readonly ask: (port: Port | undefined) => Probe;

  private constructor(port: HealthCheck['port'], ask: (port: Port | undefined) => Probe) {
    this.port = port;
    this.ask = ask;
    Object.defineProperty(this, HEALTH_CHECK, { value: true });
  }

  /** As a container lists it; `port` is the one that is asked, where the container declares it. */
  toProbe(port: Port | undefined, pace: Pick<Probe, 'failureThreshold' | 'periodSeconds' | 'timeoutSeconds'>): Probe {
    return { ...this.ask(port), ...pace };
  }
}
