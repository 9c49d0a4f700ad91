import { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import type { Connectable, Connections } from '../network/connections';
import { Port } from '../network/port';
import type { Grantable } from './grantable';
import { MANAGEMENT_PORT, MANAGEMENT_PROBES, METRICS_ANNOTATIONS, scrapeSidecar } from './management';
import { Pod } from './pod';
import type { Resources } from './resources';
import { RollingDeployment, rolloutSeconds } from './rolling-deployment';

export interface WebServiceProps {
  /** By digest, such as `registry.example.com/api@sha256:…`. */
  readonly image: string;

  /**
   * TCP port that the container listens on, and that its Service has.
   *
   * @default 8080
   */
  readonly port?: number;

  readonly replicas: number;
  readonly resources: Resources;
}

/**
 * A stateless HTTP service that other workloads or a gateway may be allowed to call.
 *
 * It answers `/livez`, `/readyz` and `/metrics` on port 8081, apart from its traffic.
 */
export class WebService extends Construct implements Connectable, Grantable {
  readonly pod: Pod;
  readonly port: Port;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    this.port = Port.tcp(props.port ?? 8080, 'http');
    this.pod = new Pod(this, 'pod', {
      name: id,
      image: props.image,
      resources: props.resources,
      ports: [this.port],
      managementPorts: [MANAGEMENT_PORT],
      probes: MANAGEMENT_PROBES,
      annotations: METRICS_ANNOTATIONS,
      mesh: true,
      restart: { kind: 'Deployment', name: id },
      rolloutSeconds: rolloutSeconds(props.replicas),
    });
    new RollingDeployment(this, 'rolling', { pod: this.pod, replicas: props.replicas });
    scrapeSidecar(this.pod);
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
  }

  get connections(): Connections {
    return this.pod.connections;
  }
}
