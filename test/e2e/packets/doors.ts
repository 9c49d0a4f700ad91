import { existsSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';

/** What the node listens on, on its own loopback. */
export const PORTS = { etcd: 2379, api: 6443, health: 20244 } as const;

type Door = keyof typeof PORTS;

export const doorNumbers = (): readonly string[] => Object.values(PORTS).map(String);

export const haveOpened = (folder: string): boolean =>
  Object.values(PORTS).every((port) => existsSync(join(folder, `${port}.sock`)));

/** Loopback ports of the machine that lead to the node's, for as long as this process lives. */
export async function doorsOf(folder: string): Promise<Readonly<Record<Door, number>>> {
  const doors = Object.entries(PORTS).map(async ([name, port]) => [name, await leadTo(join(folder, `${port}.sock`))]);
  return Object.fromEntries(await Promise.all(doors)) as Record<Door, number>;
}

/** A loopback port of the machine that leads to a Unix socket. */
export function leadTo(socketPath: string): Promise<number> {
  const server = createServer((near) => {
    const far = connect(socketPath);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
