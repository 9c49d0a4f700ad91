import type { Plan } from '../../constructs';
import { nearest } from '../../constructs/fields/nearest';
import { PLAN_SCHEMA } from '../../constructs/plan/plan';
import { secretsMissing } from './declared/told-by';
import type { DeployOptions } from './options';

/** What is wrong with what `deploy` was given, in JavaScript too: one line each. */
export function problemsOf(plan: Plan, options: DeployOptions): string[] {
  if (plan?.schema !== PLAN_SCHEMA) {
    return [
      'deploy was given what is no plan of this version; pass `planOf(environment)`, or what `parsePlan` has read',
    ];
  }
  const given: Partial<DeployOptions> = options ?? {};
  const problems = [
    ...unknownOptions(given),
    ...unknownCluster(plan),
    ...missingProviders(plan, given),
    ...missingSecrets(plan),
  ];
  return problems.map((problem) => `deploy of '${plan.environment}' ${problem}`);
}

const OPTIONS: Readonly<Record<keyof DeployOptions, true>> = {
  kubernetes: true,
  vault: true,
  parent: true,
  dependsOn: true,
  aliases: true,
  transforms: true,
};

function unknownOptions(options: object): string[] {
  const known = Object.keys(OPTIONS);
  return Object.keys(options)
    .filter((key) => !known.includes(key))
    .map((key) => `has no option '${key}'; ${meant(key, known) ?? `it has ${known.join(', ')}`}`);
}

function unknownCluster({ cluster }: Plan): string[] {
  if (cluster.id !== undefined) return [];
  return ['is given a plan that does not say which cluster it is for; make the plan again, with this version'];
}

const PROVIDERS = { kubernetes: 'Kubernetes', vault: 'Vault' } as const;

function missingProviders({ resources }: Plan, options: Partial<DeployOptions>): string[] {
  return (['kubernetes', 'vault'] as const)
    .filter((api) => options[api] === undefined && resources.some((resource) => resource.api === api))
    .map((api) => `has no provider for what is in ${PROVIDERS[api]}; pass { ${api}: new ${api}.Provider(…) }`);
}

function missingSecrets(plan: Plan): string[] {
  return secretsMissing(plan).map(
    (key) => `needs the secret '${key}', which its configuration does not have; pulumi config set --secret ${key}`,
  );
}

function meant(word: string, known: Iterable<string>): string | undefined {
  const near = nearest(word, known);
  return near === undefined ? undefined : `did you mean '${near}'?`;
}
