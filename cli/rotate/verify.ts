import { resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
import type { Finding } from '../diagnosis/finding';
import { type DiagnosisFormat, ENDINGS } from '../diagnosis/format';
import { type Diagnosis, isInOrder, textOf } from '../diagnosis/told';
import { outputsOf, put } from '../output';
import { type LoadedPlatform, planEnvironment, readFacts } from '../platform/loaded';
import { withConfigJson } from '../platform/resolved/with-config-json';
import { jsonText } from '../terminal/json';
import { devicesOf } from './devices';
import { type Judged, judgeAll } from './judged';
import { rotatingIn } from './rotating';
import { SNAPSHOT, serversOf } from './servers';
import { dateOf } from './times';
import { trailIn } from './trail';
import { vaultAt } from './vault';

export interface RotateVerifyOptions {
  readonly format: DiagnosisFormat;
  readonly directory: string;
  /** A file that an audit device of Vault writes. @default - who had what made is not told */
  readonly audit?: string;
  /** The time that it is asked of: `2027-01-31`. @default - now */
  readonly at?: string;
  /** @default - it is printed */
  readonly out?: readonly string[];
  /** @default - the stack file is read */
  readonly configJson?: string;
}

/** Asks Vault how old each credential of an environment is: 1 where one is overdue, or nobody knows. */
export async function rotateVerify(
  platform: LoadedPlatform,
  environment: string,
  { format, directory, audit, at, out = [], configJson }: RotateVerifyOptions,
): Promise<number> {
  const now = timeOf(at);
  const from = configJson === undefined ? platform : withConfigJson(platform, environment, configJson, directory);
  const [facts, plan] = [readFacts(from, environment), planEnvironment(from, environment)];
  if (facts.vault === undefined) {
    throw new UserError([`${environment} has no Vault; give \`vault\` among its facts, or there is nothing to rotate`]);
  }
  const address = facts.vault.deployAddress ?? facts.vault.address;
  const vault = vaultAt(address);
  const all = rotatingIn(plan);
  const paths = new Set([SNAPSHOT, ...all.flatMap(({ madeAt }) => madeAt ?? [])]);
  const trail = audit === undefined ? undefined : await trailIn(resolve(directory, audit), paths, audit);
  const devices = await devicesOf(plan, vault);
  const servers = await serversOf(facts.vault.availability, vault, now, trail);
  const judged = await judgeAll(all, vault, now, trail);
  const diagnosis: Diagnosis = {
    ...{ environment: plan.environment, cluster: facts.cluster.id, skipped: [] },
    checks: [
      { check: 'audit', says: 'Vault writes down what it is asked.', findings: devices },
      ...(servers.length > 0 ? [{ check: 'servers', says: 'Vault outlives a server of it.', findings: servers }] : []),
      { check: 'rotation', says: 'Each is followed in time.', findings: judged.map(({ finding }) => finding) },
    ],
  };
  await put(outputsOf(out, format, ENDINGS), directory, (as, width) =>
    as === 'json'
      ? jsonText({ ...told({ audit: devices, servers }, judged, now), environment: plan.environment, vault: address })
      : textOf(diagnosis, 'in time', width),
  );
  return isInOrder(diagnosis) ? 0 : 1;
}

function timeOf(at: string | undefined): number {
  const time = at === undefined ? Date.now() : Date.parse(at);
  if (!Number.isNaN(time)) return time;
  throw new UserError([`--at ${at}: is no time; write it as 2027-01-31 or 2027-01-31T12:00:00Z`]);
}

/** The same for programs, as `rotate.schema.json` has it. */
function told(
  ofVault: { readonly audit: readonly Finding[]; readonly servers: readonly Finding[] },
  judged: readonly Judged[],
  now: number,
): object {
  const credentials = judged.map(({ rotating, finding, age, trace }) => ({
    ...{ kind: rotating.asked.kind, name: rotating.name, by: rotating.by },
    ...finding,
    ...(age && {
      made: dateOf(age.made),
      ageSeconds: Math.max(0, Math.floor((now - age.made) / 1_000)),
      next: dateOf(age.next),
    }),
    ...(trace && { trail: { at: dateOf(trace.at), by: trace.by } }),
  }));
  return { at: dateOf(now), ...ofVault, credentials };
}
