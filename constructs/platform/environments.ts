import { nearest } from '../fields/nearest';
import { UserError } from '../invalid';

/** The error of a name that is no environment's: the one that was meant, if that is clear, and all there are. */
export function unknownEnvironment(name: string, names: readonly string[]): UserError {
  const meant = meantBy(name, names);
  const hint = meant === undefined ? '' : `did you mean ${meant}? `;
  return new UserError([`unknown environment '${name}'; ${hint}choose one of ${names.join(', ')}`]);
}

/** The environment that a name was meant to be: an abbreviation, as `prod` is, or a mistyped one. */
export function meantBy(name: string, names: readonly string[]): string | undefined {
  const begun = name.length > 1 ? names.filter((known) => known.startsWith(name)) : [];
  return begun.length === 1 ? begun[0] : nearest(name, names);
}
