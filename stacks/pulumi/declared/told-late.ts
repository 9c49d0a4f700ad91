import type * as pulumi from '@pulumi/pulumi';
import { version } from '@pulumi/pulumi/version';

/** What a resource is told late. */
export interface Told {
  readonly inputs: pulumi.Inputs;
  readonly aliases: NonNullable<pulumi.CustomResourceOptions['aliases']>;
}

/** The last version of Pulumi's SDK that was seen to look at both once more, when what a resource depends on is known. */
const LAST_SEEN = { major: 3, minor: 276 };

/**
 * The inputs and the aliases of a resource, told when its constructor is through and before it is registered.
 *
 * The constructor would make four Outputs of each alias, for resources below this one, which the engine works out by itself;
 * and one of each input, for resources that read it from this one, where in a plan every value is known. In a large stack those
 * are a quarter of the time and half of the memory.
 */
export class ToldLate implements Told {
  /** What to tell the constructor: an object and a list that the SDK looks into again. */
  readonly inputs: pulumi.Inputs = {};
  readonly aliases: Told['aliases'] = [];
  /** Has all of it told; to be called once, before what the resource depends on is known. */
  readonly tell: () => void;

  constructor(told: () => Told, parent: pulumi.Resource | undefined) {
    const tell = () => {
      const { inputs, aliases } = told();
      Object.assign(this.inputs, inputs);
      this.aliases.push(...aliases);
    };
    const isLate = looksAgain(version) && hasNoTransformations(parent);
    if (!isLate) tell();
    this.tell = isLate ? tell : () => undefined;
  }
}

/** Whether an SDK is known to look again. Any other is told at once, which costs, and is always right. */
export function looksAgain(sdk: string): boolean {
  const [major, minor] = sdk.split('.').map(Number);
  return major === LAST_SEEN.major && minor! <= LAST_SEEN.minor;
}

/** A transformation of a program is to see them, and may put others in their place. */
function hasNoTransformations(parent: pulumi.Resource | undefined): boolean {
  const { __transformations: all } = (parent ?? {}) as { readonly __transformations?: readonly unknown[] };
  return all?.length === 0;
}
