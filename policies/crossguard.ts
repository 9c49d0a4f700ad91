import type { Policies, Policy, PolicyConfigSchema, ReportViolation, StackValidationPolicy } from '@pulumi/policy';
import { UserError } from '../constructs/invalid';
import type { Exemption } from '../constructs/plan/exemption';
import {
  PARAMETER_SHAPES,
  parametersOf,
  problemsOfParameters,
  type RuleParameters,
} from '../constructs/plan/parameters';
import { audit, EXEMPTIONS_IN_FORCE } from './audit';
import { dataIsProtected } from './data-protected';
import { describe } from './describe';
import { excuse } from './exemptions';
import { type PulumiResource, resourceOf, tryResourceOf } from './pulumi-resource';
import type { Rule } from './rule';
import { judge } from './run';
import { doubt, PLAN } from './verdicts-of';
import { message } from './violation';

export { type PulumiResource, resourceOf } from './pulumi-resource';

/** What `--policy-pack-config` may say under the id of a rule, as no compiler has seen it. */
interface Config extends RuleParameters {
  readonly exemptions?: readonly object[];
}

/**
 * The rules as policies of Pulumi CrossGuard, one more for their exemptions, which `today` ends, as YYYY-MM-DD, and one
 * for what Pulumi alone knows.
 *
 * Helm releases are not judged: what they install is not in the program.
 */
export function crossguard(rules: readonly Rule[], today: string): Policies {
  return [...policiesOf(rules, today), exemptionsInForce(rules, today), dataIsProtected];
}

const CONFIG_SCHEMA = { properties: { exemptions: { type: 'array' }, ...PARAMETER_SHAPES } } as PolicyConfigSchema;

function policiesOf(rules: readonly Rule[], today: string): Policies {
  return rules.map((rule) => {
    const policy: Policy = {
      name: rule.id,
      description: describe(rule),
      enforcementLevel: rule.level,
      configSchema: CONFIG_SCHEMA,
    };
    return needsPlan(rule)
      ? {
          ...policy,
          validateStack: (stack, report) => run(rule, stack.resources, stack.getConfig(), today, report),
        }
      : {
          ...policy,
          validateResource: (resource, report) => run(rule, [resource], resource.getConfig(), today, report),
        };
  });
}

/** Whether a rule has to see every resource before it can answer for one. */
function needsPlan({ subject, needs }: Rule): boolean {
  return needs === 'plan' || subject === 'plan' || subject === 'namespace';
}

/** Reports the exemptions that are themselves wrong, as a check does; its own configuration lists all of them. */
function exemptionsInForce(rules: readonly Rule[], today: string): StackValidationPolicy {
  return {
    name: EXEMPTIONS_IN_FORCE,
    description: 'Every exemption is owned, ends within a year and excuses something, so that each is looked at again.',
    enforcementLevel: 'mandatory',
    configSchema: CONFIG_SCHEMA,
    validateStack: (stack, report) => {
      const config = stack.getConfig<Config>();
      const { exemptions = [] } = config;
      const granted = exemptions as readonly Exemption[];
      if (granted.length === 0) return;
      const plan = stack.resources.flatMap((resource) => tryResourceOf(resource) ?? []);
      for (const { messages } of audit(
        judge({ resources: plan, ...parametersIn(config) }, { rules }),
        { granted, today },
        rules,
      )) {
        for (const line of messages) report(line);
      }
    },
  };
}

function run(
  rule: Rule,
  resources: readonly PulumiResource[],
  config: Config,
  today: string,
  report: ReportViolation,
): void {
  const granted = (config.exemptions ?? []).map((exemption) => ({ ...exemption, rule: rule.id }) as Exemption);
  try {
    const plan = resources.filter((resource) => isFor(rule, resource)).flatMap((one) => resourceOf(one) ?? []);
    const judged = { resources: plan, ...parametersIn(config) };
    for (const { outcome, messages, path } of excuse(judge(judged, { rules: [rule] }), { granted, today })) {
      if (outcome === 'pass' || outcome === 'exempt') continue;
      for (const line of messages) report(line, path === PLAN ? undefined : path);
    }
  } catch (error) {
    // Reported, because Pulumi would let a mandatory policy that throws on a value not known yet pass as advisory.
    const subject = needsPlan(rule) ? PLAN : resources[0]!.type;
    report(message(subject, doubt(rule, error, resources[0]?.urn ?? PLAN)));
  }
}

/** What the configuration tells a rule of the platform, which the resources do not. */
function parametersIn(config: Config): RuleParameters {
  const problems = problemsOfParameters(config);
  if (problems.length > 0) throw new UserError(problems);
  return parametersOf(config);
}

function isFor(rule: Rule, { type }: PulumiResource): boolean {
  return needsPlan(rule) || type.startsWith(rule.subject === 'vault' ? 'vault:' : 'kubernetes:');
}
