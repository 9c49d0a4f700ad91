import { createServer, type Socket } from 'node:net';
import { freePorts } from '../servers/ports';

/** Somebody who takes what an audit device writes, and may go away. */
export interface Listener {
  /** The options of a device that writes there. */
  readonly options: object;
  goAway(): void;
}

export async function startListener(): Promise<Listener> {
  const { port } = await freePorts('port');
  const taken: Socket[] = [];
  const server = createServer((socket) => {
    taken.push(socket.on('error', () => socket.destroy()).resume());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    options: { address: `127.0.0.1:${port}`, socket_type: 'tcp', write_timeout: '2s' },
    goAway: () => {
      server.close();
      for (const socket of taken) socket.destroy();
    },
  };
}
