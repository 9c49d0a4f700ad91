import type { Rule } from '../rule';
import { hasCel } from './policy';

/** Why the API server cannot be told of a rule that does not say so itself. */
const BY_SUBJECT: Readonly<Partial<Record<Rule['subject'], string>>> = {
  vault: 'it is about Vault, which has a server of its own',
  namespace: 'it looks at all that is in a namespace, and the API server shows a policy one object',
  plan: 'it looks at a whole plan, and the API server shows a policy one object',
};

const OTHER_OBJECTS = 'it looks at other objects, and the API server shows a policy one';
const UNWRITTEN = 'nobody has written it in CEL';

/** Who judges by a rule, as one sentence. */
export function runners(rule: Rule): string {
  const everywhere = '`dwcp check` and the policy pack';
  if (hasCel(rule)) {
    const { leavesOut } = rule.cel;
    const end = leavesOut === undefined ? '' : `, which leaves out ${leavesOut}`;
    return `runs in ${everywhere}, and in the API server by \`dwcp admission\`${end}`;
  }
  return `runs in ${everywhere}; not in the API server, because ${reasonOf(rule)}`;
}

function reasonOf({ cel, subject, needs }: Rule): string {
  if (cel !== undefined && 'cannot' in cel) return cel.cannot;
  return BY_SUBJECT[subject] ?? (needs === 'plan' ? OTHER_OBJECTS : UNWRITTEN);
}
