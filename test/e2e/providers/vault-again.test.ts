import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type KeyPair, makeAuthority } from '../servers/certificates';
import { world } from '../support/world';
import { VaultApi } from './vault/vault-api';

let certificate: KeyPair;
let caFile: string;
beforeAll(async () => {
  const authority = await makeAuthority(join(world().runDir, 'vault-again'), 'again');
  certificate = await authority.issue('server', { commonName: 'localhost', usage: 'serverAuth' });
  caFile = authority.certFile;
});

/** What a Vault answers by turns that fails now and then, and how often it is asked to write. */
async function asked(...statuses: readonly number[]): Promise<{ readonly times: number; readonly ended: string }> {
  const { certFile, keyFile } = certificate;
  let times = 0;
  const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, ({ url }, response) => {
    if (url !== '/v1/sys/policies/acl/a') {
      response.end('{"auth":{"client_token":"t"}}');
      return;
    }
    response.writeHead(statuses[times++] ?? 200).end('{"errors":["internal error"]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const vault = new VaultApi({ address, caFile, token: 'root' });
  const ended = await vault.write('sys/policies/acl/a', {}).then(
    () => 'written',
    ({ message }: Error) => message,
  );
  server.close();
  return { times, ended };
}

test('what Vault fails at is asked for again, twice, as its own client does', async () => {
  expect(await asked(500, 503)).toEqual({ times: 3, ended: 'written' });
  expect(await asked(500, 500, 500)).toEqual({
    times: 3,
    ended: 'POST sys/policies/acl/a: HTTP 500 internal error',
  });
}, 20_000);

test('what Vault refuses is not', async () => {
  expect(await asked(403)).toEqual({ times: 1, ended: 'POST sys/policies/acl/a: HTTP 403 internal error' });
});
