import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../../constructs/invalid';

/** Longer than a server takes that is there, and short enough to wait for one that is not. */
const PATIENCE = '20s';

/** Every pod of a large cluster. */
const MOST_BYTES = 1 << 28;

const run = promisify(execFile);

/** Why something of the cluster cannot be read. */
export class Unreadable extends Error {
  /** Whether whoever asks may not. Otherwise nobody answers, or something else than was expected. */
  readonly isForbidden: boolean;
  /** What to do about it, where the reason itself says so. @default - whoever asks knows */
  readonly remedy: string | undefined;

  constructor(reason: string, isForbidden: boolean, remedy?: string) {
    super(reason);
    this.isForbidden = isForbidden;
    this.remedy = remedy;
  }
}

type Failure = NodeJS.ErrnoException & { readonly stdout?: string; readonly stderr?: string };

/**
 * What the API server answers to a GET; undefined where it has nothing there.
 *
 * By kubectl, which reads $KUBECONFIG, logs in and goes through proxies as the plugin of Pulumi does, so that both mean the
 * same cluster.
 *
 * @throws Unreadable with why, in its own words.
 * @throws UserError where there is no kubectl.
 */
export async function kubectlGet(context: string | undefined, path: string): Promise<string | undefined> {
  try {
    return await kubectl(context, ['get', '--raw', path]);
  } catch (error) {
    if (error instanceof Unreadable && error.message.startsWith('Error from server (NotFound)')) return undefined;
    throw error;
  }
}

/**
 * Puts an object in the place of what is at a path.
 *
 * @throws Unreadable with why it may not be, or cannot.
 */
export async function kubectlPut(context: string | undefined, path: string, object: object): Promise<void> {
  await kubectl(context, ['replace', '--raw', path, '--filename', '-'], JSON.stringify(object));
}

async function kubectl(context: string | undefined, args: readonly string[], input = ''): Promise<string> {
  const where = context === undefined ? [] : ['--context', context];
  const answer = run('kubectl', [...where, ...args, `--request-timeout=${PATIENCE}`], { maxBuffer: MOST_BYTES });
  // Closed even where it has nothing to read: of a context without credentials it asks for a user name, and would wait for ever.
  // One that is not there, or ends before it has read all, says why by itself.
  answer.child.stdin?.on('error', () => undefined).end(input);
  try {
    return (await answer).stdout;
  } catch (error) {
    if ((error as Failure).code === 'ENOENT') {
      throw new UserError([
        'kubectl, which asks the cluster, is not on PATH; install it: https://kubernetes.io/docs/tasks/tools/',
      ]);
    }
    const reason = reasonOf(error as Failure);
    throw new Unreadable(reason, reason.startsWith('Error from server (Forbidden)'), remedyOf(reason));
  }
}

/** What kubectl says in these words is about who asks, or the way to whom is asked, not about what is asked for. */
function remedyOf(reason: string): string | undefined {
  if (/\(Unauthorized\)|the server has asked for the client to provide credentials/.test(reason)) {
    return 'log in to it anew: it knows nobody by these credentials';
  }
  if (/was refused|timeout|deadline exceeded|no such host|no route to host|unreachable/i.test(reason)) {
    return 'see that it can be reached from here, and answers';
  }
  return undefined;
}

function reasonOf({ stdout = '', stderr = '', message }: Failure): string {
  if (stdout.startsWith('Please enter Username')) return 'the kubeconfig has no credentials for it';
  // Before its last line kubectl repeats what it has logged.
  return stderr.trim().split('\n').at(-1) || message;
}
