import { Port } from '../network/port';
import type { ServingContainer } from '../workload/container-options';
import type { MountedSecret } from '../workload/credentials';
import type { Resources } from '../workload/resources';

/** Where the exporter is asked: https://github.com/prometheus/prometheus/wiki/Default-port-allocations */
export const EXPORTER_PORT = Port.tcp(9121, 'http-metrics');

/** Name of the container, and of the folder with its certificate. */
const EXPORTER = 'exporter';

/** What its server's certificate says beside: the exporter asks the server of its own pod, and no other. */
export const OWN_POD = 'localhost';

/** A few hundred numbers at a time, of a server that it asks when it is asked: 14 MiB in a test. */
const RESOURCES: Resources = { cpu: '20m', memory: '64Mi' };

/** Prometheus gives up after ten seconds. */
const TIMEOUT_SECONDS = 5;

/** What its server knows it by, which is no name of a client: those have a dot. */
export function exporterUser(server: string): string {
  return `${server}-${EXPORTER}`;
}

/** Its certificate, which is in its own container and no other. */
export function exporterSecret(sources: MountedSecret['sources']): MountedSecret {
  return { folder: EXPORTER, container: EXPORTER, sources };
}

/**
 * What turns INFO of a server into metrics, beside it: https://github.com/oliver006/redis_exporter
 *
 * It asks for nothing that its user may not have: no configuration, no client's name, no times of single commands. It reads its
 * certificate for each connection, and makes one for each scrape, so that it is restarted for none.
 */
export function exporterContainer(image: string, port: number): ServingContainer {
  const folder = `/var/run/secrets/dwcp/${EXPORTER}`;
  return {
    name: EXPORTER,
    image,
    resources: RESOURCES,
    ports: [EXPORTER_PORT],
    args: [
      `-redis.addr=rediss://${OWN_POD}:${port}`,
      `-tls-client-cert-file=${folder}/tls.crt`,
      `-tls-client-key-file=${folder}/tls.key`,
      `-tls-ca-cert-file=${folder}/ca.crt`,
      `-web.listen-address=:${EXPORTER_PORT.number}`,
      `-connection-timeout=${TIMEOUT_SECONDS}s`,
      '-config-command=-',
      '-set-client-name=false',
      '-exclude-latency-histogram-metrics',
      '-include-metrics-for-empty-databases=false',
    ],
    // It answers there whether or not its server does: that is what `redis_up` is for.
    health: {
      httpGet: { path: '/health', port: EXPORTER_PORT.number },
      periodSeconds: 20,
      timeoutSeconds: 3,
      failureThreshold: 3,
    },
  };
}
