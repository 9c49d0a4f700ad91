import { type Cluster, clusterOf } from '../cluster/cluster';
import { contextOf } from '../cluster/context';
import { identified } from '../cluster/identity';
import { Unreadable } from '../cluster/kubectl';
import type { Checked } from '../diagnosis/checked';
import { type Finding, unreadable } from '../diagnosis/finding';
import { type DiagnosisFormat, ENDINGS } from '../diagnosis/format';
import { type Diagnosis, isInOrder, jsonOf, textOf } from '../diagnosis/told';
import { outputsOf, put } from '../output';
import { type LoadedPlatform, planEnvironment, readFacts } from '../platform/loaded';
import { withConfigJson } from '../platform/resolved/with-config-json';
import type { Asked, Look } from './check';
import { CHECKS } from './checks';
import { CHECK_IDS, type CheckId } from './ids';

export interface DoctorOptions {
  readonly format: DiagnosisFormat;
  readonly directory: string;
  /** @default - it is printed */
  readonly out?: readonly string[];
  /** Checks that are left out, and said to be. @default - none */
  readonly skip?: readonly string[];
  /** @default - the stack file is read */
  readonly configJson?: string;
}

/** Holds the live cluster of an environment against what its facts say: 1 where it deviates, or nobody knows. */
export async function doctor(platform: LoadedPlatform, environment: string, options: DoctorOptions): Promise<number> {
  const { format, directory, out = [], skip = [], configJson } = options;
  const from = configJson === undefined ? platform : withConfigJson(platform, environment, configJson, directory);
  const asked: Asked = { facts: readFacts(from, environment), plan: planEnvironment(from, environment) };
  const diagnosis = await diagnose(asked, skip);
  await put(outputsOf(out, format, ENDINGS), directory, (as, width) =>
    as === 'json' ? jsonOf(diagnosis) : textOf(diagnosis, 'as the facts say', width),
  );
  return isInOrder(diagnosis) ? 0 : 1;
}

async function diagnose(asked: Asked, skip: readonly string[]): Promise<Diagnosis> {
  const { facts, plan } = asked;
  const context = contextOf(facts);
  const cluster = clusterOf(context);
  const first = await identified(facts.cluster.id, context, cluster);
  const checks = [first];
  if (first.findings.every(({ status }) => status === 'ok')) {
    // One after the other, since each look is a process.
    for (const id of CHECK_IDS.filter((one) => !skip.includes(one))) checks.push(await checked(id, asked, cluster));
  }
  return { environment: plan.environment, cluster: facts.cluster.id, checks, skipped: [...new Set(skip)] };
}

async function checked(id: CheckId, asked: Asked, cluster: Cluster): Promise<Checked> {
  const { says, looks } = CHECKS[id];
  const findings = (await Promise.all(looks.map((look) => looked(look, asked, cluster)))).flat();
  // What several looks may not read is one thing to mend.
  const told = new Map(findings.map((finding) => [finding.says, finding]));
  return { check: id, says, findings: [...told.values()] };
}

async function looked(look: Look, asked: Asked, cluster: Cluster): Promise<readonly Finding[]> {
  try {
    return await look(asked, cluster);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [unreadable(error)];
  }
}
