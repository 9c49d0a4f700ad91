import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { notBuilt } from '../servers/build';
import type { Server } from '../servers/catalog';
import { killSession } from '../servers/pids';

const BUILD = join(__dirname, '..', 'servers', 'build.ts');

/** Servers that are being built. */
export interface Building {
  /** Settles when it has ended; what could not be built is tried again by whoever needs it, who then says why. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Builds what later turns need from what the first one leaves of the machine, which waits often enough. */
export function buildBeside(servers: readonly Server[], log: (line: string) => void): Building {
  const names = notBuilt(servers).map(({ name }) => name);
  if (names.length === 0) return { ended: Promise.resolve(), stop: () => undefined };
  log(`building beside the tests: ${names.join(', ')}`);
  const command = [process.execPath, ...process.execArgv, BUILD, ...names];
  const child = spawn('chrt', ['--idle', '0', ...command], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) killSession(child.pid);
  };
  return { ended, stop };
}
