import { nearest } from '../../../constructs/fields/nearest';
import { UserError } from '../../../constructs/invalid';
import type { GateId } from './gate';
import { ALL_GATES } from './in-force';

/** What stands for gates instead of naming them. */
const WHOLE: Readonly<Record<string, readonly GateId[]>> = { all: ALL_GATES, none: [] };

/** What `--fail-on` takes. */
export const FAIL_ON: readonly string[] = [...ALL_GATES, ...Object.keys(WHOLE)];

/**
 * The gates that `--fail-on` names, in their own order: some of them, `all`, or `none`.
 *
 * @throws UserError with every word that names none.
 */
export function gatesNamed(words: readonly string[]): readonly GateId[] {
  const unknown = words.filter((word) => !FAIL_ON.includes(word));
  if (unknown.length > 0) throw new UserError(unknown.map(unknownGate));
  const whole = words.find((word) => Object.hasOwn(WHOLE, word));
  if (whole === undefined) return ALL_GATES.filter((gate) => words.includes(gate));
  const others = words.filter((word) => word !== whole);
  if (others.length === 0) return WHOLE[whole]!;
  throw new UserError([`--fail-on: says '${whole}' and ${others.join(', ')}; say one or the other`]);
}

function unknownGate(word: string): string {
  const meant = nearest(word, FAIL_ON);
  const hint = meant === undefined ? '' : `did you mean ${meant}? `;
  return `--fail-on: '${word}' is not a gate; ${hint}choose among ${FAIL_ON.join(', ')}`;
}
