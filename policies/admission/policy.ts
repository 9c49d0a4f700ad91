import { NAMESPACE_LABEL } from '../../constructs/network/labels';
import type { Exemption } from '../../constructs/plan/exemption';
import type { RuleParameters } from '../../constructs/plan/parameters';
import type { Manifest } from '../../constructs/plan/resource';
import type { Rule } from '../rule';
import { type Cel, text, told } from './cel';
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
  /** What the rule is told of the platform. */
  readonly parameters: RuleParameters;
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
export function policyOf(rule: CelRule, { outside, exempt, parameters }: Held): Manifest {
  const { subject, of, cel, severity, references } = rule;
  const said = { accepts: told(cel.accepts, parameters), remedy: told(cel.remedy, parameters) };
  const expression = validation(rule, said);
  const named = offenders(rule, said);
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
        { expression, message: refusal(rule, said), reason: 'Forbidden', ...(named && { messageExpression: named }) },
      ],
    },
  };
}

/** What a rule accepts and what to do, as it is told on one platform. */
type Said = Readonly<Record<'accepts' | 'remedy', string>>;

function validation({ subject }: CelRule, { accepts }: Said): string {
  // Of images, those of containers: the others are said to be left out.
  if (subject === 'container' || subject === 'image') return `variables.containers.all(container, ${accepts})`;
  if (subject === 'trafficRule') return `variables.entries.all(entry, ${accepts})`;
  return accepts;
}

/** What is wrong and what to do: the text that `kubectl` prints. */
function refusal({ id, says }: CelRule, { remedy }: Said): string {
  return `${says} To do: ${remedy} (dwcp explain ${id})`;
}

/** The same, with the containers that are meant. */
function offenders({ subject, id, says }: CelRule, { accepts, remedy }: Said): string | undefined {
  if (subject !== 'container' && subject !== 'image') return undefined;
  const names = `variables.containers.filter(container, !(${accepts})).map(container, container.name).join(", ")`;
  return `${text(`${says} To do, in container `)} + ${names} + ${text(`: ${remedy} (dwcp explain ${id})`)}`;
}
