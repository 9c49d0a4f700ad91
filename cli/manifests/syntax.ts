import { Composer, type Document, isMap, isNode, isScalar, isSeq, LineCounter, Parser } from 'yaml';
import { wrongAlias } from './aliases';
import type { Chunk } from './chunks';

/** How many faults of one document are told: behind the first few, the parser stumbles over its own stumble. */
const FAULTS = 3;

/** Each document of a chunk with its syntax, one at a time. */
function* composed({ text }: Chunk): Generator<{ readonly document: Document.Parsed; readonly lines: LineCounter }> {
  const lines = new LineCounter();
  // Kubernetes reads `<<` as YAML 1.1 did, and knows no keys but texts.
  const composer = new Composer({ merge: true, stringKeys: true, logLevel: 'error', prettyErrors: false });
  for (const document of composer.compose(new Parser(lines.addNewLine).parse(text), true, text.length)) {
    yield { document, lines };
  }
}

/** What is wrong with a chunk; where Kubernetes reads it, only its aliases can be. */
export function faultsIn(chunk: Chunk, name: string, isRead: boolean): string[] {
  if (!isRead && /\{\{/.test(chunk.text)) {
    return [`${name}:${chunk.line + 1}: is a template; render it first (helm template, kustomize build)`];
  }
  const faults: string[] = [];
  for (const { document, lines } of composed(chunk)) {
    const place = (offset: number) => `${name}:${chunk.line + lines.linePos(offset).line}`;
    faults.push(...faultsOf(document, place, isRead));
  }
  return faults;
}

/** Each key that a map has a second time. */
export function repeatedIn(chunk: Chunk, name: string): string[] {
  return [...composed(chunk)].flatMap(({ document, lines }) =>
    document.errors
      .filter(({ code }) => code === 'DUPLICATE_KEY')
      .map(({ pos }) => {
        const line = chunk.line + lines.linePos(pos[0]).line;
        return `${name}:${line}: a key is in its map already, and Kubernetes takes the last one; remove the other`;
      }),
  );
}

function faultsOf(document: Document.Parsed, place: (offset: number) => string, isRead: boolean): string[] {
  const faults = new Map<string, string>();
  for (const { pos, message } of isRead ? [] : document.errors) {
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

/** The line of a field's name or of an entry, found by reading the chunk again. */
export function placeIn(chunk: Chunk, index: number, path: readonly PropertyKey[]): number {
  let found = 0;
  for (const { document, lines } of composed(chunk)) {
    if (document.contents === null && document.range[0] === document.range[1]) continue;
    if (found++ === index) return chunk.line + lines.linePos(offsetOf(document, path)).line;
  }
  return chunk.line + 1;
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
