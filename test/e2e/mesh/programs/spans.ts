import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

/*
 * Takes what a collector sends it by OTLP over HTTP, in JSON, and writes it to a file, one request a line.
 *
 *   node spans.js FILE PORT
 */

const [, , file = '', port = ''] = process.argv;

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    appendFileSync(file, `${request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body}\n`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
}).listen(Number(port), '127.0.0.1', () => appendFileSync(file, ''));
