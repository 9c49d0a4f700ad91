import type { RuleParameters } from '../../constructs/plan/parameters';

/** A part that may depend on what a platform tells the rules. */
export type Told = string | ((parameters: RuleParameters) => string);

/**
 * A rule once more, for the admission of the API server: CEL, by hand beside the predicate that it has to agree with.
 *
 * Nothing but the object that is written is there: what a rule looks up elsewhere is left to the other runners.
 */
export interface Cel {
  /**
   * True of what the rule accepts.
   *
   * Of `object` in a rule about objects; of `variables.pod`, `variables.annotations` and `variables.containers` in one about
   * pods; of each `container` in one about containers or their images, and of each `entry` in one about the entries of NetworkPolicies.
   */
  readonly accepts: Told;
  /**
   * What is worked out before it, by name, each of those above it: `variables.<name>`.
   *
   * @default - what is there for pods, containers and entries by themselves
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * The list of containers that a rule about containers looks at.
   *
   * @default - all of a pod, the init and ephemeral ones included
   */
  readonly containers?: string;
  /**
   * The kinds that are held, as `kindOf` writes them.
   *
   * @default - those of the rule, or all that are known to make pods
   */
  readonly of?: readonly string[];
  /** What to do, as the end of a sentence: what somebody reads whose object is refused. */
  readonly remedy: Told;
  /**
   * What of the rule is left to the other runners, as the end of a sentence that begins with `it leaves out`.
   *
   * @default - nothing
   */
  readonly leavesOut?: string;
}

/** That the API server cannot be told of a rule. */
export interface NoCel {
  /** Why, as the end of a sentence that begins with `because`. */
  readonly cannot: string;
}

/** What is told of it where a platform says so. */
export function told(part: Told, parameters: RuleParameters): string {
  return typeof part === 'string' ? part : part(parameters);
}

/** A text as CEL writes it. */
export function text(value: string): string {
  return JSON.stringify(value);
}

/** A list of texts as CEL writes it. */
export function texts(values: Iterable<string>): string {
  return `[${[...values].map(text).join(', ')}]`;
}

/**
 * A list, or an empty one where it is left out or null: the API server writes null for some lists that nobody wrote.
 *
 * `of` is an object and `field` a field of it; its type is not asked, which a list of null has not.
 */
export function listIn(of: string, field: string): string {
  return `(has(dyn(${of}).${field}) && dyn(${of}).${field} != null ? dyn(${of}).${field} : [])`;
}
