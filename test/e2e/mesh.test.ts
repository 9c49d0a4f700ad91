import { meshLacks } from './mesh/ability';
import { type Mesh, startMesh } from './mesh/mesh';
import { FACTS } from './mesh/platform';
import { runFolder } from './support/world';

const say = (line: string) => process.stderr.write(`mesh: ${line}\n`);
const lack = meshLacks();
if (lack !== undefined) say(`skipped: ${lack}`);

(lack === undefined ? describe : describe.skip)('production behind its gateway, in a real mesh', () => {
  let mesh: Mesh;
  const gateway = () => ({ host: mesh.gateway.address, port: 443 });

  beforeAll(async () => {
    mesh = await startMesh({ runDir: runFolder(), name: 'mesh' }, say);
  });
  afterAll(() => mesh?.stop());

  const now = () => Math.floor(Date.now() / 1000);
  const claims = (others: object = {}) => ({
    ...{ iss: FACTS.identity.issuer, aud: FACTS.identity.audience, sub: 'somebody' },
    ...{ iat: now(), exp: now() + 600 },
    ...others,
  });

  test.each<[string, (login: Mesh['login']) => string | undefined, number]>([
    ['no token', () => undefined, 403],
    ['one of the login server', (login) => login.token(claims()), 200],
    ['one that somebody else signed', (login) => login.token(claims(), 'foreigner'), 401],
    ['one that has expired', (login) => login.token(claims({ iat: now() - 7_200, exp: now() - 3_600 })), 401],
    ['one of another issuer', (login) => login.token(claims({ iss: 'https://elsewhere.example.com/' })), 401],
    ['one for another audience', (login) => login.token(claims({ aud: 'https://elsewhere.example.com' })), 403],
    ['something that is no token', () => 'nonsense', 401],
  ])('answers to %s', async (_, tokenOf, status) => {
    const token = tokenOf(mesh.login);
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    expect((await mesh.client.ask(gateway(), { path: '/api', headers })).status).toBe(status);
  });

  test('refuses TLS 1.2, and takes TLS 1.3', async () => {
    await expect(mesh.client.secure(gateway(), 'TLSv1.2')).rejects.toThrow(/protocol version/);
    const socket = await mesh.client.secure(gateway());
    expect(socket.getProtocol()).toBe('TLSv1.3');
    socket.destroy();
  });
});
