import { checkFields } from '../fields/check-fields';
import { isList, wrongKind } from '../fields/describe';
import { group } from '../fields/group';
import { optional } from '../fields/optional';
import { valueAt } from '../fields/parts';
import { text, trimmed } from '../fields/text';

const EXEMPTION = group(
  {
    rule: text('name the rule by its id, e.g. replicas-survive-a-node', trimmed),
    resource: text('give the id of the resource as a check prints it, e.g. apps/v1/Deployment shop/api', trimmed),
    field: optional(text('give the field as a check prints it', trimmed)),
    fingerprint: optional(text('give the fingerprint as dwcp check --json prints it', trimmed)),
    owner: text('name the team that answers for it', trimmed),
    reason: text('say why it is needed', trimmed),
    ticket: text('say where its end is tracked', trimmed),
    expires: text('give the last day on which it holds, e.g. 2027-01-31', trimmed),
  },
  (exemption, path) => {
    const named = ['field', 'fingerprint'].filter((part) => valueAt(exemption, part) !== undefined);
    if (named.length === 1) return [];
    const problem = named.length === 0 ? 'names no violation' : 'names a violation twice';
    return [{ path, message: `${problem}; give the field of the one that it excuses, or its fingerprint` }];
  },
);

/** What is wrong with the form of exemptions. Whether one is over or excuses nothing is a matter of the day, and of rules. */
export function problemsOfExemptions(given: unknown): readonly string[] {
  if (given === undefined) return [];
  if (!isList(given)) return [`exemptions: ${wrongKind(given, 'a list', 'write [] for none')}`];
  return given.flatMap((exemption: unknown, index) =>
    checkFields(EXEMPTION, exemption, {
      before: '',
      root: `exemptions[${index}].`,
      noun: 'part',
      whole: `exemptions[${index}]`,
    }),
  );
}
