import { App } from 'cdk8s';
import { Environment } from '../environment';
import type { Facts } from '../facts/facts';
import { factsFrom } from '../facts/stack-config';
import type { Fields, Loosening, Ranked, RankedFields } from '../fields/field';
import { asGroup } from '../fields/group';
import { UserError } from '../invalid';
import type { Exemption } from '../plan/exemption';
import type { FormerIds } from '../plan/former-ids';
import { parametersOf, type RuleParameters } from '../plan/parameters';
import { type Plan, planOf } from '../plan/plan';
import type { Posture } from '../posture';
import { unknownEnvironment } from './environments';
import type { OwnRule } from './own-rules';
import { problemsOfPlatform } from './platform-problems';

/** The version of the shape of a platform: a command reads the platforms of its own. */
export const PLATFORM_SHAPE = 1;

// A symbol rather than `instanceof`: a command may load a platform that was made by another copy of this package.
const PLATFORM = Symbol.for('@dwcp/baseline.Platform');

export interface PlatformProps<P extends Posture, F extends Facts> extends RuleParameters {
  /** The posture of each environment by its name, the loosest first: each may only tighten what the one before it has. */
  // What a posture may be follows from its fields, not from the values that the environments happen to have.
  readonly environments: Readonly<Record<string, NoInfer<P>>>;

  /** One field for each part of a posture: `POSTURE`, or `{ ...POSTURE, … }` where postures have parts of their own. */
  readonly posture: RankedFields<P>;

  /** One field for each fact: `FACTS`, or `{ ...FACTS, … }` where there are more. */
  readonly facts: Fields<F>;

  /**
   * Declares everything that one environment runs, and which part may talk to which.
   *
   * Called once for each tree, with an environment in which nothing is yet.
   */
  declare(environment: Environment<P, F>): void;

  /**
   * Permissions to fail a rule, each for one resource, owned, reasoned and dated.
   *
   * @default - every rule holds everywhere
   */
  readonly exemptions?: readonly Exemption[];

  /**
   * Rules beside those of `@dwcp/baseline/policies`.
   *
   * @default - no others
   */
  readonly rules?: readonly OwnRule[];

  /**
   * What resources were called before, by ids as `dwcp preview` shows them; an environment that has no such resource leaves it
   * out. Pulumi then takes each for the same one: a path in Vault is moved with what it holds.
   *
   * Kubernetes itself renames nothing: an object of another name is made anew, which Pulumi refuses for protected data. In
   * another version of its kind, an object is the same one without a word here.
   *
   * @default - a resource of another id is another resource
   */
  readonly formerly?: FormerIds;

  /**
   * What the keys of facts begin with in `Pulumi.<environment>.yaml`; in most projects, the project's name.
   *
   * @default 'dwcp' - `dwcp:cluster`, `dwcp:vault`
   */
  readonly config?: string;
}

/** What a repository declares, checked: what the `dwcp` command and a Pulumi program run on. */
export interface Platform<P extends Posture = Posture, F extends Facts = Facts> extends RuleParameters {
  /** The version of the shape of this object. */
  readonly shape: number;
  /** The names of the environments, the loosest first. */
  readonly environments: readonly string[];
  /** Its permissions to fail a rule. */
  readonly exemptions: readonly Exemption[];
  /** Its rules beside those of the baseline. */
  readonly rules: readonly OwnRule[];

  /**
   * The facts in a `config:` map, whose keys are `dwcp:cluster` and so on.
   *
   * @throws UserError with every problem, each after the name of the file; `before` are those that were found already.
   */
  factsFrom(config: unknown, file: string, before?: readonly string[]): F;

  /**
   * Builds an environment.
   *
   * @throws UserError when there is none of that name, or the facts are wrong, or what is declared is.
   */
  tree(name: string, facts: F): Environment<P, F>;

  /** Builds an environment, and makes a plan of it. */
  plan(name: string, facts: F): Plan;

  /**
   * How strict an environment is.
   *
   * @throws UserError when there is none of that name.
   */
  posture(name: string): P;

  /** What in one posture is looser than in another, or cannot be compared with it. They need not be of this platform. */
  looser(posture: unknown, base: unknown): readonly Loosening[];
}

/**
 * A platform: the environments of a repository, what runs in them, and its own rules and exemptions.
 *
 * Export it by default from a file that package.json names: `"dwcp": { "platform": "./stacks/platform.ts" }`.
 *
 * @throws UserError with every problem of what it is given; a posture that is looser than the one before it is one.
 */
export function definePlatform<P extends Posture, F extends Facts>(props: PlatformProps<P, F>): Platform<P, F> {
  const problems = problemsOfPlatform(props);
  if (problems.length > 0) throw new UserError(problems);
  const { environments, posture, exemptions = [], rules = [], config = 'dwcp' } = props;
  const tree = (name: string, facts: F) => build(props, name, facts);
  return Object.freeze({
    [PLATFORM]: true,
    shape: PLATFORM_SHAPE,
    environments: Object.freeze(Object.keys(environments)),
    exemptions: Object.freeze([...exemptions]),
    rules: Object.freeze([...rules]),
    ...parametersOf(props),
    factsFrom: (settings: unknown, file: string, before: readonly string[] = []) =>
      factsFrom(settings, props.facts, { file, before, namespace: config }),
    tree,
    plan: (name: string, facts: F) => planOf(tree(name, facts)),
    posture: (name: string) => postureIn(environments, name),
    looser: (value: unknown, base: unknown) => (asGroup(posture) as Ranked<P>).looser(value, base, []),
  });
}

/** Whether a value is a platform, of this copy of the package or of another. */
export function isPlatform(value: unknown): value is Platform {
  return typeof value === 'object' && value !== null && PLATFORM in value;
}

function build<P extends Posture, F extends Facts>(
  props: PlatformProps<P, F>,
  name: string,
  facts: F,
): Environment<P, F> {
  const { environments, posture, facts: fields, declare, formerly } = props;
  const environment = new Environment(new App(), name, {
    posture: postureIn(environments, name),
    facts,
    fields: { posture, facts: fields },
    ...(formerly && { formerly }),
    ...parametersOf(props),
  });
  const returned: unknown = declare(environment);
  // What it declares after its first `await` would be missing, without a word.
  if (returned instanceof Promise) {
    throw new UserError([
      `'${name}' is declared by a function that returns a promise; declare everything before it ends`,
    ]);
  }
  return environment;
}

function postureIn<P>(environments: Readonly<Record<string, P>>, name: string): P {
  if (!Object.hasOwn(environments, name)) throw unknownEnvironment(name, Object.keys(environments));
  return environments[name]!;
}
