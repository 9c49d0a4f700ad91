import { connect, createServer } from 'node:net';

/*
 * Connects whoever comes by its Unix socket to where he says in a first line of JSON, from the namespace that it runs in.
 *
 *   node relay.js SOCKET
 *
 * {"host":"10.200.0.1","port":443,"localAddress":"198.51.100.7"}
 */

const [, , socket = ''] = process.argv;

createServer((near) => {
  near.once('error', () => near.destroy());
  near.once('data', (first: Buffer) => {
    near.pause();
    const end = first.indexOf('\n');
    const far = connect(JSON.parse(first.toString('utf8', 0, end)));
    // A far end that resets is told to the near one as an end without an answer.
    far.once('error', () => near.destroy());
    far.once('connect', () => {
      if (first.length > end + 1) far.write(first.subarray(end + 1));
      near.write('\n');
      near.pipe(far).pipe(near);
      far.once('close', () => near.destroy());
      near.once('close', () => far.destroy());
    });
  });
}).listen(socket);
