import type { Duration } from 'cdk8s';
import { group, port as portNumber, seconds, text, value } from '../props/checks';
import { isGroup, optional, type PropCheck, type Props, wrong } from '../props/props';
import { HealthCheck } from './health-check';

/** How the kubelet finds out about a container. */
export interface ProbeOptions {
  /**
   * Whether it can serve: what fails here gets no requests.
   *
   * @default HealthCheck.http('/readyz') - of a gRPC service HealthCheck.grpc('readiness')
   */
  readonly readiness?: HealthCheck;

  /**
   * Whether it lives: what fails here is restarted, so ask for nothing that a restart does not mend, such as a database.
   *
   * @default HealthCheck.http('/livez') - of a gRPC service HealthCheck.grpc('liveness')
   */
  readonly liveness?: HealthCheck;

  /**
   * Whether it has started; until then the others are not asked.
   *
   * @default - the same as `readiness`
   */
  readonly startup?: HealthCheck;

  /**
   * How long that may take, in whole seconds. The worst time of a rollout counts on it.
   *
   * @default Duration.minutes(2)
   */
  readonly startupTime?: Duration;
}

/** Where a program has its metrics. */
export interface MetricsOptions {
  /** @default '/metrics' */
  readonly path?: `/${string}`;

  /** @default - the management port */
  readonly port?: number;
}

/** How a workload that runs for as long as it is deployed is looked after. */
export interface OperationOptions {
  /** @default - `/readyz` and `/livez` of the management port */
  readonly probes?: ProbeOptions;

  /**
   * Port on which it answers for itself, apart from its traffic: probes and metrics. It may be the one that it serves,
   * where it is said.
   *
   * @default 8081
   */
  readonly managementPort?: number;

  /**
   * The program's own metrics, which its sidecar serves together with the mesh's; `none` leaves the mesh's.
   *
   * @default - `/metrics` of the management port
   */
  readonly metrics?: MetricsOptions | 'none';

  /**
   * How long it may take to finish what it has begun, once it is told to end (SIGTERM), in whole seconds. Then it is
   * killed. It is told 10 seconds after it was taken out of service.
   *
   * @default Duration.seconds(30)
   */
  readonly drain?: Duration;
}

export const HEALTH_CHECK: PropCheck = value(
  "write a check, e.g. HealthCheck.http('/readyz')",
  HealthCheck.isHealthCheck,
);

const METRICS = group<MetricsOptions>({
  path: optional(text("write a path, e.g. '/metrics'", /^\/\S*$/)),
  port: optional(portNumber),
});

export const OPERATION_OPTIONS: Props<OperationOptions> = {
  probes: optional(
    group<ProbeOptions>({
      readiness: optional(HEALTH_CHECK),
      liveness: optional(HEALTH_CHECK),
      startup: optional(HEALTH_CHECK),
      startupTime: optional(seconds),
    }),
  ),
  managementPort: optional(portNumber),
  metrics: optional({
    form: "write where they are, e.g. { path: '/metrics', port: 9090 }, or 'none'",
    problems(given, place) {
      if (given === 'none') return [];
      return isGroup(given) ? METRICS.problems(given, place) : [wrong(given, place, this.form)];
    },
  }),
  drain: optional(seconds),
};
