import { mkdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { type Actor, nameOf, type Port, written } from './cast';
import { NetworkNamespace } from './network-namespace';
import type { Node } from './node';
import type { Answer, Probe } from './probe';

/** One of the cast in a network namespace of its own, cabled to the node's bridge. */
export class Player {
  readonly actor: Actor;
  readonly address: string;
  private readonly path: string;
  private readonly namespace: NetworkNamespace;
  private readonly socket: Socket;
  private readonly answers: AsyncIterator<string>;

  private constructor(actor: Actor, address: string, path: string, namespace: NetworkNamespace, socket: Socket) {
    this.actor = actor;
    this.address = address;
    this.path = path;
    this.namespace = namespace;
    this.socket = socket;
    this.answers = (createInterface({ input: socket }) as Interface)[Symbol.asyncIterator]();
  }

  static async start(node: Node, actor: Actor, address: string, ports: readonly Port[]): Promise<Player> {
    const { runDir, name } = node.place;
    const folder = join(runDir, name, 'pods');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${address}.sock`);
    const namespace = await NetworkNamespace.start({
      runDir,
      name: `${name}/${nameOf(actor)}`,
      logFile: join(folder, `${address}.log`),
      program: [...node.podProgram, path, nameOf(actor), ...ports.map(written)],
      ready: async () => (await dial(path)).destroy() !== undefined,
    });
    await cable(node, namespace, address);
    return new Player(actor, address, path, namespace, await dial(path));
  }

  /**
   * Tells this one where the others are.
   *
   * Neighbours that the kernel learns by itself share one table on the whole machine, which 33 parties overflow.
   */
  async meet(others: readonly Player[]): Promise<void> {
    const known = others.map(
      ({ address }) => `neighbour add ${address} lladdr ${hardwareAddress(address)} dev eth0 nud permanent`,
    );
    await this.namespace.ip(...known);
  }

  /** Tries each, from here. */
  async ask(probes: readonly Probe[]): Promise<readonly Answer[]> {
    this.socket.write(`${JSON.stringify(probes)}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`${nameOf(this.actor)} has gone`);
    return JSON.parse(value as string) as Answer[];
  }

  async stop(): Promise<void> {
    this.socket.destroy();
    await this.namespace.stop();
    rmSync(this.path, { force: true });
  }
}

function dial(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** A pair of interfaces, one at each end: on the node's bridge, and `eth0`. */
async function cable(node: Node, namespace: NetworkNamespace, address: string): Promise<void> {
  const plug = `veth${namespace.pid}`;
  await node.namespace.ip(
    `link add ${plug} type veth peer name eth0 netns ${namespace.pid}`,
    `link set ${plug} master bridge0 up`,
  );
  await namespace.ip(
    'link set lo up',
    // Of the address alone, so that everybody knows it beforehand.
    `link set eth0 address ${hardwareAddress(address)}`,
    `address add ${address}/32 dev eth0`,
    'link set eth0 up',
    // Everybody is on the same wire, addresses of the outside included.
    'route add default dev eth0',
  );
}

function hardwareAddress(address: string): string {
  const bytes = address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
  // A second bit of the first byte says that nobody's factory gave it.
  return ['02', '00', ...bytes].join(':');
}
