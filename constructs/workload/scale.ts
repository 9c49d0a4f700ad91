import type { Construct } from 'constructs';
import type { HorizontalPodAutoscalerBehavior } from '../api/autoscaling-v2';
import { KubernetesObject, type MetricSpec } from '../kubernetes';
import { also, count, either, group, whole } from '../props/checks';
import { needed, optional, type PropCheck } from '../props/props';

/** How many pods, as load decides. */
export interface Autoscale {
  /** Pods without load: 2 or more, where one may be lost. */
  readonly min: number;

  /** Pods under the most load. The worst time of a rollout counts on it. */
  readonly max: number;

  /**
   * Percent of its promised CPU that the container uses on average when there are enough pods.
   *
   * @default 70 - or not looked at, where `memory` is given or queues decide: the rest is for the time that a new pod takes to start
   */
  readonly cpu?: number;

  /**
   * The same for memory: only for a program that gives memory back when it has less to do.
   *
   * @default - it is not looked at
   */
  readonly memory?: number;
}

/** Pods of a workload: so many, or as load decides between two numbers. */
export type Scale = number | Autoscale;

const CPU_PERCENT = 70;

/** Down by one pod a minute: the default may take all of them that are not needed at once, with their connections. */
export const SCALE_BEHAVIOR: HorizontalPodAutoscalerBehavior = {
  scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
};

const percent = whole(1, 100);

export const SCALE: PropCheck = either(
  'write how many pods, e.g. 3, or { min, max }',
  (given) => typeof given !== 'object',
  count,
  also(
    group<Autoscale>({
      min: needed(count),
      max: needed(count),
      cpu: optional(percent),
      memory: optional(percent),
    }),
    ({ min, max }: Autoscale, place) =>
      max > min ? [] : [`has \`${place}\` from ${min} to ${max}; make \`max\` the larger one, or write one number`],
  ),
);

/** The most pods that there may be, which is what the worst time of a rollout counts on. */
export function mostPods(scale: Scale): number {
  return typeof scale === 'number' ? scale : scale.max;
}

/**
 * The `replicas` of a controller: none where an autoscaler owns them, since each deploy would undo what it decided.
 *
 * A workload that runs already and gets its first autoscaler needs a step before: docs/deploy.md, "From a number to an autoscaler".
 */
export function replicasOf(scale: Scale): { replicas?: number } {
  return typeof scale === 'number' ? { replicas: scale } : {};
}

/** Adds and removes pods by what the workload's own container uses; its sidecars' share would hide it. */
export function autoscaler(scope: Construct, name: string, { min, max, cpu, memory }: Autoscale): KubernetesObject {
  const usage = (resource: 'cpu' | 'memory', averageUtilization: number): MetricSpec => ({
    type: 'ContainerResource',
    containerResource: { name: resource, container: name, target: { type: 'Utilization', averageUtilization } },
  });
  const cpuPercent = cpu ?? (memory === undefined ? CPU_PERCENT : undefined);
  return new KubernetesObject(scope, 'autoscaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        ...(cpuPercent === undefined ? [] : [usage('cpu', cpuPercent)]),
        ...(memory === undefined ? [] : [usage('memory', memory)]),
      ],
      behavior: SCALE_BEHAVIOR,
    },
  });
}
