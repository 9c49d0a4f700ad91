import type { Probe } from '../kubernetes';
import { SIDECAR_PORTS } from '../mesh/sidecar';
import { toRun } from '../network/edge';
import { prometheus } from '../network/peers/operators';
import { Port } from '../network/port';
import { scrape } from '../observability/scrape';
import type { Pod } from './pod';

/** Where a workload answers for itself, apart from its traffic: `/livez`, `/readyz` and `/metrics`. */
export const MANAGEMENT_PORT = Port.tcp(8081, 'management');

const PROBE_PERIOD_SECONDS = 5;

/** How long a pod may take from its start to its first success. */
export const STARTUP_SECONDS = 120;

/** Probes of the management port. Only the startup probe waits for long, so that a hang is seen within 15 seconds. */
export const MANAGEMENT_PROBES = {
  startup: probe('/readyz', STARTUP_SECONDS / PROBE_PERIOD_SECONDS),
  readiness: probe('/readyz', 3),
  liveness: probe('/livez', 3),
} as const;

/** Tells the sidecar where the application's metrics are, so that it serves them merged with its own. */
export const METRICS_ANNOTATIONS = {
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': `${MANAGEMENT_PORT.number}`,
  'prometheus.io/path': '/metrics',
} as const;

/** Lets Prometheus scrape a pod of the mesh: at its sidecar, since Prometheus has no certificate of the mesh. */
export function scrapeSidecar(pod: Pod): void {
  const { metrics } = SIDECAR_PORTS;
  pod.connections.allowFrom(prometheus, { ports: [metrics], origin: { ...toRun(pod), by: 'observe' } });
  scrape(pod, { name: pod.name, labels: pod.labels, port: metrics, path: '/stats/prometheus' });
}

function probe(path: string, failureThreshold: number): Probe {
  return {
    httpGet: { path, port: MANAGEMENT_PORT.name },
    periodSeconds: PROBE_PERIOD_SECONDS,
    timeoutSeconds: 2,
    failureThreshold,
  };
}
