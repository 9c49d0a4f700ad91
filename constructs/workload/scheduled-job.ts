import { Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import type { Grantable } from './grantable';
import { Pod } from './pod';
import type { Resources } from './resources';

export interface ScheduledJobProps {
  /** By digest, such as `registry.example.com/report@sha256:…`. */
  readonly image: string;

  /** When it runs, in cron's five fields, in UTC. */
  readonly schedule: string;

  readonly resources: Resources;

  /**
   * The longest that a run may take, after which it is stopped as failed.
   *
   * Credentials that it reads as it starts must outlive it, which synthesis checks.
   *
   * @default Duration.hours(1)
   */
  readonly deadline?: Duration;
}

/** A task that runs on a schedule, never twice at once. A late start is skipped after 10 minutes. */
export class ScheduledJob extends Construct implements Connectable, Grantable {
  readonly pod: Pod;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, objectName(scope, id, NAMES.scheduledJob));
    const deadlineSeconds = (props.deadline ?? Duration.hours(1)).toSeconds();
    this.pod = new Pod(this, 'pod', {
      name: id,
      image: props.image,
      resources: props.resources,
      ports: [],
      mesh: true,
      // As an ordinary container, Istio's choice before Kubernetes 1.33, it would outlive the task, and the run never end.
      annotations: { 'sidecar.istio.io/nativeSidecar': 'true' },
      rolloutSeconds: deadlineSeconds,
    });
    const job = new KubernetesObject(this, 'cron-job', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: id, labels: this.pod.labels },
      spec: {
        schedule: props.schedule,
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 10 * 60,
        jobTemplate: {
          spec: {
            backoffLimit: 2,
            activeDeadlineSeconds: deadlineSeconds,
            ttlSecondsAfterFinished: Duration.days(1).toSeconds(),
            template: Lazy.any({ produce: () => this.pod.template({ restartPolicy: 'Never' }) }),
          },
        },
      },
    });
    job.node.addDependency(this.pod);
  }

  get connections(): Connections {
    return this.pod.connections;
  }
}
