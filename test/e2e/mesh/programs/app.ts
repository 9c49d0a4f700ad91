import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hostname } from 'node:os';

/*
 * The application of a pod: it answers on 8080 as it was told by its Unix socket, or by the request itself, and counts what comes.
 *
 *   node app.js SOCKET
 *
 * PUT / with {"status":503} has it answer so from now on, and count anew; `"status":"reset"` has it cut connections, and
 * `"delayMs"` wait. GET / answers with how often a request with each `x-case` came. `x-order` holds the same for one request.
 */

interface Order {
  readonly status?: number | 'reset';
  readonly delayMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

let order: Order = {};
let seen: Record<string, number> = {};

createServer((request, response) => {
  const name = String(request.headers['x-case'] ?? '');
  seen[name] = (seen[name] ?? 0) + 1;
  const own = request.headers['x-order'];
  const { delayMs = 0, ...then } = own === undefined ? order : (JSON.parse(String(own)) as Order);
  let bytes = 0;
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => setTimeout(() => answer(response, request, bytes, then), delayMs));
}).listen(8080);

// Probes come elsewhere, as the baseline expects.
createServer((_, response) => response.end('ok')).listen(8081);

createServer((request, response) => {
  if (request.method === 'GET') return response.end(JSON.stringify(seen));
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  return request.on('end', () => {
    order = JSON.parse(body) as Order;
    seen = {};
    response.end('{}');
  });
}).listen(process.argv[2]);

function answer(response: ServerResponse, request: IncomingMessage, bytes: number, order: Order): void {
  const { status = 200, headers = {} } = order;
  if (status === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ pod: hostname(), bytes, headers: request.headers }));
}
