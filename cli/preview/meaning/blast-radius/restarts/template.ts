import { changedFields, type FieldChange } from '../../../../../constructs/plan/diff/fields';
import { factsOf, kindOf } from '../../../../../constructs/plan/kinds';
import type { Manifest } from '../../../../../constructs/plan/resource';
import { isUsual } from '../../../../../constructs/plan/usual';
import { valueAt } from '../value-at';

/** What differs between the pods that two states of a workload make: whatever does, its controller exchanges them. */
export function templateChanges(before: Manifest, after: Manifest): readonly FieldChange[] {
  const kind = kindOf(after);
  const { template } = factsOf(kind);
  if (template === undefined) return [];
  const [was, is] = [before, after].map((object) => valueAt(object, template.join('.')));
  return changedFields(kind, was, is).filter((change) => !isUsual(kind, change));
}
