import { kubernetesResource, type Resource, vaultResource } from '../../constructs/plan/resource';
import type { Judged } from '../judged';
import type { Doubt, Example, ExampleResource, Rule } from '../rule';
import { judge } from '../run';
import type { PlanViolation, Violation } from '../violation';
import { type Place, placeOfTrafficRule, placesOfContainer, placesOfPod } from './places';

/** One example in one place, and all that has to be found there. */
export interface Trial {
  /** `a tag` */
  readonly shows: string;
  /** `a tag, in containers of a Deployment`. */
  readonly what: string;
  readonly judged: Judged;
  readonly violations: readonly (Violation | PlanViolation)[];
  /** All that cannot be told there. */
  readonly doubts: readonly Doubt[];
  /** Whether nothing is judged there at all. */
  readonly skipped: boolean;
  /** The field of the one subject that is meant, where others stand beside it. */
  readonly within?: string;
}

/** What has to be found in an example. */
type Expected = Pick<Trial, 'violations' | 'doubts' | 'skipped'>;

const NOTHING: Expected = { violations: [], doubts: [], skipped: false };

/** Every example of a rule in every place that it can stand in. */
export function trialsOf({ examples: { accepted, refused, skipped = [], unknown = [] } }: Rule): readonly Trial[] {
  return [
    ...accepted.flatMap((example) => trials(example, NOTHING)),
    ...refused.flatMap(({ violations, ...example }) => trials(example, { ...NOTHING, violations })),
    ...skipped.flatMap((example) => trials(example, { ...NOTHING, skipped: true })),
    ...unknown.flatMap(({ doubts, ...example }) => trials(example, { ...NOTHING, doubts })),
  ];
}

/** What its examples show otherwise than they say: nothing, for a rule that does what it says. */
export function exampleProblems(rule: Rule): readonly string[] {
  return trialsOf(rule).flatMap((trial) => trialProblems(trial, rule));
}

/** The same of one example in one place, which may be of the same rule as it was once. */
export function trialProblems(trial: Trial, rule: Rule): readonly string[] {
  const verdicts = judge(trial.judged, { rules: [rule] });
  const { within = '' } = trial;
  const found = verdicts
    .flatMap(({ violations, resource }) =>
      violations.map((one) => (rule.subject === 'plan' ? { ...one, resource } : one)),
    )
    .filter(({ field }) => field.startsWith(within));
  const [lines, expected] = [found.map(written), trial.violations.map(written)];
  const doubts = verdicts.flatMap((one) => one.doubts).map(({ field, problem }) => `${problem} (${field})`);
  const expectedDoubts = trial.doubts.map(({ field, why }) => `rule '${rule.id}' cannot judge it: ${why} (${field})`);
  const wrong = [
    ...missing(expected, lines).map((line) => `is not found: ${line}`),
    ...missing(lines, expected).map((line) => `is found: ${line}`),
    ...missing(expectedDoubts, doubts).map((line) => `is no doubt: ${line}`),
    ...missing(doubts, expectedDoubts).map((line) => `cannot be told: ${line}`),
    ...(verdicts.length === 0 && !trial.skipped ? ['is not judged at all'] : []),
    ...(verdicts.length > 0 && trial.skipped ? ['is judged'] : []),
  ];
  return wrong.map((line) => `rule '${rule.id}', ${trial.what}, ${line}`);
}

function trials(example: Example, expected: Expected): readonly Trial[] {
  const { shows } = example;
  if ('resources' in example) {
    const { resources, shows: _, ...more } = example;
    const judged = { ...more, resources: resources.map(resourceOf) };
    return [{ ...expected, shows, what: shows, judged }];
  }
  return placesOf(example).map(({ where, field, object }) => ({
    ...expected,
    shows,
    what: `${shows}, in ${where}`,
    judged: { resources: [resourceOf(object)] },
    within: `${field}.`,
    violations: expected.violations.map((one) => ({ ...one, field: `${field}.${one.field}` })),
    doubts: expected.doubts.map((one) => ({ ...one, field: `${field}.${one.field}` })),
  }));
}

function placesOf(example: Exclude<Example, { resources: unknown }>): readonly Place[] {
  if ('container' in example) return placesOfContainer(example.container, example.lists, example.kinds);
  if ('pod' in example) return placesOfPod(example.pod, example.metadata, example.kinds);
  return ['ingress' as const, 'egress' as const].flatMap((direction) => {
    const entry = (example as Readonly<Record<string, unknown>>)[direction];
    return typeof entry === 'object' && entry !== null ? placeOfTrafficRule(direction, entry) : [];
  });
}

function resourceOf(example: ExampleResource): Resource {
  if ('vaultPath' in example) return vaultResource(example as Parameters<typeof vaultResource>[0], 'example');
  return kubernetesResource(example as Parameters<typeof kubernetesResource>[0], 'example');
}

/** What is in one list and not in the other, each as often as it is there. */
function missing(from: readonly string[], other: readonly string[]): readonly string[] {
  const rest = [...other];
  return from.filter((line) => {
    const index = rest.indexOf(line);
    if (index !== -1) rest.splice(index, 1);
    return index === -1;
  });
}

function written({ field, problem, fix, ...more }: Violation | PlanViolation): string {
  return `${problem} (${field}${'resource' in more ? ` of ${more.resource}` : ''}); ${fix}`;
}
