import { fieldsOf, isAbsent } from './fields';

/** Whether what Istio selects workloads by selects all of a namespace: left out, or without a label. */
export function selectsNamespace(selector: unknown, field: string): boolean {
  if (isAbsent(selector)) return true;
  const { matchLabels } = fieldsOf(selector, field);
  return Object.keys(fieldsOf(matchLabels, `${field}.matchLabels`)).length === 0;
}
