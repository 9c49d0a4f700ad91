import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

/*
 * Where a login server has its public keys.
 *
 *   node keys.js CERTIFICATE KEY JWKS
 */

const [, , cert = '', key = '', jwks = ''] = process.argv;

createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(readFileSync(jwks));
}).listen(443);
