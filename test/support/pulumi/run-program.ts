import { spawn } from 'node:child_process';
import { Monitor, type Registration } from './monitor';

export interface ProgramRun {
  readonly status: number | null;
  readonly registrations: readonly Registration[];
  /** What Pulumi would print as errors. */
  readonly errors: readonly string[];
  /** What it wrote to file descriptor 3. */
  readonly reported: string;
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
  /** What Node.js is told. @default - nothing */
  readonly node?: readonly string[];
}

/** Runs a program of the project `dwcp` in a process of its own, as the engine's language host does. */
export async function runProgram({ folder, main, stack, config, env, node = [] }: Program): Promise<ProgramRun> {
  const monitor = new Monitor(`${stack}::dwcp`);
  const address = await monitor.listen();
  const host = require.resolve('@pulumi/pulumi/cmd/run');
  const where = ['--project', 'dwcp', '--stack', stack, '--monitor', address, '--engine', address, '--pwd', folder];
  const program = spawn(process.execPath, [...node, host, ...where, main], {
    cwd: folder,
    // No KUBECONFIG: the SDK would write its path down.
    env: { PATH: process.env['PATH'], PULUMI_CONFIG: JSON.stringify(configText(config)), ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  let reported = '';
  program.stdio[3]!.on('data', (chunk: Buffer) => (reported += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => program.once('close', resolve));
  monitor.stop();
  return { status, registrations: monitor.registrations, errors: monitor.log, reported };
}

/** Configuration as the engine hands it over: every value is text, a map is JSON. */
export function configText(config: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(config);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
