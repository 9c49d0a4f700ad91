import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what an action writes, for as long as it takes. */
export interface Scratch {
  readonly scratch: string;
  /** Ends what the action has started, when the command is interrupted. */
  readonly signal: AbortSignal;
}

/** The folder says which process it is of, so that the next one knows what a killed one left. */
const NAME = /^dwcp-preview-(\d+)-/;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What an action makes with a folder that is gone when it ends, however it ends, a signal included; `leave` comes first. */
export async function inScratch<T>(
  action: (scratch: Scratch) => Promise<T>,
  leave: (scratch: string) => void = () => {},
): Promise<T> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), `dwcp-preview-${process.pid}-`)));
  const started = new AbortController();
  const interrupted = (signal: NodeJS.Signals) => {
    started.abort();
    end();
    process.kill(process.pid, signal);
  };
  const end = () => {
    for (const signal of SIGNALS) process.removeListener(signal, interrupted);
    leave(scratch);
    // What was just interrupted may still write.
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  try {
    return await action({ scratch, signal: started.signal });
  } finally {
    end();
  }
}

/** Whether a folder of this name is of a process that is no longer there. */
export function isAbandoned(name: string): boolean {
  const [, pid] = NAME.exec(name) ?? [];
  return pid !== undefined && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // That of somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
