import { writeSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Where this package is: what stands below it is no file of the user's. */
const OWN = join(__dirname, '..', '..');

/**
 * Tells of a platform that ends the process while it is read, or throws when nobody waits for it any more: the exit status of
 * either, 0 or 1, would be that of a check which nobody made.
 *
 * What is returned is called when the command has come to its own end.
 */
export function tellUntimelyEnds(status: number): () => void {
  let over = false;
  process.on('exit', (code) => {
    if (over) return;
    process.exitCode = status;
    writeSync(
      2,
      `what is loaded ends the process with status ${code} before anything is known; let it throw an Error\n`,
    );
  });
  process.on('uncaughtException', (error: unknown) => {
    over = true;
    const { name = 'Error', message = String(error), stack = '' } = error instanceof Error ? error : {};
    const place = placeIn(stack);
    // Without a place of the user's it is a fault of ours, and whoever mends it needs all of the stack.
    writeSync(
      2,
      place === undefined ? `${stack || message}\n` : `${place}: throws late: ${name}: ${message}; mend it there\n`,
    );
    process.exit(place === undefined ? 1 : status);
  });
  return () => {
    over = true;
  };
}

function placeIn(stack: string): string | undefined {
  for (const [, path = '', line] of stack.matchAll(
    /(?:\(|at |file:\/\/)(\/[^():]+|[A-Za-z]:\\[^():]+):(\d+):\d+\)?$/gm,
  )) {
    if (!path.includes(`${sep}node_modules${sep}`) && !path.startsWith(OWN)) return `${path}:${line}`;
  }
  return undefined;
}
