import { loadAll, type State } from 'js-yaml';
import { Composer, type Document, isMap, isNode, isScalar, isSeq, LineCounter, Parser } from 'yaml';
import { isFields } from '../../policies/fields';
import { wrongAlias } from './aliases';
import { type Chunk, chunksOf } from './chunks';
import type { SourceFile } from './files';
import { KUBERNETES } from './kubernetes-schema';

/** One document of a file: what it says, and where it says it. */
export interface SourceDocument {
  readonly value: unknown;
  /** `shop/policies.yaml:12`: the place of a field, or of what would hold it. */
  at(path?: readonly PropertyKey[]): string;
}

/** How many faults of one document are told: behind the first few, the parser stumbles over its own stumble. */
const FAULTS = 3;

/** What an alias looks like: most documents have none, and need not be looked through for those that have no end. */
const ALIAS = /(?:^|[\s,[{:])\*[\w-]/;

/** A key that is a map, as js-yaml writes it: the braces of a template, where a text was meant. */
const NO_TEXT = '[object Object]';

/**
 * The documents of a file, as Kubernetes reads them, and what is wrong with those that it could not read.
 *
 * A fast parser reads them. The one that knows where everything stands is asked only for what a sentence points at.
 */
export function* documentsOf({ name, text }: SourceFile, problems: string[]): Generator<SourceDocument> {
  for (const chunk of chunksOf(text)) yield* documentsIn(chunk, name, problems);
}

function* documentsIn(chunk: Chunk, name: string, problems: string[]): Generator<SourceDocument> {
  const lines = new Lines(chunk);
  const documents = parsed(chunk, lines);
  if (documents === undefined || ALIAS.test(chunk.text)) {
    const faults = faultsIn(chunk, name, documents !== undefined);
    problems.push(...faults);
    if (faults.length > 0) return;
    if (documents === undefined) {
      problems.push(`${name}:${chunk.line + 1}: is no YAML that Kubernetes reads; make it valid YAML`);
      return;
    }
  }
  for (const [index, value] of (documents ?? []).entries()) {
    const at = (path: readonly PropertyKey[] = []) =>
      `${name}:${lines.of(value, index, path) ?? placeIn(chunk, index, path)}`;
    if (holdsTemplate(value)) problems.push(`${at()}: is a template; render it first (helm template, kustomize build)`);
    else yield { value, at };
  }
}

function parsed({ text }: Chunk, lines: Lines): readonly unknown[] | undefined {
  try {
    return loadAll(text, null, { schema: KUBERNETES, listener: lines.listen });
  } catch {
    return undefined;
  }
}

/** Where the documents of a chunk, the objects of a list, and what holds these begin: noted in passing. */
class Lines {
  private readonly roots: number[] = [];
  private readonly begun = new WeakMap<object, number>();
  private readonly open: number[] = [];
  private readonly chunk: Chunk;

  constructor(chunk: Chunk) {
    this.chunk = chunk;
  }

  readonly listen = (event: 'open' | 'close', state: State): void => {
    if (event === 'open') {
      if (this.open.length === 0) this.roots.push(this.firstAfter(state));
      this.open.push(state.line);
      return;
    }
    const line = this.open.pop()!;
    const { result } = state;
    if (this.open.length < NOTED && typeof result === 'object' && result !== null) this.begun.set(result, line);
  };

  /** The line of a document, or of an entry of a list near its top; nothing where it was not noted. */
  of(value: unknown, index: number, path: readonly PropertyKey[]): number | undefined {
    if (path.length === 0) return this.line(this.roots[index]);
    if (path.length > DEEPEST - 1 || typeof path.at(-1) !== 'number') return undefined;
    const entry = path.reduce<unknown>(
      (inside, key) => (inside as Readonly<Record<PropertyKey, unknown>>)?.[key],
      value,
    );
    return typeof entry === 'object' && entry !== null ? this.line(this.begun.get(entry)) : undefined;
  }

  private line(inChunk: number | undefined): number | undefined {
    return inChunk === undefined ? undefined : this.chunk.line + inChunk + 1;
  }

  /** A document begins behind the comments at its head. */
  private firstAfter({ position, line }: State): number {
    const [skipped = ''] = /^(?:\s|#[^\n]*)*/.exec(this.chunk.text.slice(position)) ?? [];
    return line + skipped.split('\n').length - 1;
  }
}

/** An object of a list lies below the list, which lies in the document. */
const DEEPEST = 3;

/** Where braces are, the parser looks twice: a map may turn out to be a key. */
const NOTED = DEEPEST + 2;

function holdsTemplate(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsTemplate);
  if (!isFields(value)) return false;
  if (Object.hasOwn(value, NO_TEXT)) return true;
  for (const key in value) {
    const field = value[key];
    if (typeof field === 'object' && field !== null && holdsTemplate(field)) return true;
  }
  return false;
}

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
function faultsIn(chunk: Chunk, name: string, isRead: boolean): string[] {
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
function placeIn(chunk: Chunk, index: number, path: readonly PropertyKey[]): number {
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
