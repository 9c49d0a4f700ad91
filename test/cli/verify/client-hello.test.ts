import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type SecureVersion } from 'node:tls';
import { clientHello, type TlsVersion } from '../../../cli/verify/probe/client-hello';
import { type KeyPair, makeAuthority } from '../../e2e/servers/certificates';

const folder = mkdtempSync(join(tmpdir(), 'dwcp-hello-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the first byte of an answer says: https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
const SAYS: Readonly<Record<number, string>> = { 21: 'alert', 22: 'handshake' };

/** What a server of some versions answers to a client of one, and for which name it was asked. */
async function answerOf(minVersion: SecureVersion, maxVersion: SecureVersion, version: TlsVersion) {
  const asked: string[] = [];
  const [key, cert] = [readFileSync(pair.keyFile), readFileSync(pair.certFile)];
  const SNICallback = (name: string, done: (error: null) => void) => {
    asked.push(name);
    done(null);
  };
  const server = createServer({ key, cert, minVersion, maxVersion, SNICallback }).on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const first = await new Promise<number>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(clientHello(version, 'shop.example.com')));
      socket.once('data', ([byte]) => {
        socket.destroy();
        resolve(byte!);
      });
      socket.once('error', reject);
    });
    return [SAYS[first], ...asked];
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

let pair: KeyPair;
beforeAll(async () => {
  const authority = await makeAuthority(folder, 'test');
  pair = await authority.issue('server', { commonName: 'shop.example.com', usage: 'serverAuth' });
});

test.each<[TlsVersion, SecureVersion, SecureVersion, readonly (string | undefined)[]]>([
  ['1.2', 'TLSv1.2', 'TLSv1.3', ['handshake', 'shop.example.com']],
  ['1.3', 'TLSv1.2', 'TLSv1.3', ['handshake', 'shop.example.com']],
  ['1.2', 'TLSv1.3', 'TLSv1.3', ['alert']],
  ['1.3', 'TLSv1.2', 'TLSv1.2', ['alert']],
])('a client of TLS %s is answered by a server of %s to %s as it should be', async (version, min, max, answer) => {
  expect(await answerOf(min, max, version)).toEqual(answer);
});
