import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, planOf } from '../../../constructs';
import { NetworkNamespace } from '../packets/network-namespace';
import { binaryOf } from '../servers/build';
import { type Authority, type KeyPair, makeAuthority } from '../servers/certificates';
import { run } from '../servers/command';
import { launch, type Place, type Running } from '../servers/process';
import { eventually } from '../support/eventually';
import type { RedisProgram } from './programs';

const [SERVERS, SENTINELS] = ['carts', 'carts-sentinel'];
const MEMBERS = [SERVERS, SENTINELS].flatMap((set) => [0, 1, 2].map((index) => `${set}-${index}`));

/** Files of its ConfigMap, and the commands of its container. */
interface ToldMember {
  readonly files: Readonly<Record<string, string>>;
  readonly ready: string;
  readonly leaves?: readonly string[];
  /** Arguments of the exporter beside it. */
  readonly exports?: readonly string[];
}

/** What the pods of `carts` and of its Sentinels are told in a tree. */
export function toldSet(tree: Environment): Readonly<Record<string, ToldMember>> {
  const objects = planOf(tree).resources.flatMap((one) => (one.api === 'kubernetes' ? [one.object] : []));
  const told = (name: string): ToldMember => {
    // As the API server reads them: whatever they say.
    const named = (kind: string): any => objects.find((one) => one.kind === kind && one.metadata.name === name);
    const { containers, initContainers = [] } = named('StatefulSet').spec.template.spec;
    const [container] = containers;
    const [exporter] = initContainers;
    const leaves = container.lifecycle?.preStop.exec.command;
    return {
      files: named('ConfigMap').data,
      ready: container.readinessProbe.exec.command.at(-1),
      ...(leaves && { leaves }),
      ...(exporter && { exports: exporter.args }),
    };
  };
  return { [SERVERS!]: told(SERVERS!), [SENTINELS!]: told(SENTINELS!) };
}

/** Certificates with the names that are asked for in the tree. */
export async function certificatesFor(folder: string) {
  const authority = await makeAuthority(folder, 'carts');
  const both = { usage: 'serverAuth,clientAuth' } as const;
  const client = { usage: 'clientAuth' } as const;
  return {
    authority,
    [SERVERS!]: await authority.issue(SERVERS!, { commonName: SERVERS!, ...both }),
    [SENTINELS!]: await authority.issue(SENTINELS!, { commonName: SENTINELS!, ...both }),
    api: await authority.issue('api', { commonName: 'api.orders', ...client }),
    exporter: await authority.issue('exporter', { commonName: `${SERVERS}-exporter`, ...client }),
    report: await authority.issue('report', { commonName: 'report.orders', ...client }),
  };
}

export type Certificates = Awaited<ReturnType<typeof certificatesFor>>;

interface SetOptions extends Place {
  readonly program: RedisProgram;
  readonly told: ReturnType<typeof toldSet>;
  readonly certificates: Certificates;
}

/**
 * Three servers and three Sentinels, each as a pod has it: a network, a name and a disk of its own, and an address that is
 * another one each time that it starts. They meet at a bridge.
 */
export class RedisSet {
  private readonly hub: NetworkNamespace;
  private options: SetOptions;
  private readonly running = new Map<string, Running>();
  private readonly addresses = new Map<string, string>();

  private constructor(hub: NetworkNamespace, options: SetOptions) {
    this.hub = hub;
    this.options = options;
  }

  static async start(options: SetOptions): Promise<RedisSet> {
    const { runDir, name } = options;
    const folder = join(runDir, name);
    mkdirSync(folder, { recursive: true });
    const isUp = join(folder, 'is-up');
    const hub = await NetworkNamespace.start({
      ...{ runDir, name: `${name}-hub`, logFile: join(folder, 'hub.log') },
      program: ['sh', '-ec', `${HUB}; touch ${isUp}; exec sleep infinity`],
      ready: async () => existsSync(isUp),
    });
    const set = new RedisSet(hub, options);
    await Promise.all(MEMBERS.map((member) => set.begin(member)));
    return set;
  }

