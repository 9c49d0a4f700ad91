import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { freePorts } from './ports';

/** What takes the audit of a Vault by TCP, as a collector of logs does. */
export interface AuditCollector {
  /** Host and port that it listens on. */
  readonly address: string;
  /** Every line that it took. */
  readonly file: string;
  stop(): Promise<void>;
}

/** Starts one that writes what it is sent to a file. It takes connections before anybody makes a device for it, as it must. */
export async function startAuditCollector(file: string): Promise<AuditCollector> {
  const { port } = await freePorts('port');
  const lines = createWriteStream(file, { flags: 'a', mode: 0o600 });
  const server = createServer((socket) => {
    // A Vault that is stopped goes without a word.
    socket.on('error', () => socket.destroy());
    socket.pipe(lines, { end: false });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // Whoever started it may end without it.
  server.unref();
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close();
      lines.end(resolve);
    });
  return { address: `127.0.0.1:${port}`, file, stop };
}
