import { type Answer, all, answer } from './answer';
import { entriesOf, type Fields, fieldsOf, textOf, textsOf } from './fields';
import { Unknowable } from './unknowable';

/** What bears labels, and how well they are known. */
export interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it may bear a label of this key that the input does not show; with this value, where one is given. */
  mayBear(key: string, value?: string): boolean;
}

interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: ReadonlySet<string>;
}

/** A label selector, read and checked. */
export interface Selector {
  readonly requirements: readonly Requirement[];
  /** The same for two selectors that are written alike. */
  readonly text: string;
}

const OPERATORS: readonly Requirement['operator'][] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** Written when somebody asks: most selectors are only held against labels. */
class Requirements implements Selector {
  readonly requirements: readonly Requirement[];

  constructor(requirements: readonly Requirement[]) {
    this.requirements = requirements;
  }

  get text(): string {
    return this.requirements.map(written).sort().join(',');
  }
}

export const EVERYTHING: Selector = new Requirements([]);

/** @throws Unknowable when the API server would refuse it. */
export function selectorOf(selector: unknown, field: string): Selector {
  const { matchLabels, matchExpressions } = fieldsOf(selector, field);
  const labels = fieldsOf(matchLabels, `${field}.matchLabels`);
  const requirements = Object.keys(labels).map((key): Requirement => {
    return { key, operator: 'In', values: new Set([labelValue(labels[key], `${field}.matchLabels.${key}`)]) };
  });
  for (const entry of entriesOf(matchExpressions, `${field}.matchExpressions`)) {
    requirements.push(requirement(entry.value, entry.field));
  }
  return new Requirements(requirements);
}

/**
 * The labels that a Service selects by: a map, and no more than that.
 *
 * @throws Unknowable when the API server would refuse it.
 */
export function labelsSelected(value: unknown, field: string): Readonly<Record<string, string>> {
  const labels = fieldsOf(value, field);
  return Object.fromEntries(Object.keys(labels).map((key) => [key, labelValue(labels[key], `${field}.${key}`)]));
}

/** Selects what bears one of some values of a label. */
export function labelIn(key: string, values: readonly string[]): Selector {
  return new Requirements([{ key, operator: 'In', values: new Set(values) }]);
}

/** Whether it selects what bears these labels. */
export function selects({ requirements }: Selector, subject: Labelled): Answer {
  return all(requirements, (one) => holds(one, subject));
}

/** Whether one selector asks for nothing that another does not ask for, and so selects all that this one does. */
export function isImplied(wider: Selector, narrower: Selector): boolean {
  const demands = new Set(narrower.requirements.map(written));
  return wider.requirements.every((one) => demands.has(written(one)));
}

/** The one value that a label must have to be selected, for each label of which that can be said. */
export function equalities({ requirements }: Selector): readonly (readonly [key: string, values: readonly string[]])[] {
  return requirements.flatMap(({ key, operator, values }) => (operator === 'In' ? [[key, [...values]] as const] : []));
}

/** Labels that are selected, and no more than it takes; nothing when the selector contradicts itself. */
export function exampleOf({ requirements }: Selector): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {};
  for (const key of new Set(requirements.map((one) => one.key))) {
    const of = (operator: Requirement['operator']) =>
      requirements.filter((one) => one.key === key && one.operator === operator).map(({ values }) => values);
    const [first, ...others] = of('In');
    const candidates = first === undefined ? (of('Exists').length > 0 ? [SOME_VALUE] : []) : [...first];
    const value = candidates.find(
      (one) => others.every((values) => values.has(one)) && !of('NotIn').some((values) => values.has(one)),
    );
    if (value !== undefined) labels[key] = value;
  }
  const selected = requirements.every((one) => holds(one, { labels, mayBear: () => false }) === 'yes');
  return selected ? labels : undefined;
}

/** Stands for any value of a label: no label can have it. */
const SOME_VALUE = '*';

function requirement({ key, operator, values }: Fields, field: string): Requirement {
  const known = OPERATORS.find((one) => one === operator);
  if (known === undefined) {
    throw new Unknowable(`${field}.operator`, `'${String(operator)}' is none of ${OPERATORS.join(', ')}`);
  }
  const listed = textsOf(values, `${field}.values`).map((value) => labelValue(value, `${field}.values`));
  const takesValues = known === 'In' || known === 'NotIn';
  if (takesValues !== listed.length > 0) {
    throw new Unknowable(`${field}.values`, takesValues ? `${known} needs a value` : `${known} takes no value`);
  }
  return { key: textOf(key, `${field}.key`), operator: known, values: new Set(listed) };
}

/** The API server takes no other; and two selectors that differ are then written differently. */
function labelValue(value: unknown, field: string): string {
  const text = textOf(value, field);
  if (/[^\w.-]/.test(text)) throw new Unknowable(field, `'${text}' is no value of a label`);
  return text;
}

function holds({ key, operator, values }: Requirement, { labels, mayBear }: Labelled): Answer {
  // A label may be called `constructor`, which every object has.
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (value === undefined && mayDecide(operator, key, values, mayBear)) return 'unknown';
  switch (operator) {
    case 'In':
      return answer(value !== undefined && values.has(value));
    case 'NotIn':
      return answer(value === undefined || !values.has(value));
    case 'Exists':
      return answer(value !== undefined);
    case 'DoesNotExist':
      return answer(value === undefined);
  }
}

/** Whether a label that the input does not show would change the answer of its having none. */
function mayDecide(
  operator: Requirement['operator'],
  key: string,
  values: Requirement['values'],
  mayBear: Labelled['mayBear'],
): boolean {
  return operator === 'In' || operator === 'NotIn' ? [...values].some((value) => mayBear(key, value)) : mayBear(key);
}

/** As `kubectl get --selector` takes it. */
function written({ key, operator, values }: Requirement): string {
  const [first, ...rest] = [...values].sort();
  switch (operator) {
    case 'In':
      return rest.length === 0 ? `${key}=${first}` : `${key} in (${[first, ...rest].join(',')})`;
    case 'NotIn':
      return rest.length === 0 ? `${key}!=${first}` : `${key} notin (${[first, ...rest].join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}
