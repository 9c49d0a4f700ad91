import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type SecureContextOptions } from 'node:tls';

/** What Vault answers to whoever asks for a certificate. */
export interface Issued {
  readonly certificate: string;
  readonly private_key: string;
  readonly ca_chain: readonly string[];
}

/** As a workload has it: `tls.crt` with those below the root, and the root as `ca.crt`. */
function files({ certificate, private_key, ca_chain }: Issued, root: string): SecureContextOptions {
  return { cert: [certificate, ...ca_chain].join('\n'), key: private_key, ca: root };
}

/** Whether a client and a server take each other, each by what it was given and by the root: by TLS 1.3, and by the server's name. */
export async function meet(client: Issued, server: Issued, servername: string, root: string): Promise<boolean> {
  const listening = createServer({
    ...files(server, root),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
  });
  listening.on('secureConnection', (socket) => socket.end('taken'));
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const socket = connect({ host: '127.0.0.1', port, servername, ...files(client, root), minVersion: 'TLSv1.3' });
  try {
    // A server refuses a client after the handshake of TLS 1.3, so only what it says tells that it did not.
    const [said] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [Buffer | boolean];
    return said.toString() === 'taken';
  } catch {
    return false;
  } finally {
    socket.destroy();
    listening.close();
  }
}
