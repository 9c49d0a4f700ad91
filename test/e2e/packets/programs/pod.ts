import { createSocket } from 'node:dgram';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Answer, Probe } from '../probe';

/*
 * The program in a pod: it answers with its name on every port that it is told to, and probes what it is asked to.
 *
 *   node pod.js SOCKET NAME 8080/TCP 53/UDP …
 *
 * Questions come over a Unix socket, which reaches across network namespaces: one JSON array of probes a line, answered
 * by one JSON array of answers a line.
 */

const SILENCE_MS = 3_000;
const RESEND_MS = 100;
const AT_ONCE = 32;
/** The first of the ports to ask by UDP from, above all that anyone listens on. */
const FIRST_PORT = 20_000;

const [socketPath = '', name = '', ...ports] = process.argv.slice(2);

for (const port of ports) {
  const [number, protocol] = port.split('/');
  (protocol === 'UDP' ? answerUdp : answerTcp)(Number(number));
}
createServer(serve).listen(socketPath);

function answerTcp(port: number): void {
  createServer((caller) => caller.on('error', () => undefined).end(name)).listen(port, '0.0.0.0');
}

function answerUdp(port: number): void {
  const socket = createSocket('udp4');
  // A caller that is gone by now is told so by its kernel, and this one by an error.
  socket.on('error', () => undefined);
  socket.on('message', (_, caller) => socket.send(name, caller.port, caller.address));
  socket.bind(port, '0.0.0.0');
}

function serve(questioner: Socket): void {
  questioner.on('error', () => undefined);
  createInterface({ input: questioner }).on('line', (line) => {
    void answersTo(JSON.parse(line) as Probe[]).then((answers) => questioner.write(`${JSON.stringify(answers)}\n`));
  });
}

async function answersTo(probes: readonly Probe[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const queue = probes.entries();
  const worker = async () => {
    for (const [index, probe] of queue) answers[index] = await (probe.protocol === 'UDP' ? askUdp : askTcp)(probe);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

function askTcp({ address, port }: Probe): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    const settle = (answer: Answer) => {
      // Reset rather than closed, so that the kernel forgets the connection at once.
      socket.resetAndDestroy();
      resolve(answer);
    };
    socket.setTimeout(SILENCE_MS, () => settle('silence'));
    socket.on('data', (data) => settle({ from: data.toString() }));
    socket.on('error', (error) => settle(answerIn(error)));
    socket.on('end', () => settle('silence'));
  });
}

let asked = 0;

/**
 * Asks from a port that was not asked from before: a datagram from the same port is one of an earlier exchange, which a
 * stateful filter lets through whatever the policies have become since.
 */
function askUdp({ address, port }: Probe): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    let settled = false;
    const settle = (answer: Answer) => {
      // A rejection comes twice: to the next send, and as an event.
      if (settled) return;
      settled = true;
      clearInterval(resending);
      clearTimeout(patience);
      socket.close();
      resolve(answer);
    };
    const send = () => socket.send('who is there', (error) => error && settle(answerIn(error)));
    const resending = setInterval(send, RESEND_MS);
    const patience = setTimeout(settle, SILENCE_MS, 'silence');
    socket.once('message', (data) => settle({ from: data.toString() }));
    socket.on('error', (error) => settle(answerIn(error)));
    // Connected, so that the kernel passes on the ICMP message of a rejection.
    socket.bind(FIRST_PORT + (asked++ % (65_536 - FIRST_PORT)), () => socket.connect(port, address, send));
  });
}

/** A rejection is told apart from what should not happen, such as a kernel without room for another neighbour. */
function answerIn(error: Error): Answer {
  return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'refused' : 'silence';
}
