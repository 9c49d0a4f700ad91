import { spawnSync } from 'node:child_process';

/** What Kustomize makes of a folder, or why it makes nothing of it. */
type Rendered = { readonly text: string } | { readonly problem: string };

/** The programs that hold Kustomize, each with what it is told before the folder; the first that is installed renders. */
const PROGRAMS: readonly (readonly [program: string, ...args: readonly string[]])[] = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
];

/** Far longer than any folder takes, with what it has Kustomize fetch. */
const PATIENCE_MS = 60_000;

/**
 * Has Kustomize render a folder, if a program is installed that holds it; undefined where none is.
 *
 * Neither asks a cluster. They start no plugins and read nothing above the folder but what its kustomization lists, as long as
 * nobody tells them to.
 */
export function kustomized(folder: string, mebibytes: number): Rendered | undefined {
  for (const [program, ...args] of PROGRAMS) {
    const { status, stdout, stderr, error } = spawnSync(program, [...args, folder], {
      encoding: 'utf8',
      // A base that Git has to fetch, and may not, is a failure; nobody is there to be asked for a password.
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
      maxBuffer: mebibytes * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE_MS,
    });
    const { code } = (error ?? {}) as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES') continue;
    if (status === 0 && error === undefined) return { text: stdout };
    return { problem: `${[program, ...args].join(' ')} ${whyNot(code, stderr, mebibytes)}` };
  }
  return undefined;
}

function whyNot(code: string | undefined, stderr: string | null, mebibytes: number): string {
  if (code === 'ETIMEDOUT') return `has not ended after ${PATIENCE_MS / 1000} s`;
  if (code === 'ENOBUFS') return `makes more than ${mebibytes} MiB of it`;
  return `fails: ${errorIn(stderr ?? '')}`;
}

/** How an error begins: as `kustomize` and `kubectl` write it, and as a log of Kubernetes does, in quotes or on lines of its own. */
const BEGINS = /^(?:error:|[EF]\d{4} .*? err=["<])/i;

/** What a program says that is wrong, in one line; what it says of fields that are old comes before, as warnings. */
export function errorIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const error = lines
    .slice(
      Math.max(
        0,
        lines.findIndex((line) => BEGINS.test(line)),
      ),
    )
    .join(' ')
    .trim();
  const isLogged = /^[EF]\d/.test(error);
  return error
    .replace(BEGINS, '')
    .replace(isLogged ? /["> ]+$/ : '', '')
    .trim();
}
