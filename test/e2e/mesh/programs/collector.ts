import { appendFileSync, createWriteStream } from 'node:fs';
import { createServer } from 'node:net';

/*
 * Takes lines by TCP and writes them to a file, as a collector of logs does.
 *
 *   node collector.js FILE PORT
 */

const [, , file = '', port = ''] = process.argv;

createServer((socket) => {
  socket.once('error', () => socket.destroy());
  socket.pipe(createWriteStream(file, { flags: 'a', mode: 0o600 }));
}).listen(Number(port), () => appendFileSync(file, ''));
