import { UserError } from '../../constructs/invalid';
import { parametersOf } from '../../constructs/plan/parameters';
import type { Manifest } from '../../constructs/plan/resource';
import { type AdmissionOptions, admission } from '../../policies/index';
import { forKubectl } from '../manifests/for-kubectl';
import { outputsOf, put } from '../output';
import { type LoadedPlatform, readFacts } from '../platform/loaded';
import { rulesOf } from '../rules/all';
import { todayHere } from '../today';
import { ADMISSION_ENDINGS, type AdmissionFormat, type Mode } from './format';
import { namespacesOfOperators } from './outside';

interface Options {
  /** @default - as the posture says whether default deny may be rehearsed */
  readonly mode?: Mode;
  /** Namespaces beside those of Kubernetes and of the operators that the facts name. @default - none */
  readonly outside?: readonly string[];
  readonly format: AdmissionFormat;
  readonly out: readonly string[];
  readonly directory: string;
}

const ENFORCEMENT = { audit: 'audit-allowed', deny: 'enforced' } as const satisfies Record<
  Mode,
  AdmissionOptions['enforcement']
>;

/** Prints or writes the rules of an environment as policies of its API server. */
export async function printAdmission(from: LoadedPlatform, environment: string, options: Options): Promise<number> {
  const { mode, outside = [], format, out, directory } = options;
  const facts = readFacts(from, environment);
  const { platform } = from;
  const policies = admission({
    rules: rulesOf(from),
    parameters: parametersOf(platform),
    enforcement: mode === undefined ? platform.posture(environment).enforcement : ENFORCEMENT[mode],
    outside: [...namespacesOfOperators(facts), ...checked(outside)],
    exemptions: platform.exemptions,
    today: todayHere(),
  });
  await put(outputsOf(out, format, ADMISSION_ENDINGS), directory, (as) =>
    as === 'json' ? list(policies) : documents(policies),
  );
  return 0;
}

function checked(names: readonly string[]): readonly string[] {
  const wrong = names.filter((name) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name));
  if (wrong.length === 0) return names;
  throw new UserError(
    wrong.map((name) => `--outside ${name}: is no name of a namespace; write it as kubectl get namespaces does`),
  );
}

function documents(policies: readonly Manifest[]): string {
  return policies.map(forKubectl).join('---\n');
}

function list(items: readonly Manifest[]): string {
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)}\n`;
}
