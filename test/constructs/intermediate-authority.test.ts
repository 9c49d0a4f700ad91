import { grantsFor } from '../../cli/deployer/vault/paths';
import {
  IntermediateAuthority,
  type IntermediateAuthorityProps,
  SecureNamespace,
  synthesize,
  type VaultResourcePlan,
  WebService,
} from '../../constructs';
import {
  A_YEAR,
  FIRST,
  IMPOSTOR,
  NO_AUTHORITY,
  OF_OTHER_ROOT,
  OTHER_ROOT,
  ROOT,
  SECOND,
  SHORT,
  TOO_LONG,
} from '../support/authorities';
import { environment, IMAGE, objectIn, RESOURCES } from '../support/environment';
import { problemsOf } from '../support/problems-of';

const MOUNT = 'test/orders/certificates';
const [BY_FIRST, BY_SECOND] = [FIRST + ROOT, SECOND + ROOT];

function orders(props: IntermediateAuthorityProps = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const certificates = new IntermediateAuthority(namespace, 'certificates', props);
  const api = () => new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  return { tree, certificates, api };
}

/** One that gives a workload a certificate. */
function granted(props: IntermediateAuthorityProps) {
  const { tree, certificates, api } = orders(props);
  certificates.grantCertificate(api());
  return tree;
}

function inVault(tree: ReturnType<typeof granted>): ReadonlyMap<string, VaultResourcePlan> {
  const all = synthesize(tree).flatMap((one) => (one.api === 'vault' ? [[one.vaultPath, one] as const] : []));
  return new Map(all.filter(([path]) => path.startsWith(MOUNT)));
}

test('one that is not signed makes a key that stays in Vault and asks for a certificate of it, and signs nothing', () => {
  const vault = inVault(orders().tree);
  expect([...vault.keys()]).toEqual([`${MOUNT}.1`, `${MOUNT}.1/config/auto-tidy`, `${MOUNT}.1/request`]);
  expect(vault.get(`${MOUNT}.1/request`)).toMatchObject({
    data: true,
    args: { backend: `${MOUNT}.1`, type: 'internal', commonName: 'certificates test 1', keyType: 'ec', keyBits: 256 },
  });
});

test('refuses to give a certificate before it is signed', () => {
  expect(problemsOf(() => granted({}))).toEqual([
    "'test/orders/certificates' is to give 'api' a certificate, and is not signed yet; have the stack’s output " +
      'certificateRequests signed by whoever holds the root, and give that as `signedCertificates`',
  ]);
});

test('one that is signed gives a workload a week for its own names, and the root to trust', () => {
  const tree = granted({ signedCertificates: [BY_FIRST] });
  const vault = inVault(tree);
  expect(vault.get(`${MOUNT}.1`)?.args).toMatchObject({ type: 'pki', maxLeaseTtlSeconds: 90 * 86_400 });
  expect(vault.get(`${MOUNT}.1/signed`)).toMatchObject({
    data: true,
    args: { backend: `${MOUNT}.1`, certificate: BY_FIRST },
    dependsOn: expect.arrayContaining([expect.stringMatching(/ test\/orders\/certificates\.1\/request$/)]),
  });
  expect(vault.get(`${MOUNT}.1/roles/api`)).toMatchObject({
    args: {
      ...{ allowedDomains: ['api', 'api.orders', 'api.orders.svc'], allowIpSans: false, allowSubdomains: false },
      ...{ clientFlag: true, serverFlag: true, maxTtl: `${7 * 86_400}` },
    },
    dependsOn: expect.arrayContaining([expect.stringMatching(/ test\/orders\/certificates\.1\/signed$/)]),
  });
  expect(objectIn(tree, 'VaultPKISecret', 'api-certificates')['spec']).toMatchObject({
    ...{ mount: `${MOUNT}.1`, role: 'api', ttl: '168h', expiryOffset: '56h', commonName: 'api' },
  });
  expect(objectIn(tree, 'ConfigMap', 'certificates-root')['data']).toEqual({ 'ca.crt': ROOT });
  const items = (...keys: readonly string[]) => keys.map((key) => ({ key, path: key }));
  expect(objectIn(tree, 'Deployment', 'api')).toMatchObject({
    spec: {
      template: {
        spec: {
          volumes: expect.arrayContaining([
            {
              name: 'secret-certificates',
              projected: {
                defaultMode: 0o440,
                sources: [
                  { secret: { name: 'api-certificates', items: items('tls.crt', 'tls.key') } },
                  { configMap: { name: 'certificates-root', items: items('ca.crt') } },
                ],
              },
            },
          ]),
        },
      },
    },
  });
  const order = synthesize(tree).map(({ id }) => id);
  expect(order.indexOf('v1/ConfigMap orders/certificates-root')).toBeGreaterThan(-1);
  expect(order.indexOf('v1/ConfigMap orders/certificates-root')).toBeLessThan(
    order.indexOf('apps/v1/Deployment orders/api'),
  );
  const secret = synthesize(tree).find(({ kind }) => kind === 'VaultPKISecret');
  expect(secret?.dependsOn).toContain('v1/ConfigMap orders/certificates-root');
});

