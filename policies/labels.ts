import { entriesOf, type Fields, fieldsOf, textOf, textsOf } from './fields';
import { Unknowable } from './unknowable';

/** Whether a label selector holds nothing, which selects everything. */
export function isEmptySelector(selector: unknown, field: string): boolean {
  const { matchLabels, matchExpressions } = fieldsOf(selector, field);
  return (
    Object.keys(fieldsOf(matchLabels, `${field}.matchLabels`)).length === 0 &&
    entriesOf(matchExpressions, `${field}.matchExpressions`).length === 0
  );
}

/**
 * Whether a label selector asks for the value of a label: `Exists`, `DoesNotExist` and `NotIn` select what nobody thought of.
 *
 * Not the opposite of an empty one, which is sure to select everything.
 */
export function narrows(selector: unknown, field: string): boolean {
  const { matchLabels, matchExpressions } = fieldsOf(selector, field);
  return (
    Object.keys(fieldsOf(matchLabels, `${field}.matchLabels`)).length > 0 ||
    entriesOf(matchExpressions, `${field}.matchExpressions`).some(({ value }) => value['operator'] === 'In')
  );
}

/** Whether a label selector selects what bears these labels. */
export function selects(selector: unknown, labels: Fields, field: string): boolean {
  const { matchLabels, matchExpressions } = fieldsOf(selector, field);
  const wanted = Object.entries(fieldsOf(matchLabels, `${field}.matchLabels`));
  return (
    wanted.every(([key, value]) => labels[key] === value) &&
    entriesOf(matchExpressions, `${field}.matchExpressions`).every((expression) =>
      holds(expression.value, labels, expression.field),
    )
  );
}

function holds({ key, operator, values }: Fields, labels: Fields, field: string): boolean {
  const label = labels[textOf(key, `${field}.key`)];
  const listed = textsOf(values, `${field}.values`).some((value) => value === label);
  switch (operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      throw new Unknowable(`${field}.operator`, `'${operator}' is none of In, NotIn, Exists, DoesNotExist`);
  }
}
