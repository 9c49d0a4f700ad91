import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { predicatesOf } from './predicate';

/** One change of one place of a predicate. */
export interface RuleMutant {
  /** By which it is switched on. */
  readonly id: string;
  /** The file, from the root of the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What was changed, and into what. */
  readonly from: string;
  readonly to: string;
  /** The whole file, so changed. */
  readonly text: string;
}

export interface Instrumented {
  /** The text of each file with all its mutants, by path: none is on. */
  readonly texts: ReadonlyMap<string, string>;
  readonly mutants: readonly RuleMutant[];
}

const SILENT = { isDebugEnabled: () => false, debug() {}, info() {}, warn() {} };

/**
 * Files with every mutant of their predicates inside, each behind a switch: which of them is on is asked while they run.
 *
 * @param paths absolute
 * @param root what the names of files are relative to
 */
export async function instrument(paths: readonly string[], root: string): Promise<Instrumented> {
  const { Instrumenter } = await import('@stryker-mutator/instrumenter');
  const predicates = predicatesOf(paths);
  const sources = new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
  const files = paths.map((path) => {
    const place = placesIn(sources.get(path)!);
    const ranges = predicates.get(path)!.decides.map(({ from, to }) => ({ start: place.of(from), end: place.of(to) }));
    return { name: path, content: sources.get(path)!, mutate: ranges };
  });
  const instrumenter = new Instrumenter(SILENT as unknown as ConstructorParameters<typeof Instrumenter>[0]);
  const result = await instrumenter.instrument(files, { plugins: null, ignorers: [], excludedMutations: [] });
  return {
    texts: new Map(result.files.map(({ name, content }) => [name, content])),
    mutants: result.mutants.flatMap((mutant) => {
      const { id, fileName, location, mutatorName, replacement } = mutant;
      const source = sources.get(fileName)!;
      const place = placesIn(source);
      const span = { from: place.at(location.start), to: place.at(location.end) };
      const isWords = predicates.get(fileName)!.words.some((words) => words.from <= span.from && span.to <= words.to);
      if (mutatorName === 'StringLiteral' && isWords) return [];
      return [
        {
          id,
          file: relative(root, fileName),
          line: location.start.line + 1,
          from: folded(source.slice(span.from, span.to)),
          to: folded(replacement),
          text: `${source.slice(0, span.from)}${replacement}${source.slice(span.to)}`,
        },
      ];
    }),
  };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Offsets of a text as lines and columns, both from 0, and the other way round. */
function placesIn(text: string) {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return {
    of(offset: number): Place {
      const line = starts.findLastIndex((start) => start <= offset);
      return { line, column: offset - starts[line]! };
    },
    at: ({ line, column }: Place): number => starts[line]! + column,
  };
}

function folded(code: string): string {
  return code.replace(/\s+/g, ' ').trim();
}
