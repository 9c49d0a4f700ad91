import type * as pulumi from '@pulumi/pulumi';
import { version } from '@pulumi/pulumi/version';

type Aliases = NonNullable<pulumi.CustomResourceOptions['aliases']>;

/** The last version of Pulumi's SDK that was seen to ask for aliases once more, when the constructor is through. */
const LAST_SEEN = { major: 3, minor: 276 };

/**
 * The aliases of a resource, told when its constructor is through and before it is registered.
 *
 * The constructor would make four Outputs of each, for resources below this one, which the engine works out by itself: in a
 * large stack, a sixth of the time and a quarter of the memory.
 */
export class LateAliases {
  /** What to tell the constructor: a list that the SDK looks into again. */
  readonly told: Aliases;
  private readonly late: Aliases;

  constructor(aliases: Aliases, parent: pulumi.Resource | undefined) {
    const isLate = looksAgain(version) && hasNoTransformations(parent);
    this.told = isLate ? [] : aliases;
    this.late = isLate ? aliases : [];
  }

  /** To be called at once after the constructor. */
  tell(): void {
    this.told.push(...this.late);
  }
}

/** Whether an SDK is known to look into the list again. Any other is told at once, which costs, and is always right. */
export function looksAgain(sdk: string): boolean {
  const [major, minor] = sdk.split('.').map(Number);
  return major === LAST_SEEN.major && minor! <= LAST_SEEN.minor;
}

/** A transformation of a program may have put another list in the place of this one. */
function hasNoTransformations(parent: pulumi.Resource | undefined): boolean {
  const { __transformations: all } = (parent ?? {}) as { readonly __transformations?: readonly unknown[] };
  return all?.length === 0;
}
