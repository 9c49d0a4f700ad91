import { CONNECTABLE, calledWith } from '../called-with';
import { Environment } from '../environment';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { SIDECAR_PORTS } from '../mesh/sidecar';
import type { Connectable } from '../network/connections';
import { originOf } from '../network/edge';
import { prometheus } from '../network/peers/operators';
import type { Port } from '../network/port';
import type { MetricsEndpoint } from '../operators/prometheus-operator';
import { monitorLabels } from '../operators/whereabouts';
import { ScrapeAlerts } from './scrape-alerts';

/** Where a workload has its metrics. */
export interface ObserveOptions {
  /**
   * Name of the PodMonitor.
   *
   * @default - the workload's
   */
  readonly name?: string;

  /**
   * Port with the metrics, which a container of the pods has to declare.
   *
   * @default - the sidecar's, which serves the workload's own metrics together with the mesh's
   */
  readonly port?: Port;

  /** @default '/metrics' - of a sidecar, its own */
  readonly path?: `/${string}`;

  /**
   * How the server of `port` is known, where it answers by TLS alone.
   *
   * @default - it answers without TLS
   */
  readonly tls?: ObservedTls;
}

/** By whom a server is known, and as what. */
export interface ObservedTls {
  /** Name of the Secret with the authority that its certificate is of. */
  readonly secret: string;
  /** Which key of that Secret. */
  readonly key: string;
  /** A name that the server's certificate has. */
  readonly serverName: string;
}

/** Where the injected sidecar declares a port by name: its own metrics. The merged ones, beside it, it does not declare. */
const DECLARED_BY_SIDECAR = 'http-envoy-prom';

const { metrics } = SIDECAR_PORTS;

/**
 * Has Prometheus scrape a workload: opens the way, and tells the operator of Prometheus where.
 *
 * In the mesh at the sidecar, since Prometheus has no certificate of the mesh.
 */
export function observe(target: Connectable, options: ObserveOptions = {}): void {
  calledWith('observe', [target, CONNECTABLE]);
  const { connections } = target;
  const { workload, selector, serviceAccount } = connections.props;
  const { name = workload, port } = options;
  if (port === undefined && serviceAccount === undefined) {
    throw invalid(
      connections.owner,
      'has no sidecar to be scraped at',
      "name the port, e.g. Port.tcp(9090, 'metrics')",
    );
  }
  if (port !== undefined && serviceAccount !== undefined && port.number !== metrics.number) {
    throw invalid(
      connections.owner,
      `is in the mesh, and cannot be scraped on ${port}, where its sidecar takes nobody without an identity`,
      'leave `port` out, and say in `metrics` where the sidecar finds them',
    );
  }
  const { facts } = Environment.of(connections);
  connections.allowFrom(prometheus(facts), {
    ports: [port ?? metrics],
    origin: originOf(connections.owner, 'observe', `observe('${name}')`),
  });
  ScrapeAlerts.of(connections).watch(name);
  const scope = connections.node.scope ?? connections;
  new KubernetesObject(scope, name === workload ? 'pod-monitor' : `pod-monitor-${name}`, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, ...monitorLabels(facts) },
    spec: {
      selector: { matchLabels: selector },
      podMetricsEndpoints: [endpoint(options)],
    },
  });
}

function endpoint({ port, path, tls }: ObserveOptions): MetricsEndpoint {
  const interval = '30s';
  if (port !== undefined) {
    return { portNumber: port.number, path: path ?? '/metrics', interval, ...(tls && byTls(tls)) };
  }
  const address = (regex: string, replacement: string) =>
    ({
      action: 'replace',
      sourceLabels: ['__meta_kubernetes_pod_ip'],
      regex,
      replacement,
      targetLabel: '__address__',
    }) as const;
  return {
    // A target is made for each port that a container declares: this one is found, and then pointed at the one beside it.
    // As in https://github.com/istio/istio/blob/1.29.0/samples/addons/extras/prometheus-operator.yaml
    port: DECLARED_BY_SIDECAR,
    path: path ?? '/stats/prometheus',
    interval,
    relabelings: [
      address(String.raw`((\d+\.){3}\d+)`, `$1:${metrics.number}`),
      address('(.*:.*)', `[$1]:${metrics.number}`),
    ],
  };
}

function byTls({ secret, key, serverName }: ObservedTls): Pick<MetricsEndpoint, 'scheme' | 'tlsConfig'> {
  return { scheme: 'https', tlsConfig: { ca: { secret: { name: secret, key } }, serverName } };
}
