import { get } from 'node:http';

/*
 * Asks a URL at a constant rate, by a new connection each time, and prints what came of it as JSON when it is told to end.
 *
 *   node load.js URL REQUESTS_PER_SECOND
 *
 * It asks whether or not the answer before has come, and each time from a port of its own, as clients do who know
 * nothing of one another. A port that is used again within two minutes would be taken for the same connection by the
 * node, and led to where that led: to a node that is lost, if it was half open.
 *
 * It waits longer than a resolver does before it asks again, which is 5 s: a question that is under way while a DNS
 * server is taken out of its Service may be lost.
 */

const [url = '', rate = '50'] = process.argv.slice(2);

const PATIENCE_MS = 12_000;

const answers: Record<string, number> = {};
const failures: { readonly sentAt: number; readonly tookMs: number; readonly error: string }[] = [];
let [asked, open, slowestMs] = [0, 0, 0];
const started = Date.now();

/** Where this run begins among the ports, so that one after another does not meet it. */
const firstPort = Math.floor((started * Number(rate)) / 1000);

let portsTaken = 0;

function ask(): void {
  asked += 1;
  open += 1;
  send(Date.now());
}

function send(begun: number): void {
  portsTaken += 1;
  const localPort = 10_000 + ((firstPort + portsTaken) % 50_000);
  let reached = 'with no address';
  const settle = (error?: string) => {
    open -= 1;
    const tookMs = Date.now() - begun;
    slowestMs = Math.max(slowestMs, tookMs);
    if (error !== undefined) failures.push({ sentAt: begun, tookMs, error });
  };
  const request = get(url, { agent: false, localPort, timeout: PATIENCE_MS }, (response) => {
    let body = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (body += chunk));
    response.on('end', () => {
      if (response.statusCode === 200) answers[body] = (answers[body] ?? 0) + 1;
      settle(response.statusCode === 200 ? undefined : `status ${response.statusCode}`);
    });
  });
  request.on('socket', (socket) => {
    socket.once('lookup', () => (reached = 'with no connection'));
    socket.once('connect', () => (reached = 'with no answer'));
  });
  request.on('timeout', () => request.destroy(new Error(`given up ${reached}`)));
  request.on('error', (error: NodeJS.ErrnoException) => {
    // Another program of the pod had that port a moment ago: nothing has been sent.
    if (error.code === 'EADDRINUSE') send(begun);
    else settle(error.code ?? error.message);
  });
}

// By the clock, so that a timer that comes late is made up for.
const timer = setInterval(() => {
  const due = Math.floor(((Date.now() - started) * Number(rate)) / 1000);
  while (asked < due) ask();
}, 10);

process.stdin.once('data', () => {
  clearInterval(timer);
  const report = setInterval(() => {
    if (open > 0) return;
    clearInterval(report);
    console.log(JSON.stringify({ asked, answers, failures, slowestMs, tookMs: Date.now() - started }));
    process.exit();
  }, 20);
});