  /** Starts a member, at an address that it has not had before. */
  async begin(member: string): Promise<void> {
    const { runDir, name } = this.options;
    const folder = join(runDir, name, member);
    const address = `192.0.2.${++addresses}`;
    this.addresses.set(member, address);
    this.write(member, folder);
    const port = `m${addresses}`;
    const script = `${ENTER.replaceAll('ADDRESS', address)}; mount --bind ${join(runDir, name, 'hosts')} /etc/hosts; exec sh ${folder}/etc/start.sh`;
    const isHere = join(folder, `here-${address}`);
    const running = await launch({
      ...{ runDir, name: `${name}-${member}`, logFile: join(folder, 'log') },
      command: 'unshare',
      args: ['--net', '--mount', '--', 'sh', '-ec', `touch ${isHere}; ${script}`],
      env: { HOSTNAME: member },
      ready: async () => existsSync(isHere),
    });
    this.running.set(member, running);
    await run('ip', [
      ...['link', 'add', port, 'netns', `${this.hub.pid}`, 'type', 'veth'],
      ...['peer', 'name', 'eth0', 'netns', `${running.pid}`],
    ]);
    await this.hub.ip(`link set ${port} master servers`, `link set ${port} up`);
  }

  /** Ends a member at once, and with it its network: nobody is told. */
  async kill(member: string): Promise<void> {
    const { pid } = this.process(member);
    process.kill(pid, 'SIGKILL');
    await eventually(async () => !existsSync(`/proc/${pid}/ns/net`), { what: `${member} gone`, timeoutMs: 5000 });
  }

  /** Has every pod exchanged for one that is told this, as a rollout does: from the last on, each when those before it are ready. */
  async exchange(told: SetOptions['told']): Promise<void> {
    this.options = { ...this.options, told };
    for (const member of [...MEMBERS].reverse()) {
      if (this.told(member).leaves !== undefined) await this.leave(member);
      await this.kill(member);
      await this.begin(member);
      await eventually(() => this.allReady(), { what: `${member} exchanged`, timeoutMs: 60_000, everyMs: 500 });
    }
  }

  /** Whether the probe of a member says that it is ready. */
  async isReady(member: string): Promise<boolean> {
    return this.within(member, ['sh', '-c', this.here(member, this.told(member).ready)]).then(
      () => true,
      () => false,
    );
  }

  async allReady(): Promise<boolean> {
    const ready = await Promise.all(MEMBERS.map((member) => this.isReady(member)));
    return ready.every(Boolean);
  }

  /** What a member runs before it ends. */
  async leave(member: string): Promise<void> {
    await this.within(member, ['sh', join(this.options.runDir, this.options.name, member, 'etc', 'leave.sh')]);
  }

  /** Starts the exporter beside a server, with a certificate that may be another than its own, and has it asked from outside. */
  async export(member: string, certificate = this.options.certificates['exporter'] as KeyPair) {
    const { runDir, name } = this.options;
    const folder = '/var/run/secrets/dwcp/exporter';
    const args = this.told(member).exports!.map((argument) =>
      this.here(member, argument)
        .replace(`${folder}/tls.crt`, certificate.certFile)
        .replace(`${folder}/tls.key`, certificate.keyFile)
        .replace(`${folder}/ca.crt`, (this.options.certificates.authority as Authority).certFile),
    );
    const address = `http://${this.addresses.get(member)}:9121`;
    const get = (path: string) =>
      this.hub.run(process.execPath, [
        '-e',
        `fetch('${address}${path}').then(async (it) => console.log(await it.text()))`,
      ]);
    const running = await launch({
      ...{ runDir, name: `${name}-${member}-exporter`, logFile: join(runDir, name, member, 'exporter.log') },
      command: 'nsenter',
      args: [...this.inside(member), '--', binaryOf('redis_exporter'), ...args],
      ready: async () => (await get('/health')).trim() === 'ok',
      timeoutMs: 20_000,
    });
    return { metrics: () => get('/metrics'), stop: running.stop };
  }

  /** What a client is answered: by whoever Sentinels say is primary, or by a Sentinel. Nothing where it is not answered within 2 s. */
  asks(client: 'api' | 'report', command: readonly string[], of?: string): Promise<string> {
    return this.asksBy(this.options.certificates[client] as KeyPair, command, of).catch(() => '');
  }

  /** The same of whoever has a certificate. @throws whatever the client says, where it is not answered in time. */
  async asksBy(by: KeyPair, command: readonly string[], of?: string, seconds = 2): Promise<string> {
    const host = of ?? (await this.primary(by));
    if (host === undefined) throw new Error('no Sentinel says who is primary');
    const { command: program, args } = this.saying(by, host, command);
    return (await run('timeout', [`${seconds}`, program, ...args])).trim();
  }

