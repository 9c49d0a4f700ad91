import type { IConstruct } from 'constructs';
import { invalid } from '../invalid';
import type { Probe } from '../kubernetes';
import { Port } from '../network/port';
import { HealthCheck } from './health-check';
import type { OperationOptions } from './operation';
import { STARTUP } from './rollout';

/** Where a workload answers for itself, apart from its traffic, unless another port is named. */
const MANAGEMENT_PORT = 8081;

const PROBE_PERIOD_SECONDS = 5;

/** A rollout waits for each pod to be seen: a program that has started is seen by then. */
const STARTUP_PERIOD_SECONDS = 2;

/** What is asked of a program that says nothing of its own. */
export interface DefaultChecks {
  readonly readiness: HealthCheck;
  readonly liveness: HealthCheck;
}

/** Two paths of the management port: what serves requests may be away for a while without being broken. */
export const HTTP_CHECKS: DefaultChecks = {
  readiness: HealthCheck.http('/readyz'),
  liveness: HealthCheck.http('/livez'),
};

/** Two services of the health protocol, for the same reason. */
export const GRPC_CHECKS: DefaultChecks = {
  readiness: HealthCheck.grpc('readiness'),
  liveness: HealthCheck.grpc('liveness'),
};

/** How a workload is probed and where its metrics are. */
export class Management {
  readonly probes: { readonly startup: Probe; readonly readiness: Probe; readonly liveness: Probe };
  readonly startupSeconds: number;

  /** Where the program has metrics. @default - it has none */
  readonly metrics?: { readonly path: `/${string}`; readonly port: Port };
  private readonly workload: IConstruct;
  private readonly serving: readonly Port[];
  private readonly options: OperationOptions;
  private readonly extra = new Map<number, Port>();
  private readonly asked = new Map<number, Port>();

  constructor(workload: IConstruct, serving: readonly Port[], options: OperationOptions, checks: DefaultChecks) {
    this.workload = workload;
    this.serving = serving;
    this.options = options;
    const { probes = {}, metrics = {} } = options;
    const { readiness = checks.readiness, liveness = checks.liveness, startup = readiness } = probes;
    this.startupSeconds = (probes.startupTime ?? STARTUP).toSeconds();
    this.probes = {
      // Only this one waits for long, so that a hang is seen within 15 seconds.
      startup: this.probe(startup, STARTUP_PERIOD_SECONDS, Math.ceil(this.startupSeconds / STARTUP_PERIOD_SECONDS)),
      readiness: this.probe(readiness, PROBE_PERIOD_SECONDS, 3),
      liveness: this.probe(liveness, PROBE_PERIOD_SECONDS, 3),
    };
    if (metrics === 'none') return;
    const { path = '/metrics', port } = metrics;
    this.metrics = { path, port: port === undefined ? this.managementPort() : this.named(port, 'metrics') };
  }

  /** Ports that the probes ask. */
  get probed(): readonly Port[] {
    return [...this.asked.values()];
  }

  /** Ports of the container that only kubelets and Prometheus use. */
  get ports(): readonly Port[] {
    return [...this.extra.values()];
  }

  /** Tells the sidecar where the program's metrics are, so that it serves them merged with its own. */
  get annotations(): Readonly<Record<string, string>> {
    if (this.metrics === undefined) return {};
    return {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': `${this.metrics.port.number}`,
      'prometheus.io/path': this.metrics.path,
    };
  }

  private probe(check: HealthCheck, periodSeconds: number, failureThreshold: number): Probe {
    const pace = { periodSeconds, timeoutSeconds: 2, failureThreshold };
    const port = this.portOf(check);
    if (port !== undefined) this.asked.set(port.number, port);
    return check.toProbe(port, pace);
  }

  private portOf({ port }: HealthCheck): Port | undefined {
    if (port === 'none') return undefined;
    if (port === 'management') return this.managementPort();
    if (port !== 'serving') return this.named(port, `probe-${port}`);
    const [first] = this.serving;
    if (first !== undefined) return first;
    throw invalid(
      this.workload,
      'is asked for its health on the port that it serves, and serves none',
      'name the port, e.g. HealthCheck.tcp(9000)',
    );
  }

  private managementPort(): Port {
    const { managementPort } = this.options;
    // Only one that was named can be the one that is served: 8081 of both, unsaid, is a slip.
    if (managementPort !== undefined) return this.named(managementPort, 'management');
    return this.declare(MANAGEMENT_PORT, 'management');
  }

  private named(number: number, name: string): Port {
    const served = this.serving.find((port) => port.number === number && port.protocol === 'TCP');
    return served ?? this.declare(number, number === this.options.managementPort ? 'management' : name);
  }

  private declare(number: number, name: string): Port {
    const port = this.extra.get(number) ?? Port.tcp(number, name);
    this.extra.set(number, port);
    return port;
  }
}
