import { run } from '../servers/command';
import { launch, type Place, type Running } from '../servers/process';

export interface NamespaceOptions extends Place {
  /** What runs in it first. The namespace ends with this process and what was started in it, and so do its interfaces. */
  readonly program: readonly string[];
  readonly ready: () => Promise<boolean>;
  readonly logFile: string;
}

/**
 * A network namespace of its own, held by a process and by nothing else.
 *
 * It has no name under /run/netns that would have to be removed: it is gone when its processes are, and those are
 * written down in the run's folder like every other.
 */
export class NetworkNamespace {
  readonly pid: number;
  readonly stop: () => Promise<void>;

  private constructor({ pid, stop }: Running) {
    this.pid = pid;
    this.stop = stop;
  }

  static async start({ program, ...options }: NamespaceOptions): Promise<NetworkNamespace> {
    return new NetworkNamespace(await launch({ ...options, command: 'unshare', args: ['--net', '--', ...program] }));
  }

  /** The command that runs another one here. It becomes that other one, so its process id is the same. */
  entering(command: string, args: readonly string[]): { command: string; args: readonly string[] } {
    return { command: 'nsenter', args: [`--net=/proc/${this.pid}/ns/net`, '--', command, ...args] };
  }

  async run(command: string, args: readonly string[], input?: string): Promise<string> {
    const entering = this.entering(command, args);
    return run(entering.command, entering.args, input === undefined ? {} : { input });
  }

  /** Any number of `ip` commands, in one process. */
  async ip(...commands: readonly string[]): Promise<void> {
    await this.run('ip', ['-batch', '-'], `${commands.join('\n')}\n`);
  }

  /** Kernel settings of this namespace, by their names under /proc/sys/net. */
  async set(settings: Readonly<Record<string, number>>): Promise<void> {
    const lines = Object.entries(settings).map(([name, value]) => `echo ${value} > /proc/sys/net/${name}`);
    await this.run('sh', ['-e'], `${lines.join('\n')}\n`);
  }
}
