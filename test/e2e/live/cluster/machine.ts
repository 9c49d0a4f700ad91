import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../servers/command';
import { launch, type Place, type Running } from '../../servers/process';
import { hierarchies, makeGroups, removeGroups } from './control-groups';

/**
 * A machine of its own in namespaces: network, processes, mounts, host name and control groups.
 *
 * One process holds all of it. When that ends, the kernel kills everything in it, and with the last process go its
 * interfaces and mounts. It is told to end when the process that started it does, however that ends.
 */
export class Machine {
  readonly name: string;
  readonly dir: string;
  private readonly place: Place;
  private readonly holder: Running;
  private readonly groups: readonly string[];

  private constructor(place: Place, dir: string, holder: Running, groups: readonly string[]) {
    this.place = place;
    this.name = place.name.slice(place.name.lastIndexOf('/') + 1);
    this.dir = dir;
    this.holder = holder;
    this.groups = groups;
  }

  static async start(place: Place): Promise<Machine> {
    const { runDir, name } = place;
    const dir = join(runDir, name);
    mkdirSync(dir, { recursive: true });
    const groups = makeGroups(`${process.pid}-${name.replaceAll('/', '-')}`);
    const ready = join(dir, 'machine.ready');
    const script = join(dir, 'machine.sh');
    writeFileSync(script, initOf(name.slice(name.lastIndexOf('/') + 1), dir, ready));
    const unshare = ['unshare', '--net', '--pid', '--mount', '--uts', '--cgroup', '--fork', '--kill-child'];
    const holder = await launch({
      ...place,
      logFile: join(dir, 'machine.log'),
      ...within(groups, ['setpriv', '--pdeathsig', 'KILL', ...unshare, '--mount-proc', '--', 'sh', '-e', script]),
      // It takes no other: whoever asks kindly would wait for it.
      stopSignal: 'SIGKILL',
      ready: async () => existsSync(ready),
    });
    return new Machine(place, dir, holder, groups);
  }

  /** Starts a program on it, as `launch` does, with its log in the machine's folder. */
  launch(program: string, command: readonly string[], options: ProgramOptions = {}): Promise<Running> {
    return launch({
      runDir: this.place.runDir,
      name: `${this.place.name}/${program}`,
      logFile: join(this.dir, `${program}.log`),
      ...within(this.groups, [...this.entering(), ...command]),
      ready: async () => true,
      ...options,
    });
  }

  /** Runs a command on it to its end. */
  run(command: string, args: readonly string[], input?: string): Promise<string> {
    const [first = '', ...rest] = [...this.entering(), command, ...args];
    return run(first, rest, input === undefined ? {} : { input });
  }

  /** Any number of `ip` commands, in one process. */
  async ip(...commands: readonly string[]): Promise<void> {
    await this.run('ip', ['-batch', '-'], `${commands.join('\n')}\n`);
  }

  /** A cable from an interface of this machine's bridge to one of another machine. */
  async connect(other: Machine, bridge: string): Promise<void> {
    const near = other.name;
    await run('nsenter', [
      `--net=${this.namespace('net')}`,
      ...['ip', 'link', 'add', near, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(other.holder.pid)],
    ]);
    await this.ip(`link set ${near} master ${bridge}`, `link set ${near} up`);
  }

  /** Whether a file is there, as programs on the machine see it. */
  has(path: string): boolean {
    return existsSync(`/proc/${this.holder.pid}/root${path}`);
  }

  /** Ends it at once, as when its power fails. */
  async stop(): Promise<void> {
    await this.holder.stop();
    await removeGroups(this.groups);
  }

  private entering(): readonly string[] {
    const kinds = ['net', 'mnt', 'uts', 'cgroup'].map((kind) => [OPTIONS[kind], this.namespace(kind)].join('='));
    // The holder itself is outside: the kernel lets nobody change his own.
    return ['nsenter', ...kinds, `--pid=${this.namespace('pid_for_children')}`, '--'];
  }

  private namespace(kind: string): string {
    return `/proc/${this.holder.pid}/ns/${kind}`;
  }
}

interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly ready?: () => Promise<boolean>;
}

const OPTIONS: Readonly<Record<string, string>> = { net: '--net', mnt: '--mount', uts: '--uts', cgroup: '--cgroup' };

/** The command that joins control groups and becomes another command. */
function within(groups: readonly string[], command: readonly string[]): { command: string; args: readonly string[] } {
  const joins = groups.map((group) => `echo $$ > ${group}/cgroup.procs`);
  return { command: 'sh', args: ['-ec', [...joins, 'exec "$@"'].join('\n'), 'sh', ...command] };
}

/** What a kubelet sets for the whole machine, with the values that it wants: it finds them, and changes nothing. */
const KERNEL: Readonly<Record<string, number>> = {
  'vm/overcommit_memory': 1,
  'vm/panic_on_oom': 0,
  'kernel/panic': 10,
  'kernel/panic_on_oops': 1,
  'kernel/keys/root_maxkeys': 1_000_000,
  'kernel/keys/root_maxbytes': 25_000_000,
};

/** What shows every packet to the enforcer of NetworkPolicies, and every rejection to the one who is rejected, at once. */
const NETWORK: Readonly<Record<string, number>> = {
  'ipv4/ip_forward': 1,
  'bridge/bridge-nf-call-iptables': 1,
  'ipv4/icmp_ratelimit': 0,
};

/** The first program of a machine, which makes it one and then reaps whoever has lost his parent. */
function initOf(hostname: string, dir: string, ready: string): string {
  return [
    `hostname ${hostname}`,
    // A kubelet hands mounts on to its pods, and theirs back.
    'mount --make-rshared /',
    // These show the network and the control groups of whoever mounts them.
    'mount -t sysfs sysfs /sys',
    'mount -t tmpfs tmpfs /sys/fs/cgroup',
    ...hierarchies().flatMap(({ folder, options }) => [
      `mkdir -p ${folder}`,
      `mount -t cgroup -o ${options} cgroup ${folder}`,
    ]),
    'for folder in /run /var/lib /var/log; do mount -t tmpfs tmpfs $folder; done',
    `mkdir -p ${dir}/kernel`,
    ...Object.entries(KERNEL).flatMap(([name, value]) => {
      const file = `${dir}/kernel/${name.replaceAll('/', '.')}`;
      return [`echo ${value} > ${file}`, `mount --bind ${file} /proc/sys/${name}`];
    }),
    ...Object.entries(NETWORK).map(([name, value]) => `echo ${value} > /proc/sys/net/${name}`),
    'ip link set lo up',
    `touch ${ready}`,
    'while :; do sleep 60; done',
    '',
  ].join('\n');
}
