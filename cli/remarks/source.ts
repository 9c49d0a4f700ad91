import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Place } from './remark';

/** The place in a platform's file where something is declared, as far as its name tells. */
export function placesIn(path: string): (name: string) => Place {
  const file = fromRoot(path);
  const lines = readFileSync(path, 'utf8').split('\n');
  return (name) => ({ file, line: lineOf(name, lines) });
}

/** What something is called where it is declared: `dwcp-api` of `apps/v1/Deployment dwcp/dwcp-api`. */
export function nameIn(subject: string): string {
  return subject.split(' → ', 1)[0]!.split(/[ /]/).at(-1)!;
}

/** `shop/policies.yaml:12`, as a place; of another text, its first line. */
export function placeAt(text: string, directory: string): Place {
  const [, file = text, line = '1'] = /^(.*):(\d+)$/s.exec(text) ?? [];
  const path = resolve(directory, file);
  return { file: existsSync(path) ? fromRoot(path) : file, line: Number(line) };
}

/** A path from the root of its repository, which is what a pull request names files by. */
function fromRoot(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    // A worktree has a file of that name.
    if (existsSync(join(folder, '.git'))) return slashed(relative(folder, path));
    if (folder === dirname(folder)) return slashed(relative(process.cwd(), path));
  }
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

/**
 * The first line with a name in quotes: `'dwcp-api'` of `dwcp/dwcp-api`.
 *
 * What a construct renders beside itself is called after it, `dwcp-postgres-pooler`, so shorter names are tried, too. What
 * is declared in another file is shown at the first line.
 */
function lineOf(name: string, lines: readonly string[]): number {
  const parts = name.split('-');
  for (let length = parts.length; length > 0; length--) {
    const word = parts.slice(0, length).join('-');
    const index = lines.findIndex((line) => line.includes(`'${word}'`) || line.includes(`"${word}"`));
    if (index >= 0) return index + 1;
  }
  return 1;
}
