import type { Monitoring } from '../../constructs/facts/cluster-facts';
import { UserError } from '../../constructs/invalid';
import { monitoring } from '../../constructs/operators/whereabouts';
import type { Plan } from '../../constructs/plan/plan';
import { type Cluster, clusterOf } from '../cluster/cluster';
import { contextOf } from '../cluster/context';
import { identified } from '../cluster/identity';
import { Unreadable } from '../cluster/kubectl';
import type { Checked } from '../diagnosis/checked';
import { unreadable } from '../diagnosis/finding';
import { type DiagnosisFormat, ENDINGS } from '../diagnosis/format';
import { type Diagnosis, isInOrder, jsonOf, textOf } from '../diagnosis/told';
import { forKubectl } from '../manifests/for-kubectl';
import { outputsOf, put } from '../output';
import { type LoadedPlatform, planEnvironment, readFacts } from '../platform/loaded';
import { withConfigJson } from '../platform/resolved/with-config-json';
import { accessManifests } from './access';
import { type Attempts, attemptsOf } from './attempts';
import { credentialsOf } from './credentials';
import { comparedPolicies } from './declared-policies';
import { dryRun } from './dry-run';
import { PROOF_IDS } from './ids';
import { monitoredOf } from './monitored';
import { PROOFS } from './proofs';
import { outcomesOf, trialOf } from './trial';

export interface VerifyOptions {
  readonly format: DiagnosisFormat;
  readonly directory: string;
  /** What tries: an image that has `sh` and `nc`, by its digest. */
  readonly image: string;
  /** Whether it is only printed what would be put into which pods. */
  readonly dryRun: boolean;
  /** A service account of which it is only printed what it has to be allowed to run this: `ci:verify`. @default - it runs */
  readonly access?: string;
  /** @default - it is printed */
  readonly out?: readonly string[];
  /** Proofs that are left out, and said to be. @default - none */
  readonly skip?: readonly string[];
  /** @default - the stack file is read */
  readonly configJson?: string;
}

/** Proves from inside its pods what a deployed environment lets through: 1 where it is not as declared, or nobody knows. */
export async function verify(platform: LoadedPlatform, environment: string, options: VerifyOptions): Promise<number> {
  const { format, directory, image, access, out = [], skip = [], configJson } = options;
  demandDigest(image);
  const from = configJson === undefined ? platform : withConfigJson(platform, environment, configJson, directory);
  const [facts, plan] = [readFacts(from, environment), planEnvironment(from, environment)];
  const where = monitoring(facts);
  if (access !== undefined) {
    const manifests = accessManifests(plan, where, access, image);
    await put(outputsOf(out, 'text', {}), directory, () => manifests.map(forKubectl).join('---\n'));
    return 0;
  }
  const context = contextOf(facts);
  const cluster = clusterOf(context);
  const first = await identified(facts.cluster.id, context, cluster);
  const isIt = first.findings.every(({ status }) => status === 'ok');
  const attempts = attemptsOf(plan);
  if (isIt && options.dryRun) {
    const trial = await trialOf(attempts, plan, cluster);
    await put(outputsOf(out, 'text', {}), directory, () => dryRun(trial, image));
    return 0;
  }
  const diagnosis: Diagnosis = {
    environment: plan.environment,
    cluster: facts.cluster.id,
    checks: [first, ...(isIt ? await proven(attempts, plan, { image, skip, where }, cluster) : [])],
    skipped: [...new Set(skip)],
    notes: notesOf(attempts),
  };
  await put(outputsOf(out, format, ENDINGS), directory, (as, width) =>
    as === 'json' ? jsonOf(diagnosis) : textOf(diagnosis, 'as declared', width),
  );
  return isInOrder(diagnosis) ? 0 : 1;
}

async function proven(
  attempts: Attempts,
  plan: Plan,
  {
    image,
    skip,
    where,
  }: Pick<VerifyOptions, 'image'> & Required<Pick<VerifyOptions, 'skip'>> & { readonly where: Monitoring },
  cluster: Cluster,
): Promise<readonly Checked[]> {
  const ids = PROOF_IDS.filter((id) => !skip.includes(id));
  try {
    const trial = await trialOf(attempts, plan, cluster);
    const outcomes = await outcomesOf(trial, image, cluster);
    const credentials = await credentialsOf(plan, cluster);
    const policies = ids.includes('policies') ? await comparedPolicies(plan, cluster) : [];
    const monitored = await monitoredOf(ids.includes('targets') ? plan.resources : [], where, cluster);
    const evidence = { plan, attempts, trial, outcomes, credentials, policies, monitored, now: Date.now() };
    return ids.map((id) => ({ check: id, says: PROOFS[id].says, findings: PROOFS[id].judge(evidence) }));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    // Without its pods, nothing is known of it.
    const finding = unreadable(error);
    return ids.map((id) => ({ check: id, says: PROOFS[id].says, findings: [finding] }));
  }
}

function notesOf({ untried, undeclared, possible }: Attempts): readonly string[] {
  return [
    ...(untried.length > 0
      ? [
          `${untried.length} declared connections, by UDP, from outside the workloads or to addresses: ${untried[0]} and so on`,
        ]
      : []),
    ...(possible > undeclared.length
      ? [`${possible - undeclared.length} of ${possible} undeclared connections: the others stand for them`]
      : []),
  ];
}

/** @throws UserError where what runs in production is not one certain content. */
function demandDigest(image: string): void {
  if (/^\S+@sha256:[0-9a-f]{64}$/.test(image)) return;
  throw new UserError([
    `--image ${image}: names no certain content; write it with its digest, as in registry.example.com/busybox@sha256:…`,
  ]);
}
