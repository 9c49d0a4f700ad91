import { probeContainer } from '../../../cli/verify/probe/container';
import { judge } from '../../../policies/index';
import { object } from '../../policies/support';

const IMAGE = `registry.example.com/busybox@sha256:${'ab'.repeat(32)}`;
const door = { host: '10.0.0.1', port: 8080, called: 'any' };

test('no rule finds anything wrong with it', () => {
  const pod = object('v1', 'Pod', {
    spec: { containers: [], ephemeralContainers: [probeContainer('any', IMAGE, [door])] },
  });
  const messages = judge([pod]).flatMap((verdict) => verdict.messages.filter((one) => one.includes("'any'")));
  expect(messages).toEqual([]);
});

test('it runs as nobody, and beside a proxy of the mesh as the proxy, which passes it by', () => {
  const users = [false, true].map(
    (isInMesh) => probeContainer('any', IMAGE, [door], isInMesh).securityContext.runAsUser,
  );
  expect(users).toEqual([65532, 1337]);
});

test('what is said to a server of TLS is on the line of its door, byte by byte', () => {
  const hello = { version: '1.2', serverName: 'shop.example.com' } as const;
  const tried = probeContainer('any', IMAGE, [door, { ...door, hello }]).command[4]!.split('\n');
  expect(tried[0]).toBe('0 10.0.0.1 8080');
  expect(tried[1]).toMatch(/^1 10\.0\.0\.1 8080 \\026\\003\\001(\\[0-7]{3})+$/);
});
