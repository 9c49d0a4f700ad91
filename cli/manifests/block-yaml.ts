import { isWord, scalarOf } from './kubernetes-schema';

/** A document, and on which line of its text it begins. */
export interface BlockDocument {
  readonly value: object;
  /** Lines before it. */
  readonly line: number;
}

/** Blank lines and comments, then an indent, a dash, a key and a value, each where it is there. */
const LINE =
  /(?: *(?:#[^\n]*)?\n)*( *)(- +)?(?:([A-Za-z][\w./-]*):(?: +|(?=\n|$)))?("[^"\\\n]*"|'[^'\n]*'|\{\}|\[\]|(?:[\w./$(]|[:-](?=[^ \n]))(?:[^\n:#]|:(?=[^ \n]))*(?<! ))?(?:\n|$)/y;

/** What YAML has rules of its own for: tabs, other line ends, and what is not ASCII. */
const UNUSUAL = /[^\n -~]/;

/** Characters of a document: what remembers all that it might go back to has no room for more. */
const LONGEST = 2 ** 20;

/** Deeper than anything that Kubernetes defines. */
const DEEPEST = 64;

/**
 * A document of maps and lists in block style with scalars on their own line, as programs and most people write it;
 * undefined for any other, which js-yaml reads.
 *
 * Most of what is read is written so, and a line at a time is read several times as fast as a character at a time: of
 * `dwcp connections` on 1,000 workloads, js-yaml took a third of the CPU. What both read, they read alike.
 */
export function readBlockYaml(text: string): BlockDocument | undefined {
  if (text.length > LONGEST || UNUSUAL.test(text)) return undefined;
  return new BlockReader(text).document();
}

function writtenAs(written: string): unknown {
  switch (written[0]) {
    case '"':
    case "'":
      return written.slice(1, -1);
    case '{':
      return {};
    case '[':
      return [];
    default:
      return scalarOf(written);
  }
}

class BlockReader {
  private readonly text: string;
  private position = 0;
  private isUnusual = false;
  /** Of the line that is read next; -1 where there is none, or it is not known how to read it. */
  private indent = -1;
  /** How far what follows a dash is behind it; 0 without one. */
  private dash = 0;
  private key: string | undefined;
  private value: unknown;

  constructor(text: string) {
    this.text = text;
    this.next();
  }

  document(): BlockDocument | undefined {
    const [head = ''] = /^(?: *(?:#[^\n]*)?\n)*/.exec(this.text) ?? [];
    const value = this.map(0, 0);
    if (this.isUnusual || Object.keys(value).length === 0) return undefined;
    return { value, line: head.split('\n').length - 1 };
  }

  private next(): void {
    LINE.lastIndex = this.position;
    const match = LINE.exec(this.text);
    if (match === null) {
      this.giveUp();
      return;
    }
    const [, indent, dash, key, value] = match;
    this.position = LINE.lastIndex;
    this.indent = indent!.length;
    this.dash = dash === undefined ? 0 : dash.length;
    this.key = key;
    this.value = value === undefined ? undefined : writtenAs(value);
    if (dash !== undefined || key !== undefined || this.value !== undefined) return;
    this.indent = -1;
    if (this.position < this.text.length) this.giveUp();
  }

  private giveUp(): void {
    this.isUnusual = true;
    this.indent = -1;
  }

  private map(indent: number, depth: number): object {
    if (depth > DEEPEST) this.giveUp();
    const fields: Record<string, unknown> = {};
    while (this.indent === indent && this.dash === 0 && this.key !== undefined) {
      const { key } = this;
      // `on` is no text, and the same key twice is refused.
      if (Object.hasOwn(fields, key) || isWord(key)) this.giveUp();
      else fields[key] = this.field(indent, depth);
    }
    if (this.indent >= indent) this.giveUp();
    return fields;
  }

  /** What follows a key: on its line, or below it. A list may be as far indented as its key. */
  private field(indent: number, depth: number): unknown {
    const { value } = this;
    this.next();
    if (value !== undefined) return value;
    if (this.dash > 0 && this.indent >= indent) return this.list(this.indent, depth + 1);
    return this.indent > indent ? this.map(this.indent, depth + 1) : null;
  }

  private list(indent: number, depth: number): unknown[] {
    const entries: unknown[] = [];
    while (this.indent === indent && this.dash > 0) {
      // What is behind the dash is as if it stood on a line of its own.
      this.indent += this.dash;
      this.dash = 0;
      entries.push(this.entry(depth));
    }
    if (this.indent > indent) this.giveUp();
    return entries;
  }

  private entry(depth: number): unknown {
    const { key, value, indent } = this;
    if (key !== undefined) return this.map(indent, depth + 1);
    if (value === undefined) this.giveUp();
    else this.next();
    return value;
  }
}
