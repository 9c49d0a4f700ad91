import { spawn } from 'node:child_process';
import { Monitor, type Registration } from './monitor';

export interface ProgramRun {
  readonly status: number | null;
  readonly registrations: readonly Registration[];
  /** What Pulumi would print as errors. */
  readonly errors: readonly string[];
}

export interface Program {
  /** The folder of the program, where Pulumi runs it. */
  readonly folder: string;
  /** Its file in there. */
  readonly main: string;
  readonly stack: string;
  /** The `config:` of the stack's file. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What the language host says besides, such as how TypeScript is compiled. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program of the project `dwcp` in a process of its own, as the engine's language host does. */
export async function runProgram({ folder, main, stack, config, env }: Program): Promise<ProgramRun> {
  const monitor = new Monitor(`${stack}::dwcp`);
  const address = await monitor.listen();
  const host = require.resolve('@pulumi/pulumi/cmd/run');
  const where = ['--project', 'dwcp', '--stack', stack, '--monitor', address, '--engine', address, '--pwd', folder];
  const program = spawn(process.execPath, [host, ...where, main], {
    cwd: folder,
    // No KUBECONFIG: the SDK would write its path down.
    env: { PATH: process.env['PATH'], PULUMI_CONFIG: JSON.stringify(configText(config)), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const status = await new Promise<number | null>((resolve) => program.once('close', resolve));
  monitor.stop();
  return { status, registrations: monitor.registrations, errors: monitor.log };
}

/** Configuration as the engine hands it over: every value is text, a map is JSON. */
export function configText(config: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(config);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
