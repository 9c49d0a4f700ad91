import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const CHUNK = 2 ** 16;

/** What is larger than it may be. */
export interface TooLarge {
  /** In whole MiB. @default - not known, as of a pipe */
  readonly mebibytes?: number;
}

/** What is in a file, or comes through standard input for 0: never more than the limit. */
export function readBytes(path: string | 0, limitMebibytes: number): Buffer | TooLarge {
  const limit = limitMebibytes * 2 ** 20;
  const descriptor = path === 0 ? 0 : openSync(path, 'r');
  try {
    // A pipe has no size: it counts while it is read.
    const { size } = fstatSync(descriptor);
    if (size > limit) return { mebibytes: Math.ceil(size / 2 ** 20) };
    const chunks: Buffer[] = [];
    for (let total = 0; total <= limit; ) {
      const chunk = Buffer.alloc(CHUNK);
      const length = readSync(descriptor, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      total += length;
    }
    return {};
  } finally {
    if (path !== 0) closeSync(descriptor);
  }
}
