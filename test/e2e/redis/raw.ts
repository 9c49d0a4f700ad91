import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Coming, Server } from './server';

/**
 * What the server says to commands that are written to it, until it ends the connection; nothing where it refuses one.
 *
 * Without a client of a library: a refusal may come while that is between two states, in which it never settles.
 */
export function saidInClear({ port }: Server, commands: readonly string[]): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1', () => socket.write(lines(commands)));
  return everything(socket);
}

/** The same by TLS, with a certificate or with none, at loopback unless another address is said. */
export function said(
  { port, authority }: Server,
  commands: readonly string[],
  { certificate, host = '127.0.0.1' }: Pick<Coming, 'certificate' | 'host'> = {},
): Promise<string> {
  const socket = connectTls(
    {
      ...{ host, port, ca: authority.pem },
      // The name in its certificate is not that of loopback: who the server is, is not what is asked here.
      checkServerIdentity: () => undefined,
      ...(certificate && { cert: readFileSync(certificate.certFile), key: readFileSync(certificate.keyFile) }),
    },
    () => socket.write(lines(commands)),
  );
  return everything(socket);
}

const lines = (commands: readonly string[]) => commands.map((command) => `${command}\r\n`).join('');

function everything(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    // It ends a connection without a word, or resets it, before or after it is written to.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}
