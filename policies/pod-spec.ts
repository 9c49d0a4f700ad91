import type { Fields } from './fields';
import type { Origins } from './origins';

/** A pod as an object describes it, or as its controller puts it together of what several places say. */
export interface PodSpec {
  /** Where it is, and where what it leaves out would be said. */
  readonly field: string;
  readonly spec: Fields;
  readonly securityContext: Fields;
  /** Labels and annotations of the pods. */
  readonly metadata: Fields;
  /** Where these are. */
  readonly metadataField: string;
  /**
   * Whether the service account of the pods, and what they get of it, is said here and by nobody else.
   *
   * @default - by whoever lists the containers
   */
  readonly choosesAccount?: boolean;
  /**
   * Whether it is somebody else who says what its containers take of their node.
   *
   * @default - nobody else
   */
  readonly leavesResources?: true;
  /**
   * Whether it is that of a whole object which another one holds, for somebody to make it wherever that says.
   *
   * @default - it is of the object itself
   */
  readonly ofHeld?: true;
  /**
   * Where its fields are written that it takes over.
   *
   * @default - all of them where it is
   */
  readonly origins?: Origins;
}

/** Whether a pod says which service account it runs under: an operator that makes its own containers chooses that as well. */
export function choosesAccount(pod: PodSpec & { readonly containers: readonly unknown[] }): boolean {
  return pod.choosesAccount ?? pod.containers.length > 0;
}
