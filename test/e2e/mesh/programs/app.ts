import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { createServer as createSecondServer } from 'node:http2';
import { createServer as createTcpServer } from 'node:net';
import { hostname } from 'node:os';

/*
 * The application of a pod: it answers on 8080 as it was told by its Unix socket, or by the request itself, and counts what comes.
 *
 *   node app.js SOCKET
 *
 * PUT / with {"status":503} has it answer so from now on, and count anew; `"status":"reset"` has it cut connections, and
 * `"delayMs"` wait. GET / answers with how often a request with each `x-case` came, and how many there were at once at the most.
 * `x-order` has the same for one request. POST / has it send requests of its own, all at once, and answers with what came of them.
 *
 * On 8082 it takes either version of HTTP, and answers with the one that it was spoken to in.
 */

interface Order {
  readonly status?: number | 'reset';
  readonly delayMs?: number;
}

interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

let order: Order = {};
let seen: Record<string, number> = {};
let [atOnce, most] = [0, 0];

const service = createServer((request, response) => {
  const name = String(request.headers['x-case'] ?? '');
  seen[name] = (seen[name] ?? 0) + 1;
  atOnce += 1;
  most = Math.max(most, atOnce);
  response.once('close', () => (atOnce -= 1));
  const own = request.headers['x-order'];
  const { delayMs = 0, status = 200 } = own === undefined ? order : (JSON.parse(String(own)) as Order);
  let bytes = 0;
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => setTimeout(() => answer(response, request, bytes, status), delayMs));
}).listen(8080);

// Probes come elsewhere, as the baseline expects.
createServer((_, response) => response.end('ok')).listen(8081);

const either = [
  createServer(({ httpVersion }, response) => response.end(httpVersion)),
  createSecondServer(({ httpVersion }, response) => response.end(httpVersion)),
] as const;
createTcpServer((socket) => {
  socket.once('data', (head) => {
    socket.pause();
    // What each client of HTTP/2 begins with that was not asked which version it speaks (RFC 9113, section 3.4).
    const server = either[head.toString().startsWith('PRI * HTTP/2.0') ? 1 : 0];
    socket.unshift(head);
    server.emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
}).listen(8082);

createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    void obey(request.method, body).then((answered) => response.end(JSON.stringify(answered)));
  });
}).listen(process.argv[2]);

// What is under way is answered to its end, and nothing new is taken.
process.once('SIGTERM', () => service.close(() => process.exit(0)));

async function obey(method: string | undefined, body: string): Promise<object> {
  if (method === 'PUT') [order, seen, most] = [JSON.parse(body) as Order, {}, 0];
  if (method !== 'POST') return { seen, most };
  const { times, ...call } = JSON.parse(body) as Call & { readonly times: number };
  return Promise.all(Array.from({ length: times }, () => outcomeOf(call)));
}

function answer(response: ServerResponse, request: IncomingMessage, bytes: number, status: number | 'reset'): void {
  if (status === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ pod: hostname(), bytes, headers: request.headers }));
}

function outcomeOf({ method, url, headers }: Call): Promise<object> {
  const started = Date.now();
  return new Promise((resolve) => {
    const outgoing = send(url, { method, headers, agent: false }, (incoming) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
      incoming.on('end', () => resolve({ status: incoming.statusCode, body, tookMs: Date.now() - started }));
    });
    outgoing.once('error', ({ message }) => resolve({ status: 0, body: message, tookMs: Date.now() - started }));
    outgoing.end();
  });
}