  /** The command by which whoever has a certificate says something to a member, on the network of all. */
  saying(by: KeyPair, member: string, command: readonly string[]): { command: string; args: readonly string[] } {
    const [cli, ...args] = this.options.program.cli;
    const { authority } = this.options.certificates;
    const tls = ['--tls', '--cert', by.certFile, '--key', by.keyFile, '--cacert', authority.certFile];
    const port = member.startsWith(`${SENTINELS}-`) ? '26379' : '6379';
    const address = this.addresses.get(member);
    if (address === undefined) throw new Error(`nobody is called ${member}`);
    return this.hub.entering(cli, [...args, '-h', address, '-p', port, ...tls, ...command]);
  }

  /** Which member Sentinels say is primary. */
  async primary(by = this.options.certificates['api'] as KeyPair): Promise<string | undefined> {
    for (const sentinel of MEMBERS.slice(3)) {
      const asked = ['sentinel', 'get-primary-addr-by-name', SERVERS!];
      const answer = await this.asksBy(by, asked, sentinel).catch(() => '');
      const [host] = answer.split('\n');
      if (host) return host.split('.', 1)[0];
    }
    return undefined;
  }

  async stop(): Promise<void> {
    for (const one of this.running.values()) await one.stop();
    await this.hub.stop();
  }

  private told(member: string): ToldMember {
    return this.options.told[member.replace(/-\d+$/, '')]!;
  }

  private process(member: string): Running {
    const running = this.running.get(member);
    if (running === undefined) throw new Error(`${member} does not run`);
    return running;
  }

  private within(member: string, command: readonly string[]): Promise<string> {
    return run('nsenter', [...this.inside(member), '--', ...command], { env: { HOSTNAME: member } });
  }

  /** Where its program runs: its network and its names. */
  private inside(member: string): readonly string[] {
    const { pid } = this.process(member);
    return [`--net=/proc/${pid}/ns/net`, `--mount=/proc/${pid}/ns/mnt`];
  }

  /** Its files, and the names of all, which those that run already read anew. */
  private write(member: string, folder: string): void {
    const { runDir, name } = this.options;
    for (const one of ['etc', 'data']) mkdirSync(join(folder, one), { recursive: true });
    for (const [file, text] of Object.entries(this.told(member).files)) {
      writeFileSync(join(folder, 'etc', file), this.here(member, text));
    }
    const hosts = [...this.addresses].flatMap(([one, address]) => {
      const set = one.replace(/-\d+$/, '');
      return [`${address} ${one}.${set}.orders.svc`, `${address} ${set}.orders.svc`];
    });
    writeFileSync(join(runDir, name, 'hosts'), `127.0.0.1 localhost\n${hosts.join('\n')}\n`);
  }

  /** The same, with the places of files and programs as they are here. */
  private here(member: string, text: string): string {
    const { runDir, name, program, certificates } = this.options;
    const folder = join(runDir, name, member);
    const { certFile, keyFile } = certificates[member.replace(/-\d+$/, '')] as KeyPair;
    return text
      .replaceAll(/(?<=[ =])\/data\b/g, join(folder, 'data'))
      .replaceAll('/etc/redis/', `${join(folder, 'etc')}/`)
      .replaceAll('/var/run/secrets/dwcp/tls/tls.crt', certFile)
      .replaceAll('/var/run/secrets/dwcp/tls/tls.key', keyFile)
      .replaceAll('/var/run/secrets/dwcp/tls/ca.crt', (certificates.authority as Authority).certFile)
      .replaceAll('valkey-server "', `${program.server.join(' ')} "`)
      .replaceAll('valkey-cli', program.cli.join(' '));
  }
}

/** Those that were given, of all sets: none has one that another has had. */
let addresses = 0;

const HUB = [
  'ip link set lo up',
  'ip link add servers type bridge',
  'ip address add 192.0.2.254/24 dev servers',
  'ip link set servers up',
].join('; ');

/** What the network of a pod does before its container runs. */
const ENTER = [
  'ip link set lo up',
  'until ip link show eth0 >/dev/null 2>&1; do sleep 0.05; done',
  'ip address add ADDRESS/24 dev eth0',
  'ip link set eth0 up',
].join('; ');
