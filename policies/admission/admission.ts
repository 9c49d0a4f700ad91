import type { Exemption } from '../../constructs/plan/exemption';
import type { RuleParameters } from '../../constructs/plan/parameters';
import type { Manifest } from '../../constructs/plan/resource';
import type { Posture } from '../../constructs/posture';
import { isInForce } from '../exemptions';
import type { Rule } from '../rule';
import { rules as allRules } from '../rules';
import { SYSTEM_NAMESPACES } from './exclusions';
import { API_VERSION, type CelRule, hasCel, policyName, policyOf } from './policy';

/** What an environment's API server is told of the rules. */
export interface AdmissionOptions {
  /**
   * The rules of the baseline, and those of a platform beside them.
   *
   * @default - the rules of the baseline
   */
  readonly rules?: readonly Rule[];
  /**
   * What the platform tells the rules.
   *
   * @default - nothing: rules hold as they do without a platform
   */
  readonly parameters?: RuleParameters;
  /** How strict the environment is: where default deny is rehearsed, nothing is refused, but warned of and logged. */
  readonly enforcement: Posture['enforcement'];
  /**
   * Namespaces that are not held, beside those of Kubernetes itself: where operators run.
   *
   * What their service accounts write is not held either, in any namespace: whoever deploys must not be among them.
   *
   * @default - none
   */
  readonly outside?: readonly string[];
  /**
   * What is excused: each an object that its rule is not asked about, in any of its fields.
   *
   * @default - nothing
   */
  readonly exemptions?: readonly Exemption[];
  /**
   * The day by which exemptions end, as YYYY-MM-DD: the API server has no calendar, so they end when the policies are rendered again.
   *
   * @default - nothing is excused: no exemption can be told to hold
   */
  readonly today?: string;
}

/**
 * A ValidatingAdmissionPolicy and its binding for every rule that CEL can say, in the order of the rules.
 *
 * They are for a whole cluster, and in no plan unless somebody puts them there. They take Kubernetes 1.31, whose CEL reads addresses.
 */
export function admission(options: AdmissionOptions): readonly Manifest[] {
  const { rules = allRules, parameters = {}, enforcement, outside = [], exemptions = [], today } = options;
  const inForce = today === undefined ? [] : exemptions.filter((one) => isInForce(one, today));
  const namespaces = [...new Set([...SYSTEM_NAMESPACES, ...outside])];
  return rules.filter(hasCel).flatMap((rule) => {
    const exempt = inForce.filter((exemption) => exemption.rule === rule.id);
    return [policyOf(rule, { outside: namespaces, exempt, parameters }), bindingOf(rule, enforcement)];
  });
}

/** What comes of a refusal: of an advisory rule a warning, as in every other runner. */
function bindingOf(rule: CelRule, enforcement: Posture['enforcement']): Manifest {
  const isDenied = enforcement === 'enforced' && rule.level === 'mandatory';
  return {
    apiVersion: API_VERSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: policyName(rule), labels: { 'app.kubernetes.io/part-of': 'dwcp-baseline' } },
    spec: { policyName: policyName(rule), validationActions: isDenied ? ['Deny'] : ['Audit', 'Warn'] },
  };
}
