import { Construct } from 'constructs';
import type { Grantable } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { LOAD_SHEDDING, LoadShedding, type LoadSheddingOptions } from '../mesh/load-shedding';
import { TRAFFIC, type TrafficOptions, TrafficPolicy } from '../mesh/traffic-policy';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import { Port, type Ports } from '../network/port';
import { ruleGroups } from '../observability/alerts';
import { latencyOf, SERVICE_LEVEL, type ServiceLevel, stricter } from '../observability/service-level';
import { type Measured, serviceRules } from '../observability/service-rules';
import { histogramBuckets, type Signals, signalsOf } from '../observability/signals';
import { HELD_TO_NONE } from '../plan/promised';
import { choice, port as portNumber } from '../props/checks';
import { checkProps, optional, type Props } from '../props/props';
import { LONG_RUNNING_PROPS, type LongRunningProps, longRunning, SYNONYMS } from './long-running';
import { GRPC_CHECKS, HTTP_CHECKS } from './management';
import type { Pod } from './pod';

export interface WebServiceProps extends LongRunningProps {
  /**
   * TCP port that the container listens on, and that its Service has. Not 8081, nor one of the sidecar's own.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * What is spoken on the port.
   *
   * `grpc` also has the health protocol asked on it, for the services `readiness` and `liveness`. Its calls are sent
   * once, since all of them are POST: `traffic.retryNonIdempotent` says otherwise.
   *
   * @default 'http'
   */
  readonly protocol?: 'http' | 'grpc';

  /**
   * How callers treat it: timeouts, retries, requests in flight.
   *
   * @default - 30 s for an answer, five attempts where the method is idempotent, 200 requests in flight per caller
   */
  readonly traffic?: TrafficOptions;

  /**
   * What each of its pods refuses before the application sees it.
   *
   * @default - nothing but what exceeds the requests in flight
   */
  readonly loadShedding?: LoadSheddingOptions;

  /**
   * What its users may count on: recorded by Prometheus, with alerts for when the budget goes too fast.
   *
   * @default - what a gateway that exposes it says, and else `none`
   */
  readonly slo?: ServiceLevel | 'none';
}

const PROPS: Props<WebServiceProps> = {
  ...LONG_RUNNING_PROPS,
  port: optional(portNumber),
  protocol: optional(choice('http', 'grpc')),
  traffic: optional(TRAFFIC),
  loadShedding: optional(LOAD_SHEDDING),
  slo: optional(SERVICE_LEVEL),
};

/**
 * A stateless HTTP or gRPC service that other workloads or a gateway may be allowed to call.
 *
 * It answers `/livez`, `/readyz` and `/metrics` on port 8081, apart from its traffic, unless it is told otherwise.
 */
export class WebService extends Construct implements Connectable<Ports>, Grantable {
  /** Its pods: who is granted something. */
  readonly pod: Pod<Ports>;
  /** What it listens on, and what its Service has. */
  readonly port: Port;
  /** How callers treat it. */
  readonly traffic: TrafficPolicy;
  /** What is measured of it, by the metrics of the mesh. */
  readonly signals: Signals;
  /** What it speaks. */
  readonly protocol: 'http' | 'grpc';
  private readonly measured: Measured;
  private readonly slo: ServiceLevel | 'none' | undefined;
  private level?: ServiceLevel;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, objectName(scope, id, NAMES.webService));
    checkProps(this, props, PROPS, SYNONYMS);
    const { protocol = 'http' } = props;
    this.protocol = protocol;
    this.port = Port.tcp(props.port ?? 8080, protocol);
    this.pod = longRunning(this, { ...props, ports: [this.port] }, protocol === 'grpc' ? GRPC_CHECKS : HTTP_CHECKS);
    new KubernetesObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: id, ...(props.slo === 'none' && { annotations: HELD_TO_NONE }) },
      spec: {
        selector: this.pod.labels,
        ports: [
          {
            name: this.port.name,
            port: this.port.number,
            targetPort: this.port.name,
            protocol: this.port.protocol,
            appProtocol: protocol,
          },
        ],
      },
    });
    this.traffic = new TrafficPolicy(this, 'traffic', { ...props.traffic, service: id, port: this.port });
    this.measured = { namespace: this.pod.namespace, service: id, protocol, level: {} };
    this.signals = signalsOf(this.measured);
    this.slo = props.slo;
    if (this.slo !== undefined && this.slo !== 'none') this.measure(this.slo);
    if (props.loadShedding) {
      new LoadShedding(this, 'load-shedding', { ...props.loadShedding, workload: id, labels: this.pod.labels });
    }
  }

  /** Holds it to a service level, where it says nothing itself: the stricter part of each, where it is told twice. */
  holdTo(level: ServiceLevel): void {
    if (this.slo !== undefined) return;
    this.measure(this.level === undefined ? level : stricter(this.level, level));
  }

  /** What it is held to, of itself or by its gateways, as far as that is declared; `undefined` where it is not. */
  get serviceLevel(): ServiceLevel | undefined {
    return this.level;
  }

  private measure(level: ServiceLevel): void {
    const isFirst = this.level === undefined;
    this.level = level;
    if (!isFirst) return;
    this.pod.tellMesh(() => histogramBuckets(latencyOf(this.level!)));
    ruleGroups(this, 'service-level', {
      name: `${this.node.id}-service-level`,
      groups: () => serviceRules({ ...this.measured, level: this.level! }),
    });
  }

  /** The network paths into and out of the pods. */
  get connections(): Connections<Ports> {
    return this.pod.connections;
  }
}
