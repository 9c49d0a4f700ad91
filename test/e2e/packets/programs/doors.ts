import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/*
 * The program that holds the node's network namespace, and its doors to the outside: a Unix socket for each port.
 *
 *   node doors.js FOLDER 6443 …
 *
 * Unix sockets reach across network namespaces, so no interface of the machine's own namespace is needed.
 */

const [folder = '', ...ports] = process.argv.slice(2);

for (const port of ports) {
  createServer((outside) => {
    const inside = connect(Number(port), '127.0.0.1');
    outside.on('error', () => inside.destroy());
    inside.on('error', () => outside.destroy());
    outside.pipe(inside).pipe(outside);
  }).listen(join(folder, `${port}.sock`));
}
