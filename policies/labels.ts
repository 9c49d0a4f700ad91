import { type Fields, textMapOf } from './fields';
import { selectorOf, selects } from './selector';

/** Whether a label selector holds nothing, which selects everything. */
export function isEmptySelector(selector: unknown, field: string): boolean {
  return selectorOf(selector, field).requirements.length === 0;
}

/**
 * Whether a label selector asks for the value of a label: `Exists`, `DoesNotExist` and `NotIn` select what nobody thought of.
 *
 * Not the opposite of an empty one, which is sure to select everything.
 */
export function narrows(selector: unknown, field: string): boolean {
  return selectorOf(selector, field).requirements.some(({ operator }) => operator === 'In');
}

/** Whether a label selector selects what bears these labels, and no others. */
export function selectsLabels(selector: unknown, labels: Fields, field: string): boolean {
  const bearer = { labels: textMapOf(labels, 'labels'), mayBear: () => false };
  return selects(selectorOf(selector, field), bearer) === 'yes';
}
