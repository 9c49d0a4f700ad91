import { join } from 'node:path';
import { checked } from '../../../constructs/fields/check-fields';
import type { Field } from '../../../constructs/fields/field';
import { group } from '../../../constructs/fields/group';
import { list } from '../../../constructs/fields/list';
import { nearest } from '../../../constructs/fields/nearest';
import { type Check, text, trimmed } from '../../../constructs/fields/text';
import { meantBy } from '../../../constructs/platform/environments';
import { calendarProblem, isDate } from '../../../policies/expiry';
import { tryReadYaml } from '../../yaml';
import type { GateId } from './gate';
import { ALL_GATES } from './in-force';
import type { Pass } from './pass';

/** Beside the stack files. Committed, so that leave is reviewed like what it is for. */
export const PASSES_FILE = 'dwcp.passes.yaml';

/** What passes may name, and the day by which they end. */
export interface PassContext {
  /** The names of the platform's environments. */
  readonly environments: readonly string[];
  /** As YYYY-MM-DD. */
  readonly today: string;
}

/**
 * The passes that a repository has committed; none where the file is not there.
 *
 * @throws UserError with everything that is wrong in the file.
 */
export function readPasses(folder: string, context: PassContext): readonly Pass[] {
  const written = tryReadYaml(join(folder, PASSES_FILE), PASSES_FILE);
  return written === undefined ? [] : checkPasses(written, context);
}

function checkPasses(written: unknown, context: PassContext): readonly Pass[] {
  const place = { before: `${PASSES_FILE}: `, root: '', noun: 'part', whole: 'the file' };
  return checked(fileFor(context), written, place).passes;
}

function fileFor({ environments, today }: PassContext): Field<{ readonly passes: readonly Pass[] }> {
  const pass = group({
    gate: text('name a gate', oneGate) as Field<GateId>,
    environments: list(
      'list environments, e.g. [production]',
      text('name an environment', environmentAmong(environments)),
    ),
    subjects: list(
      'list what it is for, exactly as the preview names it',
      text('name what it is for, exactly as the preview does', trimmed),
    ),
    owner: text('name the team that answers for it', trimmed),
    reason: text('say why it is needed', trimmed),
    expires: text('give the last day on which it holds, e.g. 2027-01-31', lastDay(today)),
  });
  return group({ passes: list('list a pass, or remove the file', pass) });
}

const oneGate: Check = (word) => {
  if (ALL_GATES.some((gate) => gate === word)) return undefined;
  const meant = nearest(word, ALL_GATES);
  const hint = meant === undefined ? '' : `did you mean ${meant}? `;
  return `'${word}' is not a gate; ${hint}choose one of ${ALL_GATES.join(', ')}`;
};

function environmentAmong(environments: readonly string[]): Check {
  return (name) => {
    if (environments.includes(name)) return undefined;
    const meant = meantBy(name, environments);
    const hint = meant === undefined ? '' : `did you mean ${meant}? `;
    return `'${name}' is not an environment; ${hint}choose among ${environments.join(', ')}`;
  };
}

/** One that is over is of the right form: the report tells it, because nobody changed the file. */
function lastDay(today: string): Check {
  return (expires) => {
    const wrong = isDate(expires) && expires < today ? undefined : calendarProblem(expires, today);
    return wrong === undefined ? undefined : `${wrong.problem.replace(/^it /, '')}; ${wrong.fix}`;
  };
}
