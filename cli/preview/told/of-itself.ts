import type { FieldChange } from '../../../constructs';
import { isUsual } from '../../../constructs/plan/usual';
import { kindIn } from './called';

/** What differs of a resource, apart from what nobody would notice where it runs. */
export function ownFields(id: string, fields: readonly FieldChange[]): readonly FieldChange[] {
  const kind = kindIn(id);
  return fields.filter((field) => isOfItself(field) && !isUsual(kind, field));
}

/** Whether a field is of the resource itself: what it waits for changes nothing that runs. */
export function isOfItself({ steps }: FieldChange): boolean {
  return steps[0] !== 'dependsOn';
}
