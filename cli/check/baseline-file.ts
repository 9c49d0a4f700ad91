import { resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../constructs/invalid';
import { readBytes } from '../read-bytes';

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

/**
 * Reads what `baselineText` has written.
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
