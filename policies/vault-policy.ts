import { Unknowable } from './unknowable';

/** One `path "…" { capabilities = […] }` of a Vault policy. */
export interface PathGrant {
  readonly path: string;
  readonly capabilities: readonly string[];
  /** What each parameter may be, where the grant says so; one that is not named may not be there. @default - anything */
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
}

const SPACE = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const TEXT = /"((?:[^"\\\n]|\\.)*)"/y;
const NAME = /("?)([A-Za-z_*][\w*-]*)\1/y;
const NUMBER = /\d+/y;

/** What HCL reads as something else than it says: an escape such as `\u0073`, and `${`, inside which a quote ends no text. */
const NOT_LITERAL = /\\|\$\{/;

/** Policies that were read, since several rules ask for what one grants. So many, lest they fill the memory. */
const READ = new Map<string, readonly PathGrant[]>();
const MOST = 10_000;

/**
 * What a Vault policy grants.
 *
 * Reads the HCL that people write for policies; anything else, JSON included, is refused rather than guessed. A path is
 * as Vault keeps it, without a leading slash.
 */
export function grantsOf(policy: string, field: string): readonly PathGrant[] {
  const known = READ.get(policy);
  if (known !== undefined) return known;
  const grants = read(policy, field);
  if (READ.size === MOST) READ.clear();
  READ.set(policy, grants);
  return grants;
}

function read(policy: string, field: string): readonly PathGrant[] {
  const reader = new Reader(policy, field);
  const grants: PathGrant[] = [];
  while (!reader.atEnd()) {
    reader.expect(/path\b/y, "'path'");
    const path = reader.text().replace(/^\//, '');
    const { capabilities, policy: legacy, allowed_parameters: allowed } = reader.attributes();
    if (legacy !== undefined) {
      throw new Unknowable(field, `path '${path}' sets 'policy', which adds capabilities to those it lists`);
    }
    if (!Array.isArray(capabilities)) throw new Unknowable(field, `path '${path}' lists no capabilities`);
    grants.push({ path, capabilities, ...(allowed !== undefined && { parameters: parametersOf(allowed, field) }) });
  }
  return grants;
}

type Value = string | readonly string[] | { readonly [name: string]: Value };

function parametersOf(allowed: Value, field: string): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries(typeof allowed === 'object' && !Array.isArray(allowed) ? allowed : {});
  const unread = entries.find(([, values]) => !Array.isArray(values));
  if (unread !== undefined) throw new Unknowable(field, `allowed_parameters does not list what '${unread[0]}' may be`);
  return Object.fromEntries(entries) as Readonly<Record<string, readonly string[]>>;
}

class Reader {
  private readonly source: string;
  private readonly field: string;
  private position = 0;

  constructor(source: string, field: string) {
    this.source = source;
    this.field = field;
  }

  atEnd(): boolean {
    this.match(SPACE);
    return this.position === this.source.length;
  }

  expect(pattern: RegExp, what: string): RegExpExecArray {
    const found = this.take(pattern);
    if (found === undefined) {
      const line = this.source.slice(0, this.position).split('\n').length;
      throw new Unknowable(this.field, `${what} was expected on line ${line} of the policy`);
    }
    return found;
  }

  text(): string {
    const text = this.expect(TEXT, 'a quoted text')[1]!;
    if (NOT_LITERAL.test(text)) throw new Unknowable(this.field, `'${text}' is not written as Vault reads it`);
    return text;
  }

  attributes(): Readonly<Record<string, Value>> {
    const values: Record<string, Value> = {};
    this.expect(/\{/y, "'{'");
    while (this.take(/\}/y) === undefined) {
      const name = this.expect(NAME, 'a name')[2]!;
      // Vault may take either of them.
      if (Object.hasOwn(values, name)) throw new Unknowable(this.field, `'${name}' is set twice for one path`);
      this.expect(/=/y, "'='");
      values[name] = this.value();
      this.take(/,/y);
    }
    return values;
  }

  private value(): Value {
    if (this.peek('[')) return this.list();
    if (this.peek('{')) return this.attributes();
    return this.take(NUMBER)?.[0] ?? this.text();
  }

  private list(): readonly string[] {
    const values: string[] = [];
    this.expect(/\[/y, "'['");
    while (this.take(/\]/y) === undefined) {
      values.push(this.text());
      if (!this.peek(']')) this.expect(/,/y, "','");
    }
    return values;
  }

  private peek(mark: string): boolean {
    this.match(SPACE);
    return this.source.startsWith(mark, this.position);
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    this.match(SPACE);
    return this.match(pattern);
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.source) ?? undefined;
    if (found !== undefined) this.position = pattern.lastIndex;
    return found;
  }
}
