import type { Construct } from 'constructs';
import type { Port } from '../network/port';
import { observe } from '../observability/observe';
import { needed, optional, type Props } from '../props/props';
import { IMAGE } from './container-options';
import { type DefaultChecks, HTTP_CHECKS, Management } from './management';
import { OPERATION_OPTIONS, type OperationOptions } from './operation';
import { Pod } from './pod';
import { POD_OPTIONS, type PodOptions } from './pod-options';
import { RESOURCES, type Resources } from './resources';
import { RollingDeployment } from './rolling-deployment';
import { DRAIN_SECONDS, type Pace, rolloutSeconds, rolloutSum } from './rollout';
import { mostPods, SCALE, type Scale } from './scale';
import { checkConsumed, SCALE_BY, type ScaleBy, scaledByQueues } from './scale-by';

/** What is said of a workload that runs for as long as it is deployed, and of which one pod is like another. */
export interface LongRunningProps extends PodOptions, OperationOptions {
  /** By digest, such as `registry.example.com/api@sha256:…`. */
  readonly image: string;

  /** How many pods: a number, or what load decides between `min` and `max`. */
  readonly scale: Scale;

  /**
   * Queues whose messages decide how many pods there are, between `min` and `max` of `scale`, by KEDA. `cpu` and `memory` of `scale` count
   * beside them where they are given. Where `scale` is a number, there are so many, whatever waits.
   *
   * @default - what the container uses decides
   */
  readonly scaleBy?: ScaleBy;

  /** CPU and memory of one pod's own container. */
  readonly resources: Resources;
}

export const LONG_RUNNING_PROPS: Props<LongRunningProps> = {
  image: needed(IMAGE),
  scale: needed(SCALE),
  scaleBy: optional(SCALE_BY),
  resources: needed(RESOURCES),
  ...POD_OPTIONS,
  ...OPERATION_OPTIONS,
};

/** Words that other tools have for our props. */
export const SYNONYMS = {
  replicas: 'scale',
  autoscaling: 'scale',
  instances: 'scale',
  queues: 'scaleBy',
  scaledBy: 'scaleBy',
  environment: 'env',
  sidecars: 'sideContainers',
  containers: 'sideContainers',
  configMap: 'config',
  files: 'config',
  mounts: 'volumes',
  volumeMounts: 'volumes',
  ports: 'port',
  runAsUser: 'userId',
  readinessProbe: 'probes',
  livenessProbe: 'probes',
  startupProbe: 'probes',
  terminationGracePeriodSeconds: 'drain',
} as const;

/** The pods of such a workload, probed, scraped and restarted with new credentials. */
export function longRunning<const Declared extends readonly Port[]>(
  workload: Construct,
  props: LongRunningProps & { readonly ports: Declared },
  checks: DefaultChecks = HTTP_CHECKS,
): Pod<Declared> {
  const { scale, scaleBy, ports } = props;
  const name = workload.node.id;
  const queues = scaledByQueues(workload, scale, scaleBy);
  const management = new Management(workload, ports, props, checks);
  const pace = paceOf(props, management);
  const pod = new Pod(workload, 'pod', {
    ...podOptions(props),
    name,
    ports,
    managementPorts: management.ports,
    probes: management.probes,
    annotations: { ...props.annotations, ...management.annotations },
    mesh: true,
    restart: { kind: 'Deployment', name },
    rolloutSeconds: rolloutSeconds(mostPods(scale), pace),
    rolloutSum: rolloutSum(mostPods(scale), pace),
  });
  new RollingDeployment(workload, 'rolling', { pod, scale, pace, ...(queues && { queues }) });
  if (scaleBy) checkConsumed(workload, pod, scaleBy);
  observe(pod, { name });
  return pod;
}

/** How long pods of the workload may take to come and to go. */
export function paceOf({ drain }: OperationOptions, { startupSeconds }: Management): Pace {
  return { startupSeconds, drainSeconds: drain?.toSeconds() ?? DRAIN_SECONDS };
}

/** What of the props is about the pods, whatever runs them. */
export function podOptions({
  image,
  resources,
  ...props
}: PodOptions & { readonly image: string; readonly resources: Resources }) {
  const options = Object.entries(props).filter(
    ([name, value]) => Object.hasOwn(POD_OPTIONS, name) && value !== undefined,
  );
  return { image, resources, ...(Object.fromEntries(options) as PodOptions) };
}
