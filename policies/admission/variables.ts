import { factsOf } from '../../constructs/plan/kinds';
import type { Rule } from '../rule';
import type { Cel } from './cel';
import { POD_MAKERS } from './kinds';

/** A part of a policy that its expressions name as `variables.<name>`, worked out once, and only if it is needed. */
export interface Variable {
  readonly name: string;
  readonly expression: string;
}

/** The lists of containers of a pod, as CEL. */
export const INIT_CONTAINERS = 'variables.pod.?initContainers.orValue([])';
export const CONTAINERS = 'variables.pod.?containers.orValue([])';
const EPHEMERAL_CONTAINERS = 'variables.pod.?ephemeralContainers.orValue([])';

/**
 * What is known of a pod, whatever kind makes it.
 *
 * The type of what each kind has there differs, so none is asked: a misspelt field is found by the test that compares verdicts.
 */
function podVariables(containers: string): readonly Variable[] {
  return [
    { name: 'template', expression: templateByKind() },
    { name: 'pod', expression: 'variables.template.?spec.orValue({})' },
    { name: 'annotations', expression: 'variables.template.?metadata.?annotations.orValue({})' },
    { name: 'labels', expression: 'variables.template.?metadata.?labels.orValue({})' },
    { name: 'security', expression: 'variables.pod.?securityContext.orValue({})' },
    { name: 'windows', expression: 'variables.pod.?os.?name.orValue("") == "windows"' },
    { name: 'containers', expression: containers },
    {
      name: 'contexts',
      expression: '[variables.security] + variables.containers.map(container, container.?securityContext.orValue({}))',
    },
  ];
}

/** The entries of a NetworkPolicy, which have other types by their direction. */
const ENTRIES: Variable = {
  name: 'entries',
  expression: 'dyn(object).spec.?ingress.orValue([]) + dyn(object).spec.?egress.orValue([])',
};

/** The template of the pods that an object makes: one expression for all kinds, by the table of kinds. */
function templateByKind(): string {
  const kinds = new Map<string, string[]>();
  for (const [kind, path] of POD_MAKERS) {
    const template = ['dyn(object)', ...path].join('.');
    const { templateElsewhere } = factsOf(kind);
    const elsewhere = templateElsewhere?.map((key) => `?${key}`).join('.');
    const expression =
      elsewhere === undefined
        ? template
        : `size(dyn(object).${elsewhere}.orValue({})) > 0 ? {} : ${optional(path)}.orValue({})`;
    kinds.set(expression, [...(kinds.get(expression) ?? []), kind.slice(kind.lastIndexOf('/') + 1)]);
  }
  // The most kinds last, as what is left.
  const cases = [...kinds].sort(([, a], [, b]) => a.length - b.length);
  const [rest = ''] = cases.pop() ?? [];
  const which = (names: readonly string[]) =>
    names.length === 1 ? `object.kind == "${names[0]}"` : `object.kind in ${JSON.stringify(names)}`;
  return [...cases.map(([expression, names]) => `${which(names)} ? (${expression}) : `), rest].join('');
}

function optional(path: readonly string[]): string {
  const [first = '', ...rest] = path;
  return `dyn(object).${first}.${rest.map((key) => `?${key}`).join('.')}`;
}

/** The variables that an expression needs, each after those that it names. */
export function variablesFor(subject: Rule['subject'], cel: Cel, expression: string): readonly Variable[] {
  const all = [
    ...given(subject, cel.containers),
    ...Object.entries(cel.variables ?? {}).map(([name, own]) => ({ name, expression: own })),
  ];
  const needed = new Set<Variable>();
  const need = (text: string) => {
    for (const variable of all) {
      if (needed.has(variable) || !names(text, variable)) continue;
      needed.add(variable);
      need(variable.expression);
    }
  };
  need(expression);
  return all.filter((variable) => needed.has(variable));
}

function given(subject: Rule['subject'], containers: string | undefined): readonly Variable[] {
  if (subject === 'trafficRule') return [ENTRIES];
  const lists = containers ?? [INIT_CONTAINERS, CONTAINERS, EPHEMERAL_CONTAINERS].join(' + ');
  // An object may make pods as well.
  return podVariables(lists);
}

function names(text: string, { name }: Variable): boolean {
  return new RegExp(`\\bvariables\\.${name}\\b`).test(text);
}
