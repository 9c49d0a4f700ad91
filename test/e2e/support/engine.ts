import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { binaryOf } from '../servers/build';
import { killSession } from '../servers/pids';
import { type EngineEvents, readEvents } from './engine-events';
import { configCopyOf, copyProject, languageHostEnvironment, type ProjectSource } from './engine-project';
import { type Plugins, startPlugins } from './plugins';
import type { StackState } from './stack-state';

/** The product's own command, built. */
const DWCP = join(__dirname, '..', '..', '..', 'bin', 'cli', 'main.js');

/**
 * Has `npx dwcp` run the project's own command at once: npx itself reads all that is installed before it, which takes it 4 s of CPU, and
 * is tried by the consumers of the package.
 */
const NPX = `#!/bin/sh
[ "$1" = dwcp ] || { echo "npx $1: not a command of these tests" >&2; exit 127; }
shift
exec '${process.execPath}' '${DWCP}' "$@"
`;

export interface EngineOptions extends ProjectSource {
  readonly stack: string;
  /** What the program and the plugins see: KUBECONFIG, VAULT_ADDR, VAULT_TOKEN and the like. */
  readonly env: Readonly<Record<string, string>>;
  /** What they see besides until an `up` has begun, and again after a `destroy`: what takes over what is there. @default - no more than that */
  readonly firstUp?: Readonly<Record<string, string>>;
}

export interface Outcome extends EngineEvents {
  /** The exit status; undefined when the engine was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** What came of a command that was typed in a shell. */
export type Typed = Pick<Outcome, 'code' | 'stdout' | 'stderr'>;

/** A run of the engine that may be killed midway. */
export interface EngineRun {
  readonly pid: number;
  readonly done: Promise<Outcome>;
  /** What it has done so far. */
  events(): EngineEvents;
  /** SIGKILL to the engine, its language host and its program at once, as when the machine fails. */
  kill(): void;
}

/** The real Pulumi engine on one stack, with its state in a folder of its own. */
export class Engine {
  private readonly options: EngineOptions;
  private readonly plugins: Plugins;
  /** The stacks of which an `up` has begun. */
  private readonly begun = new Set<string>();
  private runs = 0;

  private constructor(options: EngineOptions, plugins: Plugins) {
    this.options = options;
    this.plugins = plugins;
  }

  /** Copies the project, finds or starts what deploys, and makes an empty stack. */
  static async start(options: EngineOptions): Promise<Engine> {
    copyProject(options);
    const { workDir, env } = options;
    const engine = new Engine(
      options,
      await startPlugins({ program: options.projectDir, home: join(workDir, 'home'), logs: workDir, env }),
    );
    const made = await engine.run(['stack', 'init', options.stack]);
    if (made.code === 0) return engine;
    await engine.stop();
    throw new Error(`pulumi stack init ${options.stack}: status ${made.code}\n${made.stderr}`);
  }

  preview(...args: readonly string[]): Promise<Outcome> {
    return this.begin('preview', ['--diff', ...args]).done;
  }

  up(...args: readonly string[]): Promise<Outcome> {
    return this.beginUp(...args).done;
  }

  /** An `up` to be killed before it is done. */
  beginUp(...args: readonly string[]): EngineRun {
    return this.begin('up', ['--yes', '--skip-preview', ...args]);
  }

  refresh(...args: readonly string[]): Promise<Outcome> {
    return this.begin('refresh', ['--yes', '--skip-preview', ...args]).done;
  }

  /** What a refresh would find, which is changed nowhere. */
  drift(): Promise<Outcome> {
    return this.begin('refresh', ['--preview-only']).done;
  }

  destroy(...args: readonly string[]): Promise<Outcome> {
    return this.begin('destroy', ['--yes', '--skip-preview', ...args]).done;
  }

  /** From now on as before the first `up`: an administrator has made more that is to be taken over. */
  takesOver(): void {
    this.begun.clear();
  }

  /** Takes the lock that a killed run left on the stack. */
  cancel(): Promise<Outcome> {
    return this.run(['cancel', '--yes', '--stack', this.options.stack]);
  }

  /** After a kill and a `cancel`: takes up what the killed run did not hear the end of, then finishes what it began. */
  async recover(): Promise<Outcome> {
    const taken = await this.takeUp();
    return taken.code === 0 ? this.up() : taken;
  }

  /** The first half of that: what is there is known, and nothing is made yet. */
  async takeUp(): Promise<Outcome> {
    const { stdout } = await this.run(['stack', 'export', '--stack', this.options.stack]);
    const { workDir } = this.options;
    const file = join(workDir, 'adopted.json');
    const adopted = spawnSync(process.execPath, [DWCP, 'adopt'], { input: stdout, encoding: 'utf8' });
    if (adopted.status !== 0) throw new Error(`dwcp adopt: status ${adopted.status}\n${adopted.stderr}`);
    writeFileSync(file, adopted.stdout, { mode: 0o600 });
    const imported = await this.run(['stack', 'import', '--stack', this.options.stack, '--file', file]);
    return imported.code === 0 ? this.refresh() : imported;
  }

