import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd?: string;
  /** Variables added to this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sent to the command's standard input. */
  readonly input?: string;
  readonly uid?: number;
  readonly gid?: number;
}

/** Runs a command to its end and returns what it printed; its errors are shown only when it fails. */
export function run(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { input, env, ...where } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...where, env: { ...process.env, ...env }, stdio: 'pipe' });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(stdout)
        : reject(
            new Error(
              `${command} ${args.slice(0, 3).join(' ')} … exited with ${code}\n${(stderr || stdout).slice(-4000)}`,
            ),
          ),
    );
    // A command that ends without reading its input closes the pipe; its exit code says whether that matters.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
