import type { Manifest, Resource } from '../constructs/plan/resource';
import type { Cel, NoCel } from './admission/cel';
import type { Judged } from './judged';
import type { Prepared } from './prepared';
import type { Subjects } from './subjects';
import type { Unknowable } from './unknowable';
import type { PlanViolation, Violation } from './violation';

/** Whether a check fails by it, or only says so. */
export type Level = 'mandatory' | 'advisory';

/** What it may cost to break it: `critical` gives away the cluster, `low` an hour of somebody's time. */
export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** What a check may find in a subject: violations, and what it could not read beside them. */
export type Found<S extends keyof Subjects> = (S extends 'plan' ? PlanViolation : Violation) | Unknowable;

/** A policy: data and one pure function, with no engine, no cluster and no I/O. Written once, run everywhere. */
export interface Rule<S extends keyof Subjects = keyof Subjects> {
  /** Kebab-case statement of the good state; the name of its file. */
  readonly id: string;
  /** What it is about: the engine finds every such thing in a plan, and judges each by itself. */
  readonly subject: S;
  /**
   * Only those of these kinds: `apps/Deployment`, `Service`, or a type of Vault such as `vault:index/policy:Policy`.
   *
   * @default - all of them
   */
  readonly of?: readonly string[];
  /** The good state, as one sentence. */
  readonly says: string;
  /** What happens otherwise: the end of a sentence that begins with `because`. */
  readonly because: string;
  /** Whether a check fails by it. */
  readonly level: Level;
  /** What it may cost to break it. */
  readonly severity: Severity;
  /** The folder of its file, and its chapter in the documentation. */
  readonly topic: string;
  /** Where the demand comes from: `PSS:restricted`, `CIS:5.2.6`, `NSA:pod-security`, `practices:network-security`, or a URL. */
  readonly references: readonly string[];
  /**
   * Whether the answer on one subject depends on other resources.
   *
   * @default - it does for `namespace` and `plan` only
   */
  readonly needs?: 'plan';
  /** Whether there is anything to judge in this subject: where there is not, no verdict is counted. */
  applies?(subject: Subjects[S], context: Prepared): boolean;
  /**
   * What is wrong with one subject; nothing is an empty list.
   *
   * @throws Unknowable when it cannot be told.
   */
  check(subject: Subjects[S], context: Prepared): readonly Found<S>[];
  /**
   * The same for the admission of the API server, where CEL can say it, or why it cannot.
   *
   * @default - the API server is not told of it
   */
  readonly cel?: Cel | NoCel;
  /** Its tests, and what its page shows. */
  readonly examples: Examples<S>;
}

/** What a rule accepts, what it refuses, what it cannot tell and what it does not look at. */
export interface Examples<S extends keyof Subjects = keyof Subjects> {
  /** What it finds nothing wrong with. */
  readonly accepted: readonly Example<S>[];
  /** What it finds something wrong with, and what. */
  readonly refused: readonly RefusedExample<S>[];
  /**
   * What it has nothing to say about: no verdict is counted.
   *
   * @default - none
   */
  readonly skipped?: readonly Example<S>[];
  /**
   * What it cannot tell: the answer is `unknown`, which fails a check like something wrong.
   *
   * @default - none
   */
  readonly unknown?: readonly UnknownExample<S>[];
}

/** Resources as somebody would write them, or the one subject that is meant: it is then tried in every place that has such. */
export type Example<S extends keyof Subjects = keyof Subjects> = {
  /** What it shows, for example `a container without a memory limit`. */
  readonly shows: string;
} & (InPlace<S> | Whole);

/** An example, with all that is found in it. */
export type RefusedExample<S extends keyof Subjects = keyof Subjects> = Example<S> & {
  /** All that is found, whole. Of a subject in place, fields are written as seen from it. */
  readonly violations: readonly (S extends 'plan' ? PlanViolation : Violation)[];
};

/** An example, with all that cannot be told of it, and in which nothing else is found. */
export type UnknownExample<S extends keyof Subjects = keyof Subjects> = Example<S> & {
  readonly doubts: readonly Doubt[];
};

/** A field that cannot be told. */
export interface Doubt {
  /** As an `Unknowable` names it; of a subject in place, as seen from it. */
  readonly field: string;
  /** What the `Unknowable` says, and behind a comma in which other resource, where it names one. */
  readonly why: string;
}

/** Resources written out, with what else of a plan the rule reads; violations name their fields from the object on. */
interface Whole extends Omit<Judged, 'resources'> {
  readonly resources: readonly ExampleResource[];
}

/** A manifest, or a resource of Vault. */
export type ExampleResource = Manifest | Pick<Extract<Resource, { api: 'vault' }>, 'type' | 'vaultPath' | 'args'>;

interface InPlaces {
  /** Fields of a container called `api`, tried in every list of every kind that makes pods. */
  readonly container: InKinds & {
    readonly container: Readonly<Record<string, unknown>>;
    /**
     * The lists that it is tried in.
     *
     * @default - all three
     */
    readonly lists?: readonly Subjects['container']['list'][];
  };
  /** Fields of a pod with a container called `api`, tried in every kind that makes pods. */
  readonly pod: InKinds & {
    readonly pod: Readonly<Record<string, unknown>>;
    /** Labels and annotations of the pod. */
    readonly metadata?: Readonly<Record<string, unknown>>;
  };
  /** Fields of a container or a pod, tried in the same places, of which the images are judged. */
  readonly image: InPlaces['container'] | InPlaces['pod'];
  /** One entry of a NetworkPolicy, tried in its direction. */
  readonly trafficRule: { readonly ingress: object } | { readonly egress: object };
}

interface InKinds {
  /**
   * The kinds that it is tried in, such as `apps/Deployment`.
   *
   * @default - all that make pods, and one that nobody knows
   */
  readonly kinds?: readonly string[];
}

type InPlace<S extends keyof Subjects> = S extends keyof InPlaces ? InPlaces[S] : never;
