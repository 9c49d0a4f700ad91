/** One kind of what must not be in a log: where it is found, and what is left of the text around it. */
interface SecretKind {
  /** What stands in its place: `[redacted jwt]`. */
  readonly name: string;
  /** In the syntax of RE2, which has neither look-around nor backtracking. */
  readonly pattern: string;
  /** What of the match stays before it, as groups of the pattern. */
  readonly before: '' | '$1';
  /** The same after it. */
  readonly after: '' | '@';
  /** Where its form is written down. */
  readonly source: string;
}

/** What may come before a digit or a name in JSON, where `\n` ends with a letter. */
const ESCAPE = String.raw`\\[bfnrt]`;

/** Words that a field or a variable with a secret ends with. */
export const SECRET_WORDS =
  'passw(?:or)?d|passphrase|pwd|secret|api[_-]?key|access[_-]?key|private[_-]?key|(?:access|auth|refresh|id|session|api)[_-]?token';

/**
 * A line of a key that is written over several, of which each is a line of the log: nothing but Base64, of which RFC 7468 has 64 characters in
 * a line, OpenSSH 70 and MIME 76. What is no more than a hash in hexadecimal digits has no other letter near either end.
 */
const KEY_LINE = String.raw`^[0-9a-f]*[A-Zg-z+/][A-Za-z0-9+/]{54,}={0,2}\r?$|^[A-Za-z0-9+/]{54,}[A-Zg-z+/][0-9a-f]*={0,2}\r?$`;

const kind = (
  name: string,
  pattern: string,
  source: string,
  { before = '', after = '' }: Partial<Pick<SecretKind, 'before' | 'after'>> = {},
): SecretKind => ({ name, pattern, before, after, source });

/**
 * Every kind that is redacted, in this order: what holds others goes first.
 *
 * A pattern takes no quote of JSON with it, so that a line stays JSON. What nothing but its length tells from any other text, such as
 * the secret half of a key of AWS, is found by the name of its field.
 */
export const SECRET_KINDS: readonly SecretKind[] = [
  kind(
    'private-key',
    `-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[^"]*|${KEY_LINE}`,
    'https://www.rfc-editor.org/rfc/rfc7468',
  ),
  kind(
    'url-password',
    String.raw`([A-Za-z][A-Za-z0-9+.-]*:(?:\\?/){2}[^\s:/@"\\?#]*:)[^\s/"]+@`,
    'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    { before: '$1', after: '@' },
  ),
  kind('jwt', String.raw`eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){2,4}`, 'https://www.rfc-editor.org/rfc/rfc7519'),
  kind(
    'authorization',
    String.raw`(?i)((?:bearer|basic)\s+)[A-Za-z0-9._~+/=-]{16,}`,
    'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
    { before: '$1' },
  ),
  kind(
    'aws-access-key',
    '(?:AKIA|ASIA)[A-Z0-9]{16}',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  ),
  kind(
    'github-token',
    'gh[opsur]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}',
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  ),
  kind('slack-token', 'xox[abeoprs]-[A-Za-z0-9-]{10,}', 'https://docs.slack.dev/authentication/tokens'),
  kind(
    'vault-token',
    String.raw`hv[bsr]\.[A-Za-z0-9_-]{24,}`,
    'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  ),
  kind(
    'secret-field',
    String.raw`(?i)("[\w.-]*(?:${SECRET_WORDS})"\s*:\s*")(?:[^"\\]|\\.)+`,
    'https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html',
    { before: '$1' },
  ),
  kind(
    'secret-assignment',
    String.raw`(?i)((?:${SECRET_WORDS})(?:\\")?\s*[=:]\s*(?:\\")?)[^\s"\\,;&]+`,
    'https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html',
    { before: '$1' },
  ),
  kind(
    'email',
    String.raw`(${ESCAPE})?[A-Za-z0-9._%+-]+(?:@|%40)(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}`,
    'https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1',
    { before: '$1' },
  ),
  kind(
    'card-number',
    String.raw`(^|[^0-9A-Za-z.]|${ESCAPE})(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6011|65\d{2})(?:[ -]?\d{4}){3}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})\b`,
    'https://www.iso.org/standard/70484.html',
    { before: '$1' },
  ),
];
