import { loadAll, type State } from 'js-yaml';
import { isFields } from '../../policies/fields';
import { readBlockYaml } from './block-yaml';
import { type Chunk, chunksOf } from './chunks';
import type { SourceFile } from './files';
import { KUBERNETES } from './kubernetes-schema';
import type * as Syntax from './syntax';

/** One document of a file: what it says, and where it says it. */
export interface SourceDocument {
  readonly value: unknown;
  /** `shop/policies.yaml:12`: the place of a field, or of what would hold it. */
  at(path?: readonly PropertyKey[]): string;
}

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
  for (const chunk of chunksOf(text)) {
    // Of lists it has to be known where each object stands.
    const block = holdsList(chunk) ? undefined : readBlockYaml(chunk.text);
    if (block === undefined) yield* documentsIn(chunk, name, problems);
    else yield { value: block.value, at: (path = []) => `${name}:${lineIn(chunk, block.line, path)}` };
  }
}

function holdsList({ text }: Chunk): boolean {
  return text.includes('items');
}

/** Of a chunk that is one document, which begins behind so many lines. */
function lineIn(chunk: Chunk, line: number, path: readonly PropertyKey[]): number {
  return path.length === 0 ? chunk.line + line + 1 : syntax().placeIn(chunk, 0, path);
}

function* documentsIn(chunk: Chunk, name: string, problems: string[]): Generator<SourceDocument> {
  const [documents, lines] = readIn(chunk, name, problems);
  if (documents === undefined || ALIAS.test(chunk.text)) {
    const faults = syntax().faultsIn(chunk, name, documents !== undefined);
    problems.push(...faults);
    if (faults.length > 0) return;
    if (documents === undefined) {
      problems.push(`${name}:${chunk.line + 1}: is no YAML that Kubernetes reads; make it valid YAML`);
      return;
    }
  }
  for (const [index, value] of (documents ?? []).entries()) {
    const at = (path: readonly PropertyKey[] = []) =>
      `${name}:${lines.of(value, index, path) ?? syntax().placeIn(chunk, index, path)}`;
    if (holdsTemplate(value)) problems.push(`${at()}: is a template; render it first (helm template, kustomize build)`);
    else yield { value, at };
  }
}

/** The parser that knows where everything stands is loaded only where something is pointed at. */
function syntax(): typeof Syntax {
  return require('./syntax') as typeof Syntax;
}

/** Kubernetes takes the last of several equal keys: so it is read, and somebody is told of the one that is lost. */
function readIn(chunk: Chunk, name: string, problems: string[]): [readonly unknown[] | undefined, Lines] {
  const lines = new Lines(chunk);
  const documents = parsed(chunk, lines);
  if (documents !== undefined) return [documents, lines];
  const again = new Lines(chunk);
  const repeating = parsed(chunk, again, true);
  if (repeating !== undefined) problems.push(...syntax().repeatedIn(chunk, name));
  return [repeating, again];
}

function parsed({ text }: Chunk, lines: Lines, json = false): readonly unknown[] | undefined {
  try {
    return loadAll(text, null, { schema: KUBERNETES, json, listener: lines.listen });
  } catch {
    return undefined;
  }
}

/** Where the documents of a chunk, the objects of a list, and what holds these begin: noted in passing. */
class Lines {
  private readonly roots: number[] = [];
  private readonly begun = new Map<object, number>();
  private readonly open: number[] = [];
  private readonly chunk: Chunk;
  /** Only of lists is anything noted but where the document begins: others have most of the nodes. */
  private readonly deepest: number;

  constructor(chunk: Chunk) {
    this.chunk = chunk;
    this.deepest = holdsList(chunk) ? NOTED : 0;
  }

  readonly listen = (event: 'open' | 'close', state: State): void => {
    if (event === 'open') {
      if (this.open.length === 0) this.roots.push(this.firstAfter(state));
      this.open.push(state.line);
      return;
    }
    const line = this.open.pop()!;
    if (this.open.length >= this.deepest) return;
    const { result } = state;
    if (typeof result === 'object' && result !== null) this.begun.set(result, line);
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
