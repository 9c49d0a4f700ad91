import type { Origins } from '../origins';

/** Something that is fetched to be run or mounted. */
export interface Image {
  readonly field: string;
  /**
   * Where it is as seen from the pod, by names: the same when others are written before it.
   *
   * @default - its field
   */
  readonly place?: string;
  /** Who does what with it: `container 'api' runs`. */
  readonly what: string;
  /** As it is named; nothing where it is not. */
  readonly reference: unknown;
  /**
   * What to do where nothing tells which one it is.
   *
   * @default - name it by its digest
   */
  readonly fix?: string;
  /**
   * Where its fields are written that its pod takes over.
   *
   * @default - all of them where it is
   */
  readonly origins?: Origins;
}
