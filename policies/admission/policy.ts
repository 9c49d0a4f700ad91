import { NAMESPACE_LABEL } from '../../constructs/network/labels';
import type { Exemption } from '../../constructs/plan/exemption';
import type { Manifest } from '../../constructs/plan/resource';
import type { Rule } from '../rule';
import { type Cel, text } from './cel';
import { matchConditions } from './exclusions';
import { kindsOf, resourceRules } from './kinds';
import { variablesFor } from './variables';

/** A rule that the API server can be told of. */
export type CelRule = Rule & { readonly cel: Cel };

/** Where a policy holds, and where it does not. */
export interface Held {
  /** The namespaces that it is never asked about, and whose accounts it does not hold. */
  readonly outside: readonly string[];
  /** What is excused from the rule. */
  readonly exempt: readonly Exemption[];
}

export const API_VERSION = 'admissionregistration.k8s.io/v1';

/** Whether a rule is said in CEL, too. */
export function hasCel(rule: Rule): rule is CelRule {
  return rule.cel !== undefined && 'accepts' in rule.cel;
}

/** What a rule's policy and its binding are called. */
export function policyName(rule: Pick<Rule, 'id'>): string {
  return `dwcp-${rule.id}`;
}

/** The policy of one rule: it says what is held and how, and a binding says what comes of it. */
export function policyOf(rule: CelRule, { outside, exempt }: Held): Manifest {
  const { subject, of, cel, severity, references } = rule;
  const expression = validation(rule);
  const named = offenders(rule);
  const variables = variablesFor(subject, cel, `${expression} ${named ?? ''}`);
  return {
    apiVersion: API_VERSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: {
      name: policyName(rule),
      labels: { 'app.kubernetes.io/part-of': 'dwcp-baseline' },
      annotations: { 'dwcp.io/severity': severity, 'dwcp.io/references': references.join(' ') },
    },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        matchPolicy: 'Equivalent',
        namespaceSelector: {
          matchExpressions: [{ key: NAMESPACE_LABEL, operator: 'NotIn', values: [...outside].sort() }],
        },
        resourceRules: resourceRules(kindsOf({ subject, ...(of && { of }) }, cel.of)),
      },
      matchConditions: matchConditions([...outside].sort(), exempt),
      ...(variables.length > 0 && { variables }),
      validations: [
        { expression, message: refusal(rule), reason: 'Forbidden', ...(named && { messageExpression: named }) },
      ],
    },
  };
}

function validation({ subject, cel }: CelRule): string {
  // Of images, those of containers: the others are said to be left out.
  if (subject === 'container' || subject === 'image') return `variables.containers.all(container, ${cel.accepts})`;
  if (subject === 'trafficRule') return `variables.entries.all(entry, ${cel.accepts})`;
  return cel.accepts;
}

/** What is wrong and what to do: the text that `kubectl` prints. */
function refusal({ id, says, cel }: CelRule): string {
  return `${says} To do: ${cel.remedy} (dwcp explain ${id})`;
}

/** The same, with the containers that are meant. */
function offenders(rule: CelRule): string | undefined {
  const { subject, id, says, cel } = rule;
  if (subject !== 'container' && subject !== 'image') return undefined;
  const names = `variables.containers.filter(container, !(${cel.accepts})).map(container, container.name).join(", ")`;
  return `${text(`${says} To do, in container `)} + ${names} + ${text(`: ${cel.remedy} (dwcp explain ${id})`)}`;
}
