import { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import { LoadShedding, type LoadSheddingOptions } from '../mesh/load-shedding';
import { type TrafficOptions, TrafficPolicy } from '../mesh/traffic-policy';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import { Port, type Ports } from '../network/port';
import type { Grantable } from './grantable';
import { longRunning } from './long-running';
import type { Pod } from './pod';
import type { Resources } from './resources';

export interface WebServiceProps {
  /** By digest, such as `registry.example.com/api@sha256:…`. */
  readonly image: string;

  /**
   * TCP port that the container listens on, and that its Service has. Not 8081, nor one of the sidecar's own.
   *
   * @default 8080
   */
  readonly port?: number;

  readonly replicas: number;
  readonly resources: Resources;

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
}

/**
 * A stateless HTTP service that other workloads or a gateway may be allowed to call.
 *
 * It answers `/livez`, `/readyz` and `/metrics` on port 8081, apart from its traffic.
 */
export class WebService extends Construct implements Connectable<Ports>, Grantable {
  readonly pod: Pod<Ports>;
  readonly port: Port;
  readonly traffic: TrafficPolicy;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, objectName(scope, id, NAMES.webService));
    this.port = Port.tcp(props.port ?? 8080, 'http');
    this.pod = longRunning(this, { ...props, ports: [this.port] });
    new KubernetesObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: id },
      spec: {
        selector: this.pod.labels,
        ports: [
          {
            name: this.port.name,
            port: this.port.number,
            targetPort: this.port.name,
            protocol: this.port.protocol,
            appProtocol: 'http',
          },
        ],
      },
    });
    this.traffic = new TrafficPolicy(this, 'traffic', { ...props.traffic, service: id, port: this.port });
    if (props.loadShedding) {
      new LoadShedding(this, 'load-shedding', { ...props.loadShedding, workload: id, labels: this.pod.labels });
    }
  }

  get connections(): Connections<Ports> {
    return this.pod.connections;
  }
}
