import { resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../constructs/invalid';
import type { Verdict } from '../../policies/index';
import { readBytes } from '../read-bytes';
import { jsonText } from '../terminal/json';
import { findingsOf } from './findings';

/** More than a hundred thousand findings take. */
const LIMIT_MEBIBYTES = 50;

const FINDING = z.object({
  rule: z.string(),
  resource: z.string(),
  fingerprint: z.string(),
  /** For whoever reads the file; nothing is found by it. */
  says: z.string(),
});

const BASELINE = z.object({ schema: z.literal(1), findings: z.array(FINDING) });

/** What was found when a repository began to be checked: from then on, only what is not in it fails. */
export type Baseline = z.infer<typeof BASELINE>;

/** Verdicts without what a baseline has. */
export interface Beyond {
  readonly verdicts: readonly Verdict[];
  /** Findings that the baseline has. */
  readonly known: number;
  /** Findings of the baseline that are found no more. */
  readonly gone: number;
}

/** Everything that is found, as a file for people to look through in review: sorted, a finding on lines of its own. */
export function baselineText(verdicts: readonly Verdict[]): string {
  const findings = verdicts.flatMap((verdict) =>
    findingsOf(verdict).map(({ fingerprint, says }) => {
      return { rule: verdict.rule, resource: verdict.resource, fingerprint, says };
    }),
  );
  const once = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  return jsonText({ findings: [...once.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) });
}

/**
 * Reads what {@link baselineText} has written.
 *
 * @throws UserError where it is not there, or is something else: to take it for empty would fail on what is known, and
 * for whole would let through what is new.
 */
export function readBaseline(file: string, directory: string): Baseline {
  const parsed = BASELINE.safeParse(parsedJson(file, directory));
  if (parsed.success) return parsed.data;
  throw new UserError([`--baseline ${file}: is not what --write-baseline writes; write it again: ${AGAIN} ${file}`]);
}

const AGAIN = 'dwcp check SOURCE --write-baseline';

function parsedJson(file: string, directory: string): unknown {
  try {
    const bytes = readBytes(resolve(directory, file), LIMIT_MEBIBYTES);
    return Buffer.isBuffer(bytes) ? (JSON.parse(bytes.toString('utf8')) as unknown) : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) return undefined;
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    throw new UserError([`--baseline ${file}: ${why}; write it first: ${AGAIN} ${file}`]);
  }
}

/** What is found beside a baseline. A verdict of which all is known is left out: it did not pass. */
export function beyond({ findings }: Baseline, verdicts: readonly Verdict[]): Beyond {
  const before = new Set(findings.map(({ fingerprint }) => fingerprint));
  const met = new Set<string>();
  let known = 0;
  const left = verdicts.flatMap((verdict) => {
    const found = findingsOf(verdict);
    const isNew = found.map(({ fingerprint }) => !before.has(fingerprint));
    for (const { fingerprint } of found) if (before.has(fingerprint)) met.add(fingerprint);
    known += isNew.filter((one) => !one).length;
    return isNew.every((one) => one) ? [verdict] : without(verdict, isNew);
  });
  return { verdicts: left, known, gone: before.size - met.size };
}

function without(verdict: Verdict, isNew: readonly boolean[]): readonly Verdict[] {
  const messages = verdict.messages.filter((_, index) => isNew[index]);
  if (messages.length === 0) return [];
  const violations = verdict.violations.filter((_, index) => isNew[index]);
  const doubts = verdict.doubts.filter((_, index) => isNew[verdict.violations.length + index]);
  return [{ ...verdict, violations, doubts, messages, outcome: violations.length > 0 ? 'fail' : 'unknown' }];
}

function keyOf({ rule, resource, fingerprint }: Baseline['findings'][number]): string {
  return JSON.stringify([rule, resource, fingerprint]);
}
