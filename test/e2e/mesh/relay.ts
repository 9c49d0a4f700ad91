import { connect, type Socket } from 'node:net';

/** Opens a TCP connection by a relay, from the namespace that it runs in. */
export function connectBy(
  relay: string,
  to: { readonly host: string; readonly port: number; readonly localAddress?: string },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(relay);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`nobody took a connection to ${to.host}:${to.port}`)));
    socket.write(`${JSON.stringify(to)}\n`);
    socket.once('data', (first: Buffer) => {
      socket.removeAllListeners('close');
      if (first.length > 1) socket.unshift(first.subarray(1));
      resolve(socket);
    });
  });
}
