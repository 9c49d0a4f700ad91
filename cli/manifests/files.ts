import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readBytes, type TooLarge } from '../read-bytes';
import { kustomized } from './kustomize';
import { sourceOfTool } from './sources-of-tools';

/** A file of manifests, and every problem of reading it. */
export interface SourceFile {
  /** As the user would name it: what problems begin with. */
  readonly name: string;
  readonly text: string;
}

export interface Files {
  readonly files: readonly SourceFile[];
  readonly problems: readonly string[];
}

const MANIFEST = /\.(ya?ml|json)$/;

/** Far more than any folder of manifests that people write; a file beyond it is a dump, or a mistake. */
const LIMIT_MEBIBYTES = 20;

/** The file, or every *.yaml, *.yml and *.json below the folder, in a stable order. Hidden ones are left out. */
export function readFiles(path: string, name: string): Files {
  const problems: string[] = [];
  const rendered = renderedByTool(path, name);
  if (rendered !== undefined) return rendered;
  const found = find({ path, name }, problems);
  if (found.length === 0 && problems.length === 0) {
    problems.push(`${name}: holds no *.yaml, *.yml or *.json; name the folder that the manifests are in`);
  }
  return { files: found.flatMap((entry) => read(entry.path, entry.name, problems)), problems };
}

/**
 * A folder that Kustomize has to render, as it does where it is installed.
 *
 * Only the one that is named: which of the overlays below a folder is meant, nobody has said.
 */
function renderedByTool(path: string, name: string): Files | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const { kustomization } = sourceOfTool(path, name, readdirSync(path));
  const made = kustomization === undefined ? undefined : kustomized(path, LIMIT_MEBIBYTES);
  if (made === undefined) return undefined;
  if ('text' in made) return { files: [{ name: `kustomize build ${name}`, text: made.text }], problems: [] };
  return {
    files: [],
    problems: [`${join(name, kustomization!)}: ${made.problem}; mend it, or render it and pass the result`],
  };
}

/** What is piped in. */
export function readStandardInput(): Files {
  const problems: string[] = [];
  return { files: read(0, 'standard input', problems), problems };
}

interface Entry {
  readonly path: string;
  readonly name: string;
}

/** The file itself, or what a folder holds. What is named outright may be a pipe; what is found must be a file. */
function find(entry: Entry, problems: string[], above: readonly string[] = []): Entry[] {
  try {
    const status = statSync(entry.path);
    if (!status.isDirectory()) {
      if (above.length > 0 && !status.isFile()) throw new Error('it is no regular file');
      return [entry];
    }
    const real = realpathSync(entry.path);
    if (above.includes(real)) {
      problems.push(`${entry.name}: links to a folder that it lies in, and would be read without end; remove the link`);
      return [];
    }
    const { list, problem } = sourceOfTool(entry.path, entry.name, readdirSync(entry.path).sort());
    if (problem !== undefined) {
      problems.push(problem);
      return [];
    }
    return childrenOf(entry)
      .filter(({ path }) => basename(path) !== list)
      .flatMap((child) => find(child, problems, [...above, real]));
  } catch (error) {
    problems.push(unreadable(entry.name, error));
    return [];
  }
}

/** Folders and what is named like a manifest, sorted; a link may be either. */
function childrenOf({ path, name }: Entry): Entry[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((child) => !child.name.startsWith('.'))
    .filter((child) => MANIFEST.test(child.name) || child.isDirectory() || isLinkToFolder(join(path, child.name)))
    .map((child) => ({ path: join(path, child.name), name: join(name, child.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isLinkToFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function read(path: string | 0, name: string, problems: string[]): SourceFile[] {
  try {
    const bytes = readBytes(path, LIMIT_MEBIBYTES);
    const text = Buffer.isBuffer(bytes) ? textOf(bytes) : bytes;
    const problem = typeof text === 'string' ? notText(text) : tooLarge(text);
    if (typeof text === 'string' && problem === undefined) return [{ name, text }];
    problems.push(`${name}${problem}`);
  } catch (error) {
    problems.push(unreadable(name, error));
  }
  return [];
}

function tooLarge({ mebibytes }: TooLarge): string {
  const size = mebibytes === undefined ? '' : ` (${mebibytes} MiB)`;
  return `: is larger than ${LIMIT_MEBIBYTES} MiB${size}, and was not read; split it, or leave out what is not a manifest`;
}

/** The text of a file: in UTF-8, or in UTF-16, as the shell of Windows writes it, which then says so at the start. */
function textOf(bytes: Buffer): string {
  const isUtf16 = bytes.length % 2 === 0 && bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
}

/** Where bytes are no text, as the signs tell that stand for them, and what to do. */
function notText(text: string): string | undefined {
  const ends = ['\0', '\uFFFD'].map((sign) => text.indexOf(sign)).filter((index) => index !== -1);
  if (ends.length === 0) return undefined;
  const end = Math.min(...ends);
  return `:${text.slice(0, end).split('\n').length}: is not text in UTF-8; name files of YAML or JSON only`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'links to nothing; remove the link, or make what it links to',
  EACCES: 'may not be read by you; ask for permission to read it',
  ELOOP: 'is a link that leads back to itself; remove it',
  EISDIR: 'is a folder; name a file in it',
};

function unreadable(name: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `${name}: ${REASONS[code] ?? `cannot be read (${message}); check that it is a file of YAML or JSON`}`;
}
