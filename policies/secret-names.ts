/** What says of a secret for which environment or use it is: `DB_PASSWORD_PROD`, `API_TOKEN_OLD`, `password-2`. */
const WHICH =
  '(_(prod(uction)?|stag(e|ing)|dev(elopment)?|test|qa|live|old|new|previous|current|ro|rw|admin|root|v?[0-9]+))?';

/**
 * What a secret is called, after `wordsOf`.
 *
 * Anchored at the end: `DB_PASSWORD_FILE`, `CREDENTIALS_DIR` and `TOKEN_PATH` say where a secret is, and `passwordPolicy`
 * is about one. Never `PWD` alone, which is where a shell stands.
 */
export const SECRET_NAME = new RegExp(
  '(' +
    [
      'passw(or)?d|passphrase|(^|_)pass|bindpass|_pwd',
      'token|secret|jwt|credentials?|pem_bundle|_pat',
      '(private|api|access|secret|encryption)_?key|secret_key_base',
    ].join('|') +
    `)(_wo)?${WHICH}$`,
);

/** The path of a file, although its name says otherwise: https://cloud.google.com/docs/authentication/application-default-credentials */
export const NAMES_A_FILE = new Set(['google_application_credentials']);

/** `STRIPE_KEY` is a secret, `PARTITION_KEY` is not: what stands under it tells, letters and digits that are no word. */
const OPEN = 'public|object|partition|cache|sort|primary|foreign|routing|index|group|label|hash';
const KEY_NAME = new RegExp(`(?<!${OPEN})_key${WHICH}$`);

/** The two halves of that, for whoever cannot look back. */
export const KEY_OF_ANY = `_key${WHICH}$`;
export const OPEN_KEY = `(?:${OPEN})_key${WHICH}$`;
const RANDOM = /^(?=\D*\d)(?=[^A-Za-z]*[A-Za-z])[\w+=-]{16,}$/;

/** A value that only refers to another: `$(DB_PASSWORD)`, `$DB_PASSWORD` or `${DB_PASSWORD}`. */
export const REFERENCE = /^\$(\([\w.-]+\)|[A-Z_][A-Z0-9_]*|\{\w+\})$/;

/** A password that is a placeholder, for Vault or a shell to fill in, is none. */
const NO_PLACEHOLDER = '(?![\'"]?\\$[({A-Z_])';

/** The parts of a text that are secret whatever it stands under, after what may stay of them. */
export const SECRET_PARTS: readonly RegExp[] = [
  // postgres://user:password@host
  new RegExp(`(://[^/:@\\s{}]*:)${NO_PLACEHOLDER}[^@/\\s{}]+(?=@)`, 'g'),
  // jdbc:postgresql://host/db?user=user&password=password, host=db password=password, Server=db;Password=password
  new RegExp(`((?:^|[?&;\\s])(?:password|pwd)=)${NO_PLACEHOLDER}[^&;\\s{}]+`, 'gi'),
  // Authorization: Bearer …, Basic …; no sentence about either.
  /(\bBearer )(?=\S*[\d.])[\w.~+/-]{16,}=*/g,
  /(\bBasic )(?=\S*[\d=])[\w+/]{8,}=*/g,
  // A JWT, and what GitHub, GitLab, Slack, Stripe, AWS, Google and Vault hand out.
  /()\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /()\b(?:gh[opsu]_|github_pat_|glpat-|xox[abp]-|[rs]k_(?:live|test)_|hv[sb]\.)[\w.-]{10,}/g,
  /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|()\bAIza[\w-]{30,}/g,
  /()-----BEGIN [A-Z ]*PRIVATE KEY[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$(?![\s\S]))/g,
];

/** Whether what stands under this name is a secret, by its name or by what it looks like. */
export function holdsSecret(name: string, value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || REFERENCE.test(value)) return false;
  return isSecretByName(name, value) || SECRET_PARTS.some((part) => value.search(part) !== -1);
}

/** Whether all of a value is a secret, because of the name that it stands under. */
export function isSecretByName(name: string, value: string): boolean {
  const told = toldBy(name);
  return told === 'secret' || (told === 'key' && RANDOM.test(value));
}

/** Names that were met, of which a cluster has few, again and again. So many, lest they fill the memory. */
const MET = new Map<string, 'secret' | 'key' | 'nothing'>();
const MOST = 10_000;

/** What a name says of what stands under it. */
function toldBy(name: string): 'secret' | 'key' | 'nothing' {
  const known = MET.get(name);
  if (known !== undefined) return known;
  const words = wordsOf(name);
  const isSecret = SECRET_NAME.test(words) && !NAMES_A_FILE.has(words);
  const told = isSecret ? 'secret' : KEY_NAME.test(words) ? 'key' : 'nothing';
  if (MET.size === MOST) MET.clear();
  MET.set(name, told);
  return told;
}

/** `DB_PASSWORD`, `db-password` and `dbPassword` are one name: `db_password`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}
