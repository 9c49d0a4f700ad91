import { kubernetesResource, type Resource, vaultResource } from '../../constructs/plan/resource';
import type { Judged } from '../judged';
import type { Example, ExampleResource, RefusedExample, Rule } from '../rule';
import { judge } from '../run';
import type { Violation } from '../violation';
import { type Place, placeOfTrafficRule, placesOfContainer, placesOfPod } from './places';

/** One example in one place, and all that has to be found there. */
export interface Trial {
  /** `a tag, in containers of a Deployment`. */
  readonly what: string;
  readonly judged: Judged;
  readonly violations: readonly Violation[];
  /** The field of the one subject that is meant, where others stand beside it. */
  readonly within?: string;
}

/** Every example of a rule in every place that it can stand in. */
export function trialsOf({ examples: { accepted, refused } }: Rule): readonly Trial[] {
  return [
    ...accepted.flatMap((example) => trials(example, [])),
    ...refused.flatMap((example) => trials(example, example.violations)),
  ];
}

/** What its examples show otherwise than they say: nothing, for a rule that does what it says. */
export function exampleProblems(rule: Rule): readonly string[] {
  return trialsOf(rule).flatMap((trial) => {
    const verdicts = judge(trial.judged, { rules: [rule] });
    const { within = '' } = trial;
    const found = verdicts.flatMap(({ violations }) => violations).filter(({ field }) => field.startsWith(within));
    const doubts = verdicts.flatMap(({ doubts }) => doubts);
    const wrong = [
      ...missing(trial.violations, found).map((line) => `is not found: ${line}`),
      ...missing(found, trial.violations).map((line) => `is found: ${line}`),
      ...doubts.map((doubt) => `cannot be told: ${written(doubt)}`),
      ...(verdicts.length === 0 ? ['is not judged at all'] : []),
    ];
    return wrong.map((line) => `rule '${rule.id}', ${trial.what}, ${line}`);
  });
}

function trials(example: Example | RefusedExample, violations: readonly Violation[]): readonly Trial[] {
  const { shows } = example;
  if ('resources' in example) {
    const { resources, shows: _, ...more } = example;
    const judged = { ...more, resources: resources.map(resourceOf) };
    return [
      { what: shows, judged, violations: violations.map(({ field, problem, fix }) => ({ field, problem, fix })) },
    ];
  }
  return placesOf(example).map(({ where, field, object }) => ({
    what: `${shows}, in ${where}`,
    judged: { resources: [resourceOf(object)] },
    within: `${field}.`,
    violations: violations.map((violation) => ({ ...violation, field: `${field}.${violation.field}` })),
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
function missing(from: readonly Violation[], other: readonly Violation[]): readonly string[] {
  const rest = other.map(written);
  return from.map(written).filter((line) => {
    const index = rest.indexOf(line);
    if (index !== -1) rest.splice(index, 1);
    return index === -1;
  });
}

function written({ field, problem, fix }: Violation): string {
  return `${problem} (${field}); ${fix}`;
}
