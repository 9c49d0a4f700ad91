import { Construct } from 'constructs';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import type { Grantable } from './grantable';
import { longRunning } from './long-running';
import type { Pod } from './pod';
import type { Resources } from './resources';

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
    super(scope, objectName(scope, id, NAMES.worker));
    this.pod = longRunning(this, { ...props, ports: [] });
  }

  get connections(): Connections {
    return this.pod.connections;
  }
}
