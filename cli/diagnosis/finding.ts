/** What a look at one thing of the live cluster came to. */
export interface Finding {
  /** `unknown` where it may not be read, or cannot be seen from here: nobody knows, so it is not in order. */
  readonly status: 'ok' | 'deviates' | 'unknown';
  /** What was found, in one line. */
  readonly says: string;
  /** What to do about it. @default - there is nothing to do */
  readonly remedy?: string;
}

export function ok(says: string): Finding {
  return { status: 'ok', says };
}

export function deviates(says: string, remedy: string): Finding {
  return { status: 'deviates', says, remedy };
}

export function unknown(says: string, remedy: string): Finding {
  return { status: 'unknown', says, remedy };
}

/** What to do about what may not be read. */
export const MAY_READ = 'ask as somebody who may read it: docs/guides/check-the-cluster.md has the role';

/** Of what cannot be read, nobody knows. */
export function unreadable({
  message,
  isForbidden,
  remedy = 'see that the cluster answers, and ask again',
}: {
  readonly message: string;
  readonly isForbidden: boolean;
  readonly remedy?: string | undefined;
}): Finding {
  return unknown(message, isForbidden ? MAY_READ : remedy);
}
