import { UserError } from '../invalid';
import { tryCidr } from '../network/cidr';
import { stillThere } from './formerly';
import { parametersOf, problemsOfParameters } from './parameters';
import { PLAN_SCHEMA, type Plan } from './plan';
import { kubernetesResource, type Resource, thingOf, vaultResource } from './resource';
import { PLAN_JSON_SCHEMA } from './schema';
import { problemsOfShape } from './shape';

/** Problems of one plan that are told; more would hide what they have in common. */
const SHOWN = 20;

/**
 * A plan from JSON, as text or read already: that of another git ref, or of another repository.
 *
 * `source` is what an error calls it, such as the name of its file.
 *
 * @throws UserError with every problem, if it is not JSON, was cut off, is of another version, or says what no plan says.
 */
export function parsePlan(json: unknown, source = 'plan'): Plan {
  const value = typeof json === 'string' ? read(json, source) : json;
  checkVersion(value, source);
  refuse(problemsOfShape(PLAN_JSON_SCHEMA, value, ''), source);
  const { schema, environment, data, cluster, resources, ends, edges, ...more } = value as Plan;
  const plan: Plan = { schema, environment, data, cluster, ...parametersOf(more), resources, ends, edges };
  refuse(inconsistencies(plan), source);
  return plan;
}

function read(text: string, source: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const { message } = error as SyntaxError;
    throw new UserError([`${source}: is not JSON, or was cut off (${message}); make the plan again`]);
  }
}

/** Of another version, nothing else can be said. */
function checkVersion(value: unknown, source: string): void {
  if (typeof value !== 'object' || value === null || !('schema' in value)) {
    throw new UserError([`${source}: is no plan, since it has no schema; pass what \`dwcp preview --json\` prints`]);
  }
  const { schema } = value;
  if (typeof schema === 'number' && schema > PLAN_SCHEMA) {
    throw new UserError([
      `${source}: is a plan of schema ${schema}, and this version of @dwcp/baseline reads ${PLAN_SCHEMA}; update it`,
    ]);
  }
}

/** What contradicts itself in a plan of the right shape. */
function inconsistencies(plan: Plan): readonly string[] {
  const { cluster, resources, ends, edges } = plan;
  const ids = new Set<string>();
  const things = new Map<string, string>();
  const names = new Set(ends.map(({ name }) => name));
  return [
    ...(['podCidrs', 'nodeCidrs'] as const).flatMap((key) =>
      cluster[key].flatMap((text, index) =>
        tryCidr(text) === undefined ? [`cluster.${key}[${index}] is '${text}', which is no range of addresses`] : [],
      ),
    ),
    ...problemsOfParameters(plan),
    ...resources.flatMap((resource, index) => {
      const field = `resources[${index}]`;
      const problems = [...problemsOf(resource, field, ids), ...twice(resource, field, things)];
      ids.add(resource.id);
      things.set(thingOf(resource), resource.id);
      return problems;
    }),
    ...stillThere(resources).map(({ id, before }) => `'${id}' was '${before}' formerly, which is in it too`),
    ...edges.flatMap(({ from, to }, index) =>
      [from, to]
        .filter((name) => !names.has(name))
        .map((name) => `edges[${index}] names '${name}', which is no end of it`),
    ),
  ];
}

/** What a resource says of itself has to be what its body says, and what it needs has to come before it. */
function problemsOf(resource: Resource, field: string, before: ReadonlySet<string>): readonly string[] {
  const { path, dependsOn } = resource;
  const made =
    resource.api === 'kubernetes'
      ? kubernetesResource(resource.object, path, dependsOn)
      : vaultResource(resource, path);
  const differing = (['id', 'kind', 'namespace', 'name', 'data'] as const).filter((key) => resource[key] !== made[key]);
  return [
    ...differing.map((key) => `${field}.${key} is ${said(resource[key])}, where its body says ${said(made[key])}`),
    ...dependsOn
      .filter((id) => !before.has(id))
      .map((id) => `${field}.dependsOn names '${id}', which does not come before it`),
  ];
}

/** In whatever version the other one is written: to Kubernetes they are one. */
function twice(resource: Resource, field: string, things: ReadonlyMap<string, string>): readonly string[] {
  const { id } = resource;
  const other = things.get(thingOf(resource));
  if (other === undefined) return [];
  return [`${field}.id is '${id}', ${other === id ? 'as that of one' : `the same object as '${other}'`} before it`];
}

function said(value: string | boolean | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** Refuses a plan with what is wrong in it, if anything is. */
export function refuse(problems: readonly string[], source: string): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, SHOWN).map((problem) => `${source}: ${problem}; make the plan again`);
  const left = problems.length - shown.length;
  throw new UserError(left > 0 ? [...shown, `${source}: and ${left} more`] : shown);
}
