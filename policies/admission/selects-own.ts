/**
 * CEL that is true where a label selector, an optional value, is there and selects the pods of `variables.labels`.
 *
 * One that is not there selects nothing; an empty one everything.
 */
export function selectsOwn(selector: string): string {
  const bears = 'one.key in variables.labels';
  const listed = `${bears} && variables.labels[one.key] in one.?values.orValue([])`;
  const holds = [
    `(one.operator == "In" && ${listed})`,
    `(one.operator == "NotIn" && !(${listed}))`,
    `(one.operator == "Exists" && ${bears})`,
    `(one.operator == "DoesNotExist" && !(${bears}))`,
  ].join(' || ');
  return [
    `${selector}.hasValue()`,
    `${selector}.?matchLabels.orValue({}).all(key, key in variables.labels && variables.labels[key] == ${selector}.?matchLabels.orValue({})[key])`,
    `${selector}.?matchExpressions.orValue([]).all(one, ${holds})`,
  ].join(' && ');
}
