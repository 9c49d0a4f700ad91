import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { Grantable } from '../grants/grantee';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import { seconds, value } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { IMAGE } from './container-options';
import { isCron } from './cron';
import { cronJob } from './cron-job';
import { podOptions, SYNONYMS } from './long-running';
import { Pod } from './pod';
import { POD_OPTIONS, type PodOptions } from './pod-options';
import { RESOURCES, type Resources } from './resources';

export interface ScheduledJobProps extends PodOptions {
  /** By digest, such as `registry.example.com/report@sha256:…`. */
  readonly image: string;

  /** When it runs, in UTC: cron's five fields, such as `0 6 * * 1`, or `@hourly`, `@daily` and so on. */
  readonly schedule: string;

  /** CPU and memory of a run. */
  readonly resources: Resources;

  /**
   * The longest that a run may take, in whole seconds, after which it is stopped as failed.
   *
   * Credentials that it reads as it starts must outlive it, which synthesis checks.
   *
   * @default Duration.hours(1)
   */
  readonly deadline?: Duration;
}

const PROPS: Props<ScheduledJobProps> = {
  image: needed(IMAGE),
  schedule: needed(
    value(
      "write minute, hour, day, month and day of the week, as in '0 6 * * 1', or '@daily'",
      (given) => typeof given === 'string' && isCron(given),
    ),
  ),
  resources: needed(RESOURCES),
  deadline: optional(seconds),
  ...POD_OPTIONS,
};

/** A task that runs on a schedule, never twice at once. A late start is skipped after 10 minutes. */
export class ScheduledJob extends Construct implements Connectable, Grantable {
  /** The pod of a run: who is granted something. */
  readonly pod: Pod;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, objectName(scope, id, NAMES.scheduledJob));
    checkProps(this, props, PROPS, { ...SYNONYMS, cron: 'schedule', timeout: 'deadline' });
    const deadlineSeconds = (props.deadline ?? Duration.hours(1)).toSeconds();
    this.pod = new Pod(this, 'pod', {
      ...podOptions(props),
      name: id,
      ports: [],
      mesh: true,
      // As an ordinary container, Istio's choice before Kubernetes 1.33, it would outlive the task, and the run never end.
      annotations: { ...props.annotations, 'sidecar.istio.io/nativeSidecar': 'true' },
      rolloutSeconds: deadlineSeconds,
      rolloutSum: `a run of ${deadlineSeconds} s`,
    });
    cronJob(this, {
      ...(props.labels && { labels: props.labels }),
      ...{ schedule: props.schedule, deadlineSeconds, pod: this.pod },
    });
  }

  /** The network paths into and out of a run. */
  get connections(): Connections {
    return this.pod.connections;
  }
}
