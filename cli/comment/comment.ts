import { UserError } from '../../constructs/invalid';
import { bodyOf } from './body';
import { github } from './github/github';
import { gitlab } from './gitlab/gitlab';
import type { Host, HostOptions } from './host';
import { Refused } from './http';
import { patiently } from './patiently';
import { hintBeside, readReport } from './report-file';
import { upsert } from './upsert';

const HOSTS = { github, gitlab } as const satisfies Readonly<Record<string, Host>>;

type HostName = keyof typeof HOSTS;

export interface CommentOptions extends Pick<HostOptions, 'author'> {
  /** Which report it is, where a pull request has several. */
  readonly key: string;

  /** @default - the one whose variables the runner has set */
  readonly on?: HostName;
}

/**
 * Tells a report in the comment of its pull request.
 *
 * @returns what it did, in a sentence.
 * @throws UserError with what to do, where it may not.
 */
export async function comment(file: string, options: CommentOptions, env: NodeJS.ProcessEnv): Promise<string> {
  assertKey(options.key);
  const report = readReport(file);
  const host = HOSTS[options.on ?? hostOf(env)];
  const hint = hintBeside(file);
  return explaining(host, async () => {
    const conversation = await patiently(() => host.conversation(env, { ...options, ...(hint && { hint }) }));
    if (conversation === undefined) return 'no comment: the pull request has moved on, or is closed';
    const { name, origin } = conversation;
    try {
      const told = await patiently(() => upsert(conversation, options.key, bodyOf(report, conversation, options.key)));
      return told === 'unchanged' ? `nothing new for the comment on ${name}` : `${told} the comment on ${name}`;
    } catch (error) {
      // As it has to be, and no reason to fail: another workflow, with a token that may, tells it.
      if (error instanceof Refused && error.status === 403 && origin.stranger) {
        return `no comment on ${name}: the token of a fork may only read; the report is an artifact of the run`;
      }
      throw error;
    }
  });
}

/** It stands in a comment of HTML, which it must not end. */
function assertKey(key: string): void {
  if (/^[\w.-]+$/.test(key) && !key.includes('--')) return;
  throw new UserError([
    `'--key ${key}' has other characters than letters, digits, '.', '_' and '-'; choose a name without them`,
  ]);
}

function hostOf(env: NodeJS.ProcessEnv): HostName {
  if (env['GITHUB_ACTIONS'] === 'true') return 'github';
  if (env['GITLAB_CI'] === 'true') return 'gitlab';
  throw new UserError([
    'neither GitHub Actions nor GitLab CI is here; pass `--on github` or `--on gitlab`, and set its variables',
  ]);
}

/** A refusal, as what to do about it. */
async function explaining<T>({ called, remedy }: Host, what: () => Promise<T>): Promise<T> {
  try {
    return await what();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, message } = error;
    throw new UserError([`${called} refused it (${status} ${message}); ${remedy(status)}`]);
  }
}
