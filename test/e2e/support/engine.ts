import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import type { ProviderEvent } from '../providers/event-log';
import { type ProviderProcess, startProvider } from '../providers/start';
import { binaryOf } from '../servers/build';
import { type EngineEvents, readEvents } from './engine-events';

export interface EngineOptions {
  /** The folder with `Pulumi.yaml`. It is read only: the engine runs in a copy that shares its `bin` and `node_modules`. */
  readonly projectDir: string;
  readonly stack: string;
  /** The stack's configuration; it is copied too, because Pulumi writes the salt of its encryption into it. */
  readonly configFile: string;
  /** Must not exist yet: state, logs and the copy go there. */
  readonly workDir: string;
  /** What the program and the plugins see: KUBECONFIG, VAULT_ADDR, VAULT_TOKEN and the like. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Outcome extends EngineEvents {
  /** The exit status; undefined when the engine was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the engine that may be killed midway. */
export interface EngineRun {
  readonly pid: number;
  readonly done: Promise<Outcome>;
  /** SIGKILL to the engine, its language host and its program at once, as when the machine fails. */
  kill(): void;
}

/** The plugins that the product is used with, and the versions of their SDKs. */
const OFFICIAL = { kubernetes: '4.34.2', vault: '7.8.0' } as const;

/** The real Pulumi engine on one stack, with its state in a folder of its own. */
export class Engine {
  /** Hermetic providers stand in where the official plugins are not installed. */
  readonly plugins: 'official' | 'hermetic';
  private readonly options: EngineOptions;
  private readonly providers: readonly ProviderProcess[];
  private runs = 0;

  private constructor(options: EngineOptions, providers: readonly ProviderProcess[]) {
    this.options = options;
    this.providers = providers;
    this.plugins = providers.length === 0 ? 'official' : 'hermetic';
  }

  /** Copies the project, starts providers if it must, and makes an empty stack. */
  static async start(options: EngineOptions): Promise<Engine> {
    prepare(options);
    const names = Object.keys(OFFICIAL) as (keyof typeof OFFICIAL)[];
    const providers: ProviderProcess[] = [];
    if (!officialPluginsInstalled()) {
      const env = { ...options.env, DWCP_PROVIDER_LOG: join(options.workDir, 'provider-events.jsonl') };
      for (const name of names) {
        providers.push(await startProvider(name, { env, logFile: join(options.workDir, `${name}.log`) }));
      }
    }
    const engine = new Engine(options, providers);
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

  destroy(...args: readonly string[]): Promise<Outcome> {
    return this.begin('destroy', ['--yes', '--skip-preview', ...args]).done;
  }

  /** Takes the lock that a killed run left on the stack. */
  cancel(): Promise<Outcome> {
    return this.run(['cancel', '--yes', '--stack', this.options.stack]);
  }

  /** The stack's state. Secrets in it are encrypted. */
  async stackExport(): Promise<StackState> {
    const { code, stdout, stderr } = await this.run(['stack', 'export', '--stack', this.options.stack]);
    if (code !== 0) throw new Error(`pulumi stack export: status ${code}\n${stderr}`);
    return (JSON.parse(stdout) as { deployment: StackState }).deployment;
  }

  /** Every mutation that the hermetic providers made, over all runs; the official ones keep no such log. */
  providerEvents(): readonly ProviderEvent[] {
    const file = join(this.options.workDir, 'provider-events.jsonl');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ProviderEvent);
  }

  /** Any other subcommand. */
  run(args: readonly string[]): Promise<Outcome> {
    return this.spawn(args, undefined).done;
  }

  async stop(): Promise<void> {
    await Promise.all(this.providers.map((provider) => provider.stop()));
  }

  private begin(command: string, args: readonly string[]): EngineRun {
    this.runs += 1;
    const log = join(this.options.workDir, `${String(this.runs).padStart(2, '0')}-${command}.jsonl`);
    const stack = ['--stack', this.options.stack, '--config-file', copyOf(this.options)];
    return this.spawn([command, ...stack, '--event-log', log, '--suppress-progress', ...args], log);
  }

  private spawn(args: readonly string[], log: string | undefined): EngineRun {
    const child = spawn(binaryOf('pulumi'), ['--non-interactive', '--color=never', '--logtostderr', ...args], {
      cwd: join(this.options.workDir, 'project'),
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that `kill` reaches everything the engine started.
      detached: true,
    });
    const pid = child.pid ?? 0;
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const done = new Promise<Outcome>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code: code ?? undefined, stdout, stderr, ...readEvents(log ?? '') }));
    });
    return { pid, done, kill: () => void process.kill(-pid, 'SIGKILL') };
  }

  private environment(): NodeJS.ProcessEnv {
    const [kubernetes, vault] = this.providers;
    const hosts = ['pulumi', 'pulumi-language-nodejs'].map((name) => dirname(binaryOf(name)));
    return {
      HOME: homedir(),
      // The engine starts the program with the first `node` on PATH.
      PATH: [...hosts, dirname(process.execPath), process.env['PATH']].join(delimiter),
      PULUMI_BACKEND_URL: `file://${join(this.options.workDir, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: 'dwcp-e2e',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      ...(kubernetes === undefined || vault === undefined
        ? { PULUMI_HOME: pulumiHome() }
        : {
            PULUMI_HOME: join(this.options.workDir, 'home'),
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
            PULUMI_DEBUG_PROVIDERS: `kubernetes:${kubernetes.port},vault:${vault.port}`,
          }),
      ...this.options.env,
    };
  }
}

/** What `pulumi stack export` prints, as far as tests read it. */
export interface StackState {
  readonly resources?: readonly {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
  }[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: { readonly urn: string } }[];
}

function copyOf({ workDir, configFile }: EngineOptions): string {
  return join(workDir, 'project', basename(configFile));
}

/** Stack files are copied, because Pulumi writes into them; everything else is linked. */
function prepare(options: EngineOptions): void {
  const { projectDir, configFile, workDir } = options;
  const copy = join(workDir, 'project');
  mkdirSync(join(workDir, 'state'), { recursive: true });
  mkdirSync(copy);
  for (const name of readdirSync(projectDir)) {
    if (name === '.git' || /^Pulumi\..+\.yaml$/.test(name)) continue;
    if (name === 'Pulumi.yaml') copyFileSync(join(projectDir, name), join(copy, name));
    else symlinkSync(join(projectDir, name), join(copy, name));
  }
  copyFileSync(configFile, copyOf(options));
}

/** Looks where `pulumi plugin ls` looks. */
function officialPluginsInstalled(): boolean {
  return Object.entries(OFFICIAL).every(([name, version]) =>
    existsSync(join(pulumiHome(), 'plugins', `resource-${name}-v${version}`)),
  );
}

function pulumiHome(): string {
  return process.env['PULUMI_HOME'] ?? join(homedir(), '.pulumi');
}
