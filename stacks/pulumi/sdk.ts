import { UserError } from '../../constructs';

/**
 * A Pulumi SDK, loaded where it is needed: a repository without Vault does without the one for Vault.
 *
 * @throws UserError when it is not installed.
 */
export function sdk<Module>(name: string, load: () => Module): Module {
  try {
    return load();
  } catch (error) {
    if (!isAbsence(error, name)) throw error;
    throw new UserError([`${name} is not installed, and the stack is deployed by it; run npm install ${name}`]);
  }
}

/** Whether it is the SDK itself that is not there, and not something that the SDK needs. */
function isAbsence(error: unknown, name: string): boolean {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  return code === 'MODULE_NOT_FOUND' && message.includes(`'${name}/`);
}
