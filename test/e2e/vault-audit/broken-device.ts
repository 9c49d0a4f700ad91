import { createServer, type Socket } from 'node:net';
import { freePorts } from '../servers/ports';
import { type VaultLogin, vaultRequest } from '../support/vault-api';

const PATH = 'sys/audit/broken';

/** Has Vault write to one place more, which then goes away; does something, and has it write there no longer. */
export async function withBrokenDevice<T>(vault: VaultLogin, action: () => Promise<T>): Promise<T> {
  const { port } = await freePorts('port');
  const taken: Socket[] = [];
  const server = createServer((socket) => {
    taken.push(socket.on('error', () => socket.destroy()).resume());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const options = { address: `127.0.0.1:${port}`, socket_type: 'tcp', write_timeout: '2s' };
  try {
    await vaultRequest(vault, 'PUT', PATH, { type: 'socket', options });
  } finally {
    server.close();
    for (const socket of taken) socket.destroy();
  }
  try {
    return await action();
  } finally {
    await vaultRequest(vault, 'DELETE', PATH);
  }
}
