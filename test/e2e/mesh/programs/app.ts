import { createServer, type ServerResponse } from 'node:http';
import { hostname } from 'node:os';

/*
 * The application of a pod: it does on 8080 what it was told by its Unix socket, and counts what comes.
 *
 *   node app.js SOCKET
 *
 * PUT / with {"status":503,"delayMs":0,"headers":{}} tells it; `"status":"reset"` has it cut connections. GET / answers with how often each `x-case`
 * came since it was told.
 */

interface Orders {
  readonly status: number | 'reset';
  readonly delayMs: number;
  readonly headers: Readonly<Record<string, string>>;
}

let orders: Orders = { status: 200, delayMs: 0, headers: {} };
let seen: Record<string, number> = {};

createServer((request, response) => {
  const name = String(request.headers['x-case'] ?? '');
  seen[name] = (seen[name] ?? 0) + 1;
  let bytes = 0;
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => setTimeout(() => answer(response, bytes, request.headers), orders.delayMs));
}).listen(8080);

// Probes come elsewhere, as the baseline expects.
createServer((_, response) => response.end('ok')).listen(8081);

createServer((request, response) => {
  if (request.method === 'GET') return response.end(JSON.stringify(seen));
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  return request.on('end', () => {
    orders = { ...{ status: 200, delayMs: 0, headers: {} }, ...(JSON.parse(body) as Partial<Orders>) };
    seen = {};
    response.end('{}');
  });
}).listen(process.argv[2]);

function answer(response: ServerResponse, bytes: number, headers: object): void {
  if (orders.status === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(orders.status, { 'content-type': 'application/json', ...orders.headers });
  response.end(JSON.stringify({ pod: hostname(), bytes, headers }));
}
