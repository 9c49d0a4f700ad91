import type { Resource } from '../../constructs/plan/resource';
import { type Trial, trialsOf } from '../../policies/examples/trials';
import type { Judged } from '../../policies/judged';
import type { Rule } from '../../policies/rule';
import { judge } from '../../policies/run';

/** An example of a rule in which one field holds what does not belong there. */
export interface Broken {
  readonly what: string;
  readonly judged: Judged;
  /** The field, from its resource on. */
  readonly field: string;
}

/** By these a resource is found: broken, it is another one or none. */
const IDENTITY = new Set(['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace']);

type Path = readonly (string | number)[];

/**
 * Every example of a rule, in one place that it can stand in, with one field after the other broken; none of a rule about
 * the plan, which is told of one resource what it cannot read in another.
 */
export function brokenOf(rule: Rule): readonly Broken[] {
  if (rule.subject === 'plan') return [];
  const first = new Map<string, Trial>();
  // What cannot be told anyway is told of by a field that is not the broken one.
  for (const trial of trialsOf(rule).filter(({ doubts }) => doubts.length === 0)) {
    if (!first.has(trial.shows) || kindOf(trial) === 'Deployment') first.set(trial.shows, trial);
  }
  return [...first.values()].flatMap(brokenIn);
}

/** Doubts of a rule that name another field than the one that is broken: none, for a rule that says what it cannot read. */
export function brokenProblems({ what, judged, field }: Broken, rule: Rule): readonly string[] {
  const doubts = judge(judged, { rules: [rule] }).flatMap((verdict) => verdict.doubts);
  return doubts
    .filter((doubt) => !isWithin(field, doubt.field))
    .map((doubt) => `${what}, with something else in ${field}, is not told of by ${doubt.field}: ${doubt.problem}`);
}

function brokenIn({ what, judged }: Trial): readonly Broken[] {
  return judged.resources.flatMap((resource, index) => {
    const [content, from] = contentOf(resource);
    return pathsIn(content)
      .filter((path) => !IDENTITY.has(written(path)))
      .flatMap((path) =>
        BREAKAGES.map((broken) => ({
          what,
          field: written(path),
          judged: { ...judged, resources: judged.resources.with(index, from(withBroken(content, path, broken))) },
        })),
      );
  });
}

/** Whether one field is the other or inside of it. */
function isWithin(field: string, other: string): boolean {
  return field === other || field.startsWith(`${other}.`) || field.startsWith(`${other}[`);
}

function contentOf(resource: Resource): readonly [object, (content: object) => Resource] {
  if (resource.api === 'vault') return [resource.args, (args) => ({ ...resource, args }) as Resource];
  return [resource.object, (object) => ({ ...resource, object }) as Resource];
}

function pathsIn(value: unknown): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return [[step], ...pathsIn(child).map((path) => [step, ...path])];
  });
}

/** Text where something is inside; something inside of what else it is, or text that means nothing. */
const BREAKAGES: readonly ((value: unknown) => unknown)[] = [
  (value) => (typeof value === 'object' && value !== null ? 'broken' : { broken: true }),
  () => '?',
];

function withBroken(value: unknown, [step, ...rest]: Path, broken: (value: unknown) => unknown): object {
  if (step === undefined) return value as object;
  const child = (value as Readonly<Record<string | number, unknown>>)[step];
  const made = rest.length > 0 ? withBroken(child, rest, broken) : broken(child);
  return Array.isArray(value) ? value.with(Number(step), made) : { ...(value as object), [step]: made };
}

function written(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function kindOf({ judged: { resources } }: Trial): string | undefined {
  const [resource] = resources;
  return resource?.api === 'kubernetes' ? resource.object.kind : undefined;
}
