import { nearest } from '../../../../constructs/fields/nearest';
import { UserError } from '../../../../constructs/invalid';
import { git, tryGit } from './git';

/** A commit that a ref leads to. */
export interface Commit {
  /** `main (1a2b3c4)`. */
  readonly called: string;
  readonly id: string;
  /** The folder that its repository is checked out in. */
  readonly repository: string;
}

const SHORT = 7;

/** The commit of a ref; nothing where there is no such ref, or no repository. */
export function tryCommit(ref: string, directory: string): Commit | undefined {
  const found = tryGit(directory, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  if (found.status !== 0) return undefined;
  const id = found.stdout.trim();
  const short = id.slice(0, SHORT);
  const called = id.startsWith(ref) ? short : `${ref} (${short})`;
  return { called, id, repository: git(directory, 'rev-parse', '--show-toplevel') };
}

/** Why a ref leads to none, and what to do. */
export function noCommit(ref: string, directory: string): UserError {
  return new UserError([`--against ${ref}: ${reason(ref, directory)}`]);
}

function reason(ref: string, directory: string): string {
  const shallow = tryGit(directory, 'rev-parse', '--is-shallow-repository');
  if (shallow.status !== 0) return notHere(shallow.stderr);
  const refs = tryGit(directory, 'for-each-ref', '--format=%(refname:short)').stdout.split('\n').filter(Boolean);
  const meant = refs.find((name) => name.endsWith(`/${ref}`)) ?? nearest(ref, refs);
  if (meant !== undefined) return `is no ref, and no file; did you mean ${meant}?`;
  if (shallow.stdout.trim() === 'true') return `is not in this clone, which is shallow; ${fetching(ref)}`;
  return 'is no ref, and no file; name a branch, a tag, a commit, or the file of a plan';
}

/** What git says of a folder of others is what to do; elsewhere there is no repository. */
function notHere(stderr: string): string {
  const [, dubious] = /(detected dubious ownership[^\n]*)/.exec(stderr) ?? [];
  if (dubious !== undefined)
    return 'git takes this repository for that of somebody else; run git status, which says how to allow it';
  return 'is no file, and here is no git repository; name a file, or go to the repository';
}

/** How a shallow clone gets what it lacks. */
function fetching(ref: string): string {
  const [, generations] = /^(?:HEAD|@)~(\d+)$/.exec(ref) ?? [];
  if (generations !== undefined) return `run git fetch --deepen=${generations}`;
  if (/^[0-9a-f]{40}$/.test(ref)) return `run git fetch --depth=1 origin ${ref}`;
  if (/[~^@{:]/.test(ref)) return 'run git fetch --unshallow';
  const branch = ref.replace(/^origin\//, '');
  return `run git fetch --depth=1 origin ${branch}:refs/remotes/origin/${branch}, and pass --against origin/${branch}`;
}

/** What people call the working tree of a repository: by the commit that it is of, and what is not committed of it. */
export function calledHere(repository: string): string {
  const id = git(repository, 'rev-parse', 'HEAD').slice(0, SHORT);
  const changes = git(repository, 'status', '--porcelain').split('\n').filter(Boolean).length;
  if (changes === 0) return `the working tree (${id})`;
  return `the working tree (${id} and ${changes} ${changes === 1 ? 'file' : 'files'} not committed)`;
}
