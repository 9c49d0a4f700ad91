/** A place in an entry, as operators name it: the line itself, a field of it, or of what it came from. */
export type EntryField = 'body' | `body["${string}"]` | `resource["${string}"]` | `attributes["${string}"]`;

interface Common {
  /** Unique, and what the collector's own log calls it. */
  readonly id: string;
  /** An expression (https://expr-lang.org); where it does not hold, the operator passes the entry on as it is. */
  readonly if?: string;
}

interface Parser extends Common {
  readonly parse_from: EntryField;
  readonly parse_to: EntryField;
  /** What it cannot parse goes on as it is, and no line is said of it. */
  readonly on_error: 'send_quiet';
}

/**
 * What the receiver of files does to each line, one after the other.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.165.1/pkg/stanza/docs/operators
 */
export type Operator =
  /** Takes the line out of what the container runtime writes around it, and joins those that it split. */
  | (Common & { readonly type: 'container' })
  | (Common & {
      readonly type: 'regex_replace';
      readonly field: EntryField;
      readonly regex: string;
      readonly replace_with: string;
      readonly on_error: 'send_quiet';
    })
  | (Parser & { readonly type: 'json_parser'; readonly parse_ints: true })
  | (Parser & { readonly type: 'regex_parser'; readonly regex: string })
  | (Common & {
      readonly type: 'severity_parser';
      readonly parse_from: EntryField;
      readonly overwrite_text: true;
      readonly on_error: 'send_quiet';
    })
  | (Common & { readonly type: 'move' | 'copy'; readonly from: EntryField; readonly to: EntryField })
  | (Common & { readonly type: 'add'; readonly field: EntryField; readonly value: string })
  | (Common & {
      readonly type: 'filter';
      readonly expr: string;
      /** Share of those for which the expression holds, from 0 to 1. */
      readonly drop_ratio: number;
    });

/** A field of a line. */
export function field(name: string): EntryField {
  return `body[${JSON.stringify(name)}]` as EntryField;
}

/** A field of what a line came from. */
export function origin(name: string): EntryField {
  return `resource[${JSON.stringify(name)}]` as EntryField;
}

/** The value of an expression, where an operator takes a value. */
export function computed(expression: string): string {
  return `EXPR(${expression})`;
}
