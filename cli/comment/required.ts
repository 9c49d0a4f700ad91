import { UserError } from '../../constructs/invalid';

/**
 * Variables that must be set.
 *
 * @throws UserError that names all that are not, and what to do.
 */
export function required<const Names extends readonly string[]>(
  env: NodeJS.ProcessEnv,
  names: Names,
  remedy: string,
): { readonly [Index in keyof Names]: string } {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw new UserError([`${missing.join(', ')}: not set in the environment; ${remedy}`]);
  return names.map((name) => env[name]!) as { readonly [Index in keyof Names]: string };
}
