import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

export interface StartOptions {
  /** What the plugin would inherit from the engine: VAULT_ADDR, VAULT_TOKEN, DWCP_PROVIDER_LOG. */
  readonly env: Readonly<Record<string, string>>;
  /** Gets what the provider says when it fails. */
  readonly logFile: string;
}

/** A provider in a process of its own, as the engine's plugins are. */
export interface ProviderProcess {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts the stand-in for Vault's plugin; it runs from its TypeScript source. */
export async function startVaultProvider({ env, logFile }: StartOptions): Promise<ProviderProcess> {
  const log = openSync(logFile, 'a', 0o600);
  const loader = pathToFileURL(require.resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', loader, join(__dirname, 'main.ts')], {
    stdio: ['ignore', 'pipe', log],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const line = await Promise.race([firstLine(child), ended]);
  if (line === undefined) throw new Error(`the provider for Vault ended before it was ready; ${logFile} says why`);
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { port: Number(line), pid: child.pid ?? 0, stop };
}

function firstLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => createInterface({ input: stdout! }).once('line', resolve));
}
