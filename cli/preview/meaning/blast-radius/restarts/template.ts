import { changedFields, type FieldChange } from '../../../../../constructs/plan/diff/fields';
import { factsOf, kindOf } from '../../../../../constructs/plan/kinds';
import type { Manifest } from '../../../../../constructs/plan/resource';
import { valueAt } from '../value-at';

/** What of a pod's template is so where it is left out, by the last step: to write it changes no pod. */
const USUAL: Readonly<Record<string, unknown>> = {
  dnsPolicy: 'ClusterFirst',
  enableServiceLinks: true,
  failureThreshold: 3,
  periodSeconds: 10,
  protocol: 'TCP',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  scheme: 'HTTP',
  successThreshold: 1,
  terminationGracePeriodSeconds: 30,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  timeoutSeconds: 1,
};

/** What differs between the pods that two states of a workload make: whatever does, its controller exchanges them. */
export function templateChanges(before: Manifest, after: Manifest): readonly FieldChange[] {
  const kind = kindOf(after);
  const { template } = factsOf(kind);
  if (template === undefined) return [];
  const [was, is] = [before, after].map((object) => valueAt(object, template.join('.')));
  return changedFields(kind, was, is).filter((change) => !isUsual(change));
}

function isUsual({ steps, before, after }: FieldChange): boolean {
  const field = steps.at(-1) ?? '';
  const usual = Object.hasOwn(USUAL, field) ? USUAL[field] : undefined;
  return usual !== undefined && (before ?? usual) === usual && (after ?? usual) === usual;
}
