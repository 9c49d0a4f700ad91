import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { UserError } from '../../constructs/invalid';

/** Who was the last to have a credential made, by the audit of Vault. */
export interface Trace {
  /** In milliseconds. */
  readonly at: number;
  /** As Vault calls whoever asked: `kubernetes-shop-api`. */
  readonly by: string;
}

/** What an audit has of those who had something made. */
export interface Trail {
  /** When its first line was written, in milliseconds: it knows of nothing before. */
  readonly since: number;
  /** The last trace of each path. */
  readonly traces: ReadonlyMap<string, Trace>;
}

/** https://developer.hashicorp.com/vault/docs/audit/schema */
interface AuditLine {
  readonly type: 'request' | 'response';
  readonly time: string;
  readonly error?: string;
  readonly auth?: { readonly display_name?: string };
  readonly request: { readonly path: string; readonly operation: string };
}

/** What has something made, by the part of its path before the last: to read a value that is kept, or a key, makes nothing. */
const MAKES = {
  data: ['create', 'update', 'patch'],
  creds: ['read'],
  issue: ['create', 'update'],
  // A snapshot of the storage.
  raft: ['read'],
} as const;

/**
 * Reads the lines that Vault's audit device wrote to a file, of some paths. A file may be larger than memory.
 *
 * @throws UserError where it cannot be read, or is no audit.
 */
export async function trailIn(file: string, paths: ReadonlySet<string>, named: string): Promise<Trail> {
  const traces = new Map<string, Trace>();
  let since = Number.POSITIVE_INFINITY;
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (text === '') continue;
      const { type, time, error, auth, request } = JSON.parse(text) as AuditLine;
      since = Math.min(since, Date.parse(time));
      if (type !== 'response' || error || !paths.has(request.path) || !hasMade(request)) continue;
      traces.set(request.path, { at: Date.parse(time), by: auth?.display_name ?? 'nobody who is named' });
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === undefined ? 'has a line that is no audit of Vault' : `cannot be read (${code})`;
    throw new UserError([`--audit ${named}: ${why}; name a file that an audit device of Vault writes`]);
  }
  return { since, traces };
}

function hasMade({ path, operation }: AuditLine['request']): boolean {
  return Object.entries(MAKES).some(
    ([part, operations]) => path.split('/').at(-2) === part && (operations as readonly string[]).includes(operation),
  );
}
