/**
 * What a secret is called, after `wordsOf`.
 *
 * Anchored at the end: `DB_PASSWORD_FILE`, `CREDENTIALS_DIR` and `TOKEN_PATH` say where a secret is, and `passwordPolicy`
 * is about one. Never `PWD` alone, which is where a shell stands.
 */
const SECRET_NAME = new RegExp(
  '(' +
    [
      'passw(or)?d|passphrase|(^|_)pass|bindpass|_pwd',
      'token|secret|jwt|credentials?|pem_bundle',
      '(private|api|access|secret|encryption)_?key|secret_key_base',
    ].join('|') +
    ')(_wo)?(_[0-9]+)?$',
);

/** The path of a file, although its name says otherwise: https://cloud.google.com/docs/authentication/application-default-credentials */
const NAMES_A_FILE = new Set(['google_application_credentials']);

/** A value that only refers to another: `$(DB_PASSWORD)`, `$DB_PASSWORD` or `${DB_PASSWORD}`. */
const REFERENCE = /^\$(\([\w.-]+\)|[A-Z_][A-Z0-9_]*|\{\w+\})$/;

/** Whatever it stands under. A password that is a placeholder, for Vault or a shell to fill in, is none. */
const SECRET_VALUES = [
  // postgres://user:password@host
  /:\/\/[^/:@\s{}]*:(?!\$[({A-Z_])[^@/\s{}]+@/,
  // jdbc:postgresql://host/db?user=user&password=password
  /[?&;]password=(?!\$[({A-Z_])[^&;\s{}]/i,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
];

/** Whether what stands under this name is a secret, by its name or by what it looks like. */
export function holdsSecret(name: string, value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || REFERENCE.test(value)) return false;
  const words = wordsOf(name);
  return (SECRET_NAME.test(words) && !NAMES_A_FILE.has(words)) || SECRET_VALUES.some((pattern) => pattern.test(value));
}

/** `DB_PASSWORD`, `db-password` and `dbPassword` are one name: `db_password`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}
