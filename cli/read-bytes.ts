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
    // A byte more than a file has tells that it ends there.
    let room = Buffer.allocUnsafe(size > 0 ? size + 1 : CHUNK);
    for (let total = 0; total <= limit; ) {
      const length = readSync(descriptor, room);
      if (length === 0) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      chunks.push(room.subarray(0, length));
      total += length;
      room = length < room.length ? room.subarray(length) : Buffer.allocUnsafe(CHUNK);
    }
    return {};
  } finally {
    if (path !== 0) closeSync(descriptor);
  }
}