test('the next one is asked for while the former signs, and signs in its place once it is signed', () => {
  const [asked, signed] = [[BY_FIRST], [BY_FIRST, BY_SECOND]].map((signedCertificates) =>
    granted({ authority: 2, signedCertificates }),
  );
  const mountIn = (tree: ReturnType<typeof granted>) =>
    (objectIn(tree, 'VaultPKISecret', 'api-certificates')['spec'] as { readonly mount: string }).mount;
  expect([asked!, signed!].map(mountIn)).toEqual([`${MOUNT}.1`, `${MOUNT}.2`]);
  expect([...inVault(asked!).keys()]).toContain(`${MOUNT}.2/request`);
  expect([...inVault(asked!).keys()]).not.toContain(`${MOUNT}.2/signed`);
  // Vault goes on with each as it was: what is protected cannot be taken out, and what it has signed is to be trusted.
  for (const path of ['1', '1/request', '1/signed']) {
    expect(inVault(signed!).get(`${MOUNT}.${path}`)?.args).toEqual(inVault(asked!).get(`${MOUNT}.${path}`)?.args);
  }
  expect([...inVault(signed!).keys()]).not.toContain(`${MOUNT}.1/roles/api`);
});

test('what is around certificates, and how their lines end, is not told to Vault', () => {
  const noted = `the first:\r\n${FIRST.replaceAll('\n', '\r\n')}\nthe root:\n${ROOT}\n\n`;
  const { args } = inVault(granted({ signedCertificates: [noted] })).get(`${MOUNT}.1/signed`)!;
  expect(args['certificate']).toBe(BY_FIRST);
});

test('whoever deploys may have keys made and certificates taken, and may not sign', () => {
  const grants = [...inVault(granted({ signedCertificates: [BY_FIRST] })).values()].flatMap(grantsFor);
  expect(grants).toEqual(
    expect.arrayContaining([
      { path: `${MOUNT}.1/issuers/generate/intermediate/internal`, capabilities: ['create', 'update'] },
      { path: `${MOUNT}.1/intermediate/set-signed`, capabilities: ['create', 'update'] },
    ]),
  );
  expect(grants.filter(({ path }) => /\/(issue|sign)[/*]/.test(path))).toEqual([]);
});

test('takes what lives a year, a leap year included, and certificates of 90 days', () => {
  expect(problemsOf(() => granted({ signedCertificates: [A_YEAR + ROOT], certificateDays: 90 }))).toEqual([]);
});

const UP = 'give its certificate as PEM, then whose key signed it, and so on up to the root';

test.each<[string, string, string]>([
  ['one of 367 days', TOO_LONG + ROOT, 'which lives 367 days; have it signed for a year at the most'],
  ['one without its root', FIRST, `which is no chain up to a root that signed itself; ${UP}`],
  ['a root alone', ROOT, `which is no chain up to a root that signed itself; ${UP}`],
  ['a root before it', ROOT + FIRST, `which is no chain up to a root that signed itself; ${UP}`],
  ['a root of the same name', FIRST + IMPOSTOR, `which is no chain up to a root that signed itself; ${UP}`],
  ['another root', FIRST + OTHER_ROOT, `which is no chain up to a root that signed itself; ${UP}`],
  ['a certificate of a host', NO_AUTHORITY + ROOT, `which has a certificate in it that is no authority's; ${UP}`],
  ['what is none', 'a certificate', `which has no certificates that can be read; ${UP}`],
  ['a broken one', FIRST.replace(/MII/, 'AAA') + ROOT, `which has no certificates that can be read; ${UP}`],
  [
    'a key',
    `${BY_FIRST}-----BEGIN EC PRIVATE KEY-----`,
    'which holds a private key; leave that where it was made: give certificates alone',
  ],
])('refuses %s', (_, signed, problem) => {
  expect(problemsOf(() => granted({ signedCertificates: [signed] }))).toEqual([
    `'test/orders/certificates' has \`signedCertificates[0]\`, ${problem}`,
  ]);
});

test('refuses the next one below another root, which nobody trusts yet', () => {
  const signedCertificates = [BY_FIRST, OF_OTHER_ROOT + OTHER_ROOT];
  expect(problemsOf(() => granted({ authority: 2, signedCertificates }))).toEqual([
    "'test/orders/certificates' has `signedCertificates[1]`, which is below another root than the first; have it signed by " +
      'the same root, which is what everybody trusts meanwhile',
  ]);
});

test('refuses one that would end before what it signs in the second half of its life', () => {
  expect(problemsOf(() => granted({ signedCertificates: [SHORT + ROOT] }))).toEqual([
    "'test/orders/certificates' signs for 7 days, and `signedCertificates[0]` lives 13; have it signed for twice as long at " +
      'the least, since it signs until half of its life is over',
  ]);
  expect(problemsOf(() => granted({ signedCertificates: [SHORT + ROOT], certificateDays: 6 }))).toEqual([]);
});

test.each<[string, IntermediateAuthorityProps, string]>([
  [
    'more certificates than authorities',
    { signedCertificates: [BY_FIRST, BY_SECOND] },
    'has 2 of `signedCertificates` for authority 1; give 1, or 0 until the last one is signed',
  ],
  [
    'two that are not signed',
    { authority: 3, signedCertificates: [BY_FIRST] },
    'has 1 of `signedCertificates` for authority 3; give 3, or 2 until the last one is signed',
  ],
  ['91 days', { certificateDays: 91 }, 'has 91 for `certificateDays`; write a whole number from 1 to 90'],
  ['no authority', { authority: 0 }, 'has 0 for `authority`; write a whole number from 1 to 99'],
  ['a text for a list', { signedCertificates: FIRST as never }, 'list one for each authority, in order'],
])('refuses %s, with what to write', (_, props, problem) => {
  expect(problemsOf(() => orders(props)).join()).toContain(problem);
});
