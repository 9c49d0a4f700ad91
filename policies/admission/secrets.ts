import { KEY_OF_ANY, LINE_WITH_SECRET, NAMES_A_FILE, OPEN_KEY, REFERENCE, SECRET_NAME } from '../secret-names';
import { text, texts } from './cel';

/**
 * `wordsOf` in CEL: a name in small letters, its words between underscores, one at an end for whatever stands there.
 *
 * A word is a run of letters and digits in which no capital follows a small letter.
 */
function words(name: string): string {
  const middle = `${name}.findAll("[A-Z]+[a-z0-9]*|[a-z0-9]+").join("_").lowerAscii()`;
  const end = (pattern: string) => `(${name}.matches(${text(pattern)}) ? "_" : "")`;
  return `${end('^[^A-Za-z0-9]')} + ${middle} + ${end('[^A-Za-z0-9]$')}`;
}

/** Letters and digits that are no word: two patterns, where the other runners look ahead. */
const RANDOM = ['^[\\w+=-]{16,}$', '[0-9]', '[A-Za-z]'];

/** What a password of a URL begins with that is no placeholder; what may follow, and how it ends. */
const IN_URL = (() => {
  const more = '[^@/\\s{}]*';
  const afterSign = `(?:[^@/\\s{}(A-Z_]${more})?`;
  const afterQuote = `(?:[^@/\\s{}$]${more}|\\$${afterSign})?`;
  return `://[^/:@\\s{}]*:(?:[^@/\\s{}$'"]${more}|\\$${afterSign}|['"]${afterQuote})@`;
})();

/** The same of a parameter, of which one character is enough. */
const IN_PARAMETER = (() => {
  const afterSign = '(?:[^({A-Za-z_]|$)';
  const afterQuote = `(?:[^$]|$|\\$${afterSign})`;
  return `(?i)(?:^|[?&;\\s])(?:password|pwd)=(?:[^&;\\s{}$'"]|\\$${afterSign}|['"]${afterQuote})`;
})();

/**
 * `SECRET_PARTS` in the regular expressions of CEL, which look neither ahead nor back: all of the patterns of one have to match.
 *
 * Before each stands what any such text contains, because to look for that costs a tenth.
 */
const PARTS: readonly (readonly [contains: string, ...patterns: string[]])[] = [
  ['://', IN_URL],
  ['=', IN_PARAMETER],
  ['Key=', '\\b(?:Account|SharedAccess)Key=[\\w+/]{40,}'],
  ['Bearer ', '\\bBearer [\\w.~+/-]{16,}', '\\bBearer \\S*[\\d.]'],
  ['Basic ', '\\bBasic [\\w+/]{8,}', '\\bBasic \\S*[\\d=]'],
  ['"auth":', '"auth":\\s*"[\\w+/]{8,}={0,2}"'],
  ['eyJ', '\\beyJ[\\w-]{8,}\\.[\\w-]{8,}'],
  ['_', '\\b(?:gh[opsu]_|github_pat_|dckr_pat_|dop_v1_|glsa_|shpat_|[rs]k_(?:live|test)_)[\\w.-]{10,}'],
  ['-', '\\b(?:glpat-|xox[abp]-|sk-(?:ant|proj)-)[\\w.-]{10,}'],
  ['.', '\\b(?:hv[sb]\\.[\\w.-]{10,}|SG\\.[\\w-]{20,}\\.[\\w-]{20,})'],
  ['hooks.slack.com/services/', '\\bhooks\\.slack\\.com/services/[\\w/]{16,}'],
  ['npm_', '\\bnpm_[A-Za-z0-9]{36}\\b'],
  ['A', '\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bAIza[\\w-]{30,}'],
];

const { head, value: inLine, toDigit, end } = LINE_WITH_SECRET;

/** The same of `SECRET_PARTS` that looks ahead for a digit: each place is found first, and looked at then. */
function holdsLine(value: string): string {
  const found = `${value}.findAll(${text(`(?i)${head}${inLine}${end}`)})`;
  return `${found}.exists(line, line.matches(${text(`(?i)${head}${toDigit}`)}))`;
}

const PRIVATE_KEY = '-----BEGIN [A-Z ]*PRIVATE KEY';

/** Whether a value stands under the name of a secret, in CEL. */
export function isSecretByName(name: string, value: string): string {
  const random = RANDOM.map((pattern) => `${value}.matches(${text(pattern)})`).join(' && ');
  const byName = `(called.matches(${text(SECRET_NAME.source)}) && !(called in ${texts(NAMES_A_FILE)}))`;
  const byKey = `called.matches(${text(KEY_OF_ANY)}) && !called.matches(${text(OPEN_KEY)}) && ${random}`;
  return `[${words(name)}].exists(called, ${byName} || (${byKey}))`;
}

/** Whether a value holds a private key, in CEL: cheap, however long it is. */
export function holdsPrivateKey(value: string): string {
  return `(${value}.contains("PRIVATE KEY") && ${value}.matches(${text(PRIVATE_KEY)}))`;
}

/** Whether a value refers to another, or is empty, in CEL: no secret then, whatever its name. */
export function isNoValue(value: string): string {
  return `(${value} == "" || (${value}.startsWith("$") && ${value}.matches(${text(REFERENCE.source)})))`;
}

/** `holdsSecret` in CEL. */
export function holdsSecret(name: string, value: string): string {
  const parts = PARTS.map(
    ([contains, ...patterns]) =>
      `(${[`${value}.contains(${text(contains)})`, ...patterns.map((one) => `${value}.matches(${text(one)})`)].join(' && ')})`,
  );
  const found = [isSecretByName(name, value), holdsPrivateKey(value), holdsLine(value), ...parts].join(' || ');
  return `!(${isNoValue(value)}) && (${found})`;
}
