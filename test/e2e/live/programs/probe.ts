import { connect } from 'node:net';

/*
 * Tries to open a connection, and says how that ended: `open`, `refused`, `no answer` or the name of another error.
 *
 *   node probe.js HOST PORT
 */

const [host = '', port = ''] = process.argv.slice(2);

const socket = connect({ host, port: Number(port), timeout: 3_000 });
const end = (word: string) => {
  console.log(word);
  process.exit();
};
socket.once('connect', () => end('open'));
socket.once('timeout', () => end('no answer'));
socket.once('error', (error: NodeJS.ErrnoException) =>
  end(error.code === 'ECONNREFUSED' ? 'refused' : `${error.code}`),
);
