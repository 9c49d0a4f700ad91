import { Composer, type Document, isMap, isNode, isScalar, isSeq, LineCounter, Parser } from 'yaml';
import { wrongAlias } from './aliases';
import type { SourceFile } from './files';

/** One document of a file: what it says, and where it says it. */
export interface SourceDocument {
  readonly value: unknown;
  /** `shop/policies.yaml:12`: the place of a field, or of what would hold it. */
  at(path?: readonly PropertyKey[]): string;
}

/** How many faults of one document are told: behind the first few, the parser stumbles over its own stumble. */
const FAULTS = 3;

/** The documents of a file that are YAML, one at a time: the syntax of a large file is never in memory as a whole. */
export function* documentsOf({ name, text }: SourceFile, problems: string[]): Generator<SourceDocument> {
  const lines = new LineCounter();
  const place = (offset: number) => `${name}:${lines.linePos(offset).line}`;
  // Kubernetes reads `<<` as YAML 1.1 did, and knows no keys but texts.
  const composer = new Composer({ merge: true, stringKeys: true, logLevel: 'error', prettyErrors: false });
  for (const document of composer.compose(new Parser(lines.addNewLine).parse(text), true, text.length)) {
    const faults = faultsOf(document, place);
    problems.push(...faults);
    if (faults.length > 0) continue;
    // Counted above, and by size rather than by number.
    const value: unknown = document.toJS({ maxAliasCount: -1 });
    yield { value, at: (path = []) => place(offsetOf(document, path)) };
  }
}

function faultsOf(document: Document.Parsed, place: (offset: number) => string): string[] {
  const faults = new Map<string, string>();
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    const where = place(pos[0]);
    if (!faults.has(where)) faults.set(where, `${where}: ${inWords(message)}`);
  }
  if (faults.size > 0) return [...faults.values()].slice(0, FAULTS);
  const alias = wrongAlias(document);
  return alias === undefined ? [] : [`${place(alias.offset)}: ${alias.problem}`];
}

function inWords(message: string): string {
  if (message.startsWith('Maximum call stack')) return 'is nested too deeply to be read; write it flatter';
  if (message.startsWith('With stringKeys'))
    return 'a key is not text; quote it, or render it first if it is a template';
  return `${message}; make it valid YAML`;
}

/** Where a field's name or an entry begins, or the nearest thing around it that is there. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    const node: unknown = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === last)?.key
      : isSeq(parent)
        ? parent.items[Number(last)]
        : undefined;
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? document.range[0];
}
