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

/** What a line of a file calls a secret, however the words are joined and whatever stands before: `spring.datasource.password`. */
const NAMED_IN_LINE = 'passw(?:or)?d|passphrase|api[_-]?key|client[_-]?secret|secret[_-]?access[_-]?key';

/** A character of a value that is no placeholder, call, path or sentence. */
const IN_VALUE = '[^\\s"\'{}()\\[\\]<>$,;:|=]';

/** Such a name with what it stands for, to the sign after it: `password: hunter2`, `"apiKey": "…",`, `client_secret = …`. */
export const LINE_WITH_SECRET = {
  head: `(?:${NAMED_IN_LINE})["']?[ \\t]*[:=][ \\t]*["']?`,
  value: `[^\\s"'{}()\\[\\]<>$,;:|=/.]${IN_VALUE}{5,}`,
  /** Words are written there that are none, `password: string`: with a digit it is taken for one. */
  toDigit: `${IN_VALUE}*[0-9]`,
  end: `(?:[\\s"',;=}]|$)`,
};

/** The parts of a text that are secret whatever it stands under, after what may stay of them. */
export const SECRET_PARTS: readonly RegExp[] = [
  // postgres://user:password@host
  new RegExp(`(://[^/:@\\s{}]*:)${NO_PLACEHOLDER}[^@/\\s{}]+(?=@)`, 'g'),
  // jdbc:postgresql://host/db?user=user&password=password, host=db password=password, Server=db;Password=password
  new RegExp(`((?:^|[?&;\\s])(?:password|pwd)=)${NO_PLACEHOLDER}[^&;\\s{}]+`, 'gi'),
  // A file in a ConfigMap, an option of a Java machine: application.properties, config.yaml, -Ddb.password=…
  new RegExp(
    `(${LINE_WITH_SECRET.head})(?=${LINE_WITH_SECRET.toDigit})${LINE_WITH_SECRET.value}(?=${LINE_WITH_SECRET.end})`,
    'gi',
  ),
  // Authorization: Bearer …, Basic …; no sentence about either.
  /(\bBearer )(?=\S*[\d.])[\w.~+/-]{16,}=*/g,
  /(\bBasic )(?=\S*[\d=])[\w+/]{8,}=*/g,
  // The login to a registry, as Docker writes it.
  /("auth":\s*")[\w+/]{8,}={0,2}(?=")/g,
  // A JWT, and what those hand out who say by its first letters whose it is: GitHub, Docker, Stripe, AWS, Vault and others.
  /()\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /()\b(?:gh[opsu]_|github_pat_|dckr_pat_|dop_v1_|glsa_|shpat_|glpat-|xox[abp]-|sk-(?:ant|proj)-|[rs]k_(?:live|test)_|hv[sb]\.)[\w.-]{10,}/g,
  /()\bSG\.[\w-]{20,}\.[\w-]{20,}/g,
  // A connection string of Azure.
  /(\b(?:Account|SharedAccess)Key=)[\w+/]{40,}={0,2}/g,
  /(\bhooks\.slack\.com\/services\/)[\w/]{16,}/g,
  /()\bnpm_[A-Za-z0-9]{36}\b/g,
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
