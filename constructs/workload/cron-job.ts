import { Duration, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import type { Pod } from './pod';

export interface CronJobProps {
  /** Labels of the CronJob, beside those that policies select by. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly schedule: string;
  readonly deadlineSeconds: number;
  readonly pod: Pod;
}

/** What runs a pod on a schedule, in UTC and never twice at once, and tries a run that failed twice more. */
export function cronJob(scope: Construct, { labels, schedule, deadlineSeconds, pod }: CronJobProps): KubernetesObject {
  const job = new KubernetesObject(scope, 'cron-job', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: pod.name, labels: { ...labels, ...pod.labels } },
    spec: {
      schedule,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 10 * 60,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: deadlineSeconds,
          ttlSecondsAfterFinished: Duration.days(1).toSeconds(),
          template: Lazy.any({ produce: () => pod.template({ restartPolicy: 'Never' }) }),
        },
      },
    },
  });
  job.node.addDependency(pod);
  return job;
}
