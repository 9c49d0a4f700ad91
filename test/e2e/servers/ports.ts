import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/**
 * Where servers of the tests listen: below the ports that Linux gives to whoever opens a connection (from 32768 on), one of
 * which may be taken between the moment in which it is free and that in which its server starts.
 */
const [FIRST, LAST] = [15_000, 29_999];

/** Ports on loopback that nobody listens on. All are held before the first is let go, so that they differ. */
export async function freePorts<Name extends string>(...names: readonly Name[]): Promise<Record<Name, number>> {
  const held = await Promise.all(names.map(hold));
  const ports = held.map((server) => (server.address() as { port: number }).port);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Name, number>;
}

async function hold(): Promise<Server> {
  for (;;) {
    const server = createServer();
    const isHeld = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(randomInt(FIRST, LAST + 1), '127.0.0.1', () => resolve(true));
    });
    if (isHeld) return server;
  }
}
