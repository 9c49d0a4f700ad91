import { also, whole } from '../props/checks';
import { optional, type Props } from '../props/props';
import {
  CONTAINER_OPTIONS,
  type ContainerOptions,
  type ExtraContainer,
  INIT_CONTAINERS,
  SIDE_CONTAINERS,
  type SideContainer,
} from './container-options';
import { ANNOTATIONS, LABELS } from './pod-metadata';

/** The user that containers run as unless another is named: any but root, and the same in every image. */
export const USER = 10001;

/** What is said about the pods of a workload, whatever runs them. */
export interface PodOptions extends ContainerOptions {
  /**
   * Labels of the workload and of its pods, for people and their tools: no policy selects by them.
   *
   * @default - the one that our policies select by
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Annotations of its pods.
   *
   * @default - where its metrics are
   */
  readonly annotations?: Readonly<Record<string, string>>;

  /**
   * User and group that every container of its pods runs as, and that its volumes belong to. Never 0, which is root.
   *
   * @default 10001
   */
  readonly userId?: number;

  /**
   * Containers that have to end well, one after the other, before the workload's own starts.
   *
   * @default - none
   */
  readonly initContainers?: readonly ExtraContainer[];

  /**
   * Containers that run beside the workload's own. They start before the init containers, which may need them.
   *
   * @default - none but the mesh's
   */
  readonly sideContainers?: readonly SideContainer[];
}

/** https://istio.io/latest/docs/ops/deployment/application-requirements/ */
const SIDECAR_USER = 1337;

export const POD_OPTIONS: Props<PodOptions> = {
  ...CONTAINER_OPTIONS,
  labels: optional(LABELS),
  annotations: optional(ANNOTATIONS),
  // The largest of a user in Kubernetes' own validation.
  userId: optional(
    also(whole(1, 2 ** 31 - 1), (given: number, place) =>
      given === SIDECAR_USER
        ? [
            `has ${given} for \`${place}\`, by which the mesh knows the sidecar, whose connections it lets by; choose another`,
          ]
        : [],
    ),
  ),
  initContainers: optional(INIT_CONTAINERS),
  sideContainers: optional(SIDE_CONTAINERS),
};
