import { holdsSecret, isSecretByName, SECRET_PARTS } from '../../policies/secret-names';

/** `--password=…`, `PASSWORD=…`, `password: …` and `"password": "…"`, on a line of its own. */
const NAMED = /^(\s*(?:-\s+|export\s+|--?)?["']?([\w.-]+)["']?\s*[:=]\s*["']?)(.+?)(["']?,?\s*)$/gm;

/** What stands in every text of which a part is secret; most texts have nothing of it. */
const MAY_HOLD_ONE =
  /:\/\/|pass|pwd|token|secret|jwt|credential|key|pem|_pat\b|bearer |basic |eyJ|gh[opsu]_|dop_v1_|glsa_|shpat_|sk-|SG\.|glpat|npm_|hooks\.slack|"auth"|xox|hv[sb]\.|A[KS]IA|AIza/i;

/** A name under which some values are secret, and some are not. */
const KEY = /key\W?\w*$/i;

/** What a field is, rather than what it holds. */
const FLAG = /^(true|false|null)$/;

/** A text with `mark` for what is secret in it: all of it by its name, or the parts that look it. */
export function masked(name: string, text: string, mark: string): string {
  if ((isSecretName(name) && holdsSecret(name, text)) || (KEY.test(name) && isSecretByName(name, text))) return mark;
  if (!MAY_HOLD_ONE.test(text)) return text;
  const whole = SECRET_PARTS.reduce((left, part) => left.replace(part, `$1${mark}`), text);
  return whole.replace(NAMED, (line, head: string, key: string, value: string, tail: string) => {
    return holdsSecret(key, value) && !FLAG.test(value) && !value.includes(mark) ? `${head}${mark}${tail}` : line;
  });
}

/** Names that were asked about: the fields of a plan are called the same over and over. */
const known = new Map<string, boolean>();

/** Whether whatever stands under it is a secret. */
function isSecretName(name: string): boolean {
  const found = known.get(name) ?? holdsSecret(name, 'anything');
  known.set(name, found);
  return found;
}
