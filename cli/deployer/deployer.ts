import { forKubectl } from '../manifests/for-kubectl';
import { outputsOf, put } from '../output';
import { type LoadedPlatform, planEnvironment } from '../platform/loaded';
import { DEPLOYER_ENDINGS, type DeployerFormat } from './format';
import { manifestsFor } from './kubernetes/manifests';
import { type SubjectOptions, subjectsOf } from './subjects';
import { policyFor } from './vault/policy';

export interface DeployerOptions extends SubjectOptions {
  readonly format: DeployerFormat;
  readonly out: readonly string[];
  readonly directory: string;
  /** @default - for the environment */
  readonly name?: string;
}

/** Prints or writes what whoever deploys an environment has to be allowed: in the cluster, or in Vault. */
export async function deployer(from: LoadedPlatform, environment: string, options: DeployerOptions): Promise<number> {
  const { format, out, directory, name = `dwcp-deployer-${environment}` } = options;
  const plan = planEnvironment(from, environment);
  await put(outputsOf(out, format, DEPLOYER_ENDINGS), directory, (as) =>
    as === 'hcl' ? policyFor(plan) : manifestsFor(plan, name, subjectsOf(options)).map(forKubectl).join('---\n'),
  );
  return 0;
}
