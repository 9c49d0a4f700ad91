import { nearest } from '../../constructs/fields/nearest';
import { UserError } from '../../constructs/invalid';
import type { Rule } from '../../policies/index';

/**
 * The rules of these ids, in the order of the ids.
 *
 * @throws UserError with every id that is none's, and the nearest.
 */
export function rulesCalled(ids: readonly string[], rules: readonly Rule[]): readonly Rule[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const problems = ids.filter((id) => !byId.has(id)).map((id) => unknownRule(id, [...byId.keys()]));
  if (problems.length > 0) throw new UserError(problems);
  return ids.map((id) => byId.get(id)!);
}

function unknownRule(id: string, known: readonly string[]): string {
  const near = nearest(id, known);
  return `no rule is called '${id}'; ${near === undefined ? '`dwcp rules` lists them' : `did you mean '${near}'?`}`;
}
