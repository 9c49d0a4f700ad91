import { Construct } from 'constructs';
import type { Grantable } from '../grants/grantee';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import { checkProps } from '../props/props';
import { LONG_RUNNING_PROPS, type LongRunningProps, longRunning, SYNONYMS } from './long-running';
import type { Pod } from './pod';

export type WorkerProps = LongRunningProps;

/**
 * A long-running process that calls others and that nobody calls.
 *
 * It answers `/livez`, `/readyz` and `/metrics` on port 8081, unless it is told otherwise.
 */
export class Worker extends Construct implements Connectable, Grantable {
  /** Its pods: who is granted something. */
  readonly pod: Pod;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, objectName(scope, id, NAMES.worker));
    checkProps<WorkerProps>(this, props, LONG_RUNNING_PROPS, SYNONYMS);
    this.pod = longRunning(this, { ...props, ports: [] });
  }

  /** The network paths into and out of the pods. */
  get connections(): Connections {
    return this.pod.connections;
  }
}
