import type { FieldChange } from '../../../constructs';

/** Whether a field is of the resource itself: what it waits for changes nothing that runs. */
export function isOfItself({ steps }: FieldChange): boolean {
  return steps[0] !== 'dependsOn';
}
