/** `DB_PASSWORD` and `privateKey`, but neither `DB_PASSWORD_FILE` nor `passwordPolicy`, which hold no secret. */
const SECRET_NAME = /(passwd|password|passphrase|token|secret|jwt|(private|api|access|secret)_?key)(_?wo)?$/i;

/** `postgres://user:password@host`, unless the password is a placeholder that Vault fills in. */
const URL_WITH_PASSWORD = /:\/\/[^/:@\s{}]*:[^@/\s{}]+@/;

/** Whether what stands under this name is a secret, by its name or because it is a URL with a password in it. */
export function holdsSecret(name: string, value: unknown): value is string {
  return typeof value === 'string' && value !== '' && (SECRET_NAME.test(name) || URL_WITH_PASSWORD.test(value));
}
