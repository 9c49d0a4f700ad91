import { Construct } from 'constructs';
import type { Connectable, Connections } from '../network/connections';
import type { Grantable } from './grantable';
import { MANAGEMENT_PORT, MANAGEMENT_PROBES, METRICS_ANNOTATIONS, scrapeSidecar } from './management';
import { Pod } from './pod';
import type { Resources } from './resources';
import { RollingDeployment, rolloutSeconds } from './rolling-deployment';

export interface WorkerProps {
  /** By digest, such as `registry.example.com/worker@sha256:…`. */
  readonly image: string;
  readonly replicas: number;
  readonly resources: Resources;
}

/**
 * A long-running process that calls others and that nobody calls.
 *
 * It answers `/livez`, `/readyz` and `/metrics` on port 8081.
 */
export class Worker extends Construct implements Connectable, Grantable {
  readonly pod: Pod;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    this.pod = new Pod(this, 'pod', {
      name: id,
      image: props.image,
      resources: props.resources,
      ports: [],
      managementPorts: [MANAGEMENT_PORT],
      probes: MANAGEMENT_PROBES,
      annotations: METRICS_ANNOTATIONS,
      mesh: true,
      restart: { kind: 'Deployment', name: id },
      rolloutSeconds: rolloutSeconds(props.replicas),
    });
    new RollingDeployment(this, 'rolling', { pod: this.pod, replicas: props.replicas });
    scrapeSidecar(this.pod);
  }

  get connections(): Connections {
    return this.pod.connections;
  }
}