  /** The stack's state. Secrets in it are encrypted. */
  async stackExport(): Promise<StackState> {
    return ((await this.exported()) as { readonly deployment: StackState }).deployment;
  }

  /** All that `pulumi stack export` prints. */
  async exported(): Promise<unknown> {
    const { code, stdout, stderr } = await this.run(['stack', 'export', '--stack', this.options.stack]);
    if (code !== 0) throw new Error(`pulumi stack export: status ${code}\n${stderr}`);
    return JSON.parse(stdout) as unknown;
  }

  /** What a subcommand about the program or the state prints as JSON, whether it succeeds or not: `preview`, `refresh --preview-only`. */
  async json(...args: readonly string[]): Promise<unknown> {
    const stack = ['--stack', this.options.stack, '--config-file', configCopyOf(this.options)];
    const { stdout, stderr } = await this.run([...args, '--json', ...stack]);
    if (stdout !== '') return JSON.parse(stdout) as unknown;
    throw new Error(`pulumi ${args.join(' ')} --json printed nothing\n${stderr}`);
  }

  /** Any other subcommand. */
  run(args: readonly string[]): Promise<Outcome> {
    return this.spawn(args, undefined).done;
  }

  /** A line in a shell in the project's folder, by somebody who has selected the stack and agrees to whatever is asked. */
  type(line: string, more: Readonly<Record<string, string>> = {}): Promise<Typed> {
    const { stack } = this.options;
    const PATH = [this.typedFrom(), this.environment()['PATH']].join(delimiter);
    const settings = { PULUMI_STACK: stack, PULUMI_SKIP_CONFIRMATIONS: 'true', PATH };
    return this.child('sh', ['-c', line], { ...settings, ...more }).done;
  }

  async stop(): Promise<void> {
    await this.plugins.stop();
  }

  /** The folder of what is found before all else by what is typed. */
  private typedFrom(): string {
    const folder = join(this.options.workDir, 'typed');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'npx'), NPX, { mode: 0o755 });
    return folder;
  }

  private begin(command: string, args: readonly string[]): EngineRun {
    this.runs += 1;
    const log = join(this.options.workDir, `${String(this.runs).padStart(2, '0')}-${command}.jsonl`);
    const stack = ['--stack', this.options.stack, '--config-file', configCopyOf(this.options)];
    const run = this.spawn([command, ...stack, '--event-log', log, '--suppress-progress', ...args], log);
    if (command === 'up') this.begun.add(stackOf(args) ?? this.options.stack);
    if (command === 'destroy') this.begun.delete(stackOf(args) ?? this.options.stack);
    return run;
  }

  private spawn(args: readonly string[], log: string | undefined): EngineRun {
    const first = !this.begun.has(stackOf(args) ?? '') && this.options.firstUp;
    const run = this.child(binaryOf('pulumi'), ['--non-interactive', '--color=never', ...args], first || {});
    const events = () => readEvents(log ?? '');
    return { ...run, done: run.done.then((typed) => ({ ...typed, ...events() })), events };
  }

  private child(file: string, args: readonly string[], more: Readonly<Record<string, string>>) {
    const child = spawn(file, args, {
      cwd: dirname(configCopyOf(this.options)),
      env: { ...this.environment(), ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A session of its own, so that `kill` reaches everything the engine started.
      detached: true,
    });
    const pid = child.pid ?? 0;
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const done = new Promise<Typed>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code: code ?? undefined, stdout, stderr }));
    });
    return { pid, done, kill: () => killSession(pid) };
  }

  private environment(): NodeJS.ProcessEnv {
    const hosts = ['pulumi', 'pulumi-language-nodejs', 'kubectl', 'vault'].map((name) => dirname(binaryOf(name)));
    return {
      HOME: homedir(),
      // The engine starts the program with the first `node` on PATH.
      PATH: [...hosts, dirname(process.execPath), process.env['PATH']].join(delimiter),
      // The sidecar files that this leaves out are not replaced atomically: a kill can truncate one and lose the stack.
      PULUMI_BACKEND_URL: `file://${join(this.options.workDir, 'state')}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: 'dwcp-e2e',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      // The engine and its plugins end after seconds: they need not look for memory to use again.
      GOGC: 'off',
      GOMEMLIMIT: '1GiB',
      // The CLI hides --event-log without it.
      PULUMI_DEBUG_COMMANDS: 'true',
      ...languageHostEnvironment(this.options),
      ...this.plugins.environment,
      ...this.options.env,
    };
  }
}

/** The stack that a run is about; of several that are named, the engine takes the last. */
function stackOf(args: readonly string[]): string | undefined {
  const named = args.lastIndexOf('--stack');
  return named === -1 ? undefined : args[named + 1];
}
