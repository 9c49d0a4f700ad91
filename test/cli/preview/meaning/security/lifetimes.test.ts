import { lifetimes } from '../../../../../cli/preview/meaning/security/lifetimes';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

const vault = (type: string, args: object) => ({ vault: [{ type, vaultPath: 'p', args: { ...args } }] });
const DATABASE = 'vault:database/secretBackendRole:SecretBackendRole';
const STATIC = 'vault:database/secretBackendStaticRole:SecretBackendStaticRole';
const PKI = 'vault:pkiSecret/secretBackendRole:SecretBackendRole';
const LOGIN = 'vault:kubernetes/authBackendRole:AuthBackendRole';
const SSH = 'vault:ssh/secretBackendRole:SecretBackendRole';
const role = (args: object) => vault(DATABASE, { defaultTtl: 3600, maxTtl: 3600, ...args });
const operator = (kind: string, spec: object, annotations: Readonly<Record<string, string>> = {}) => ({
  objects: [
    {
      apiVersion: 'secrets.hashicorp.com/v1beta1',
      kind,
      metadata: { name: 'api', namespace: 'shop', annotations },
      spec,
    },
  ],
});
const certificate = (spec: object) => ({
  objects: [
    manifest('cert-manager.io/v1', 'Certificate', 'api', {
      spec: { issuerRef: { name: 'public' }, privateKey: { rotationPolicy: 'Always' }, ...spec },
    }),
  ],
});
const kept = (days?: string) =>
  operator(
    'VaultStaticSecret',
    { refreshAfter: '60s' },
    { 'dwcp.io/secret-owner': 'shop', ...(days && { 'dwcp.io/rotate-within-days': days }) },
  );
const external = (spec: object, days?: string) => ({
  objects: [
    {
      ...manifest('external-secrets.io/v1', 'ExternalSecret', 'api', { spec }),
      metadata: {
        ...{ name: 'api', namespace: 'shop' },
        annotations: { 'dwcp.io/secret-owner': 'shop', ...(days && { 'dwcp.io/rotate-within-days': days }) },
      },
    },
  ],
});
const pod = (token: object) => ({
  objects: [
    manifest('v1', 'Pod', 'api', {
      spec: {
        containers: [{ name: 'api' }],
        volumes: [
          { name: 't', projected: { sources: [{ serviceAccountToken: { path: 't', audience: 'vault', ...token } }] } },
        ],
      },
    }),
  ],
});

test.each<[what: string, short: object, long: object, says: string]>([
  ['a login', role({}), role({ maxTtl: '12h' }), 'SecretBackendRole p: maxTtl 1 hour → 12 hours'],
  [
    'a login by default',
    role({}),
    role({ defaultTtl: '1h30m' }),
    'SecretBackendRole p: defaultTtl 1 hour → 90 minutes',
  ],
  [
    'a login, left to the mount',
    role({}),
    role({ maxTtl: 0 }),
    'SecretBackendRole p: maxTtl 1 hour → left to the mount',
  ],
  [
    'a password',
    vault(STATIC, { rotationPeriod: 86_400 }),
    vault(STATIC, { rotationPeriod: '30d' }),
    'SecretBackendStaticRole p: rotationPeriod 1 day → 30 days',
  ],
  [
    'a password that is never changed',
    vault(STATIC, { rotationPeriod: 86_400 }),
    vault(STATIC, {}),
    'SecretBackendStaticRole p: rotationPeriod 1 day → never',
  ],
  [
    'a certificate',
    vault(PKI, { maxTtl: '24h' }),
    vault(PKI, { maxTtl: '720h' }),
    'SecretBackendRole p: maxTtl 1 day → 30 days',
  ],
  [
    'certificates until a day',
    vault(PKI, {}),
    vault(PKI, { notAfter: '2099-01-01T00:00:00Z' }),
    'SecretBackendRole p: notAfter none → 2099-01-01T00:00:00Z',
  ],
  [
    'a token',
    vault(LOGIN, { tokenTtl: 60 }),
    vault(LOGIN, { tokenTtl: 120 }),
    'AuthBackendRole p: tokenTtl 1 minute → 2 minutes',
  ],
  [
    'a token that can be renewed',
    vault(LOGIN, {}),
    vault(LOGIN, { tokenPeriod: 86_400 }),
    'AuthBackendRole p: tokenPeriod none → 1 day',
  ],
  [
    'a token without end',
    vault(LOGIN, { tokenExplicitMaxTtl: 60 }),
    vault(LOGIN, {}),
    'AuthBackendRole p: tokenExplicitMaxTtl 1 minute → without end',
  ],
  [
    'what another engine gives out',
    vault(SSH, { maxTtl: '1h' }),
    vault(SSH, { maxTtl: '2h' }),
    'SecretBackendRole p: maxTtl 1 hour → 2 hours',
  ],
  [
    'what a mount gives out',
    vault('vault:index/mount:Mount', { maxLeaseTtlSeconds: 60 }),
    vault('vault:index/mount:Mount', { maxLeaseTtlSeconds: 3600 }),
    'Mount p: maxLeaseTtlSeconds 1 minute → 1 hour',
  ],
  [
    'a key',
    vault('vault:transit/secretBackendKey:SecretBackendKey', { autoRotatePeriod: 3600 }),
    vault('vault:transit/secretBackendKey:SecretBackendKey', {}),
    'SecretBackendKey p: autoRotatePeriod 1 hour → never',
  ],
  [
    'a login that is renewed late',
    operator('VaultDynamicSecret', { renewalPercent: 50 }),
    operator('VaultDynamicSecret', { renewalPercent: 90 }),
    'VaultDynamicSecret shop/api: renewed after 50 % of its life → 90 % of its life',
  ],
  [
    'a login that is not revoked',
    operator('VaultDynamicSecret', { revoke: true }),
    operator('VaultDynamicSecret', {}),
    'VaultDynamicSecret shop/api: revoked when it is no longer needed true → false',
  ],
  [
    'a delivered certificate',
    operator('VaultPKISecret', { ttl: '720h' }),
    operator('VaultPKISecret', { ttl: '1440h' }),
    'VaultPKISecret shop/api: ttl 30 days → 60 days',
  ],
  [
    'a certificate that is renewed late',
    operator('VaultPKISecret', { ttl: '1h', expiryOffset: '240h' }),
    operator('VaultPKISecret', { ttl: '1h', expiryOffset: '24h' }),
    'VaultPKISecret shop/api: renewed before its end by 10 days → 1 day',
  ],
  [
    'a secret that arrives late',
    operator('VaultStaticSecret', { refreshAfter: '60s' }),
    operator('VaultStaticSecret', { refreshAfter: '1h' }),
    'VaultStaticSecret shop/api: refreshAfter 1 minute → 1 hour',
  ],
  [
    'a secret that never arrives',
    operator('VaultStaticSecret', { refreshAfter: '60s' }),
    operator('VaultStaticSecret', {}),
    'VaultStaticSecret shop/api: refreshAfter 1 minute → never',
  ],
  ['a secret that people keep', kept('30'), kept('60'), 'VaultStaticSecret shop/api: changed within 30 days → 60 days'],
  [
    'the same, which External Secrets delivers',
    external({ refreshInterval: '1m0s' }, '30'),
    external({ refreshInterval: '1m0s' }, '60'),
    'ExternalSecret shop/api: changed within 30 days → 60 days',
  ],
  [
    'one that External Secrets delivers late',
    external({ refreshInterval: '1m0s' }, '30'),
    external({}, '30'),
    'ExternalSecret shop/api: refreshInterval 1 minute → 1 hour',
  ],
  [
    'a secret that nobody has to change',
    kept('30'),
    kept(),
    'VaultStaticSecret shop/api: changed within 30 days → never',
  ],
  [
    'a login of the operator',
    operator('VaultAuth', { kubernetes: {} }),
    operator('VaultAuth', { kubernetes: { tokenExpirationSeconds: 3600 } }),
    'VaultAuth shop/api: tokens that it logs in with live 10 minutes → 1 hour',
  ],
  [
    'a certificate of cert-manager',
    certificate({ duration: '24h' }),
    certificate({}),
    'Certificate shop/api: duration 1 day → 90 days',
  ],
  [
    'a key that stays',
    certificate({}),
    certificate({ privateKey: {} }),
    'Certificate shop/api: rotationPolicy of its key Always → Never',
  ],
  [
    'a token of a pod',
    pod({}),
    pod({ expirationSeconds: 86_400 }),
    'Pod shop/api: life of its token for vault 1 hour → 1 day',
  ],
])('%s is weaker the longer it lives, and stronger the other way', (_, short, long, says) => {
  const [longer, shorter] = saidBothWays(lifetimes, short, long);
  expect(longer).toEqual([`worse: ${says}`]);
  // The value that was comes last: by it the sentence of the other way ends.
  const [was, is] = longer[0]!.split(' → ');
  expect(shorter).toHaveLength(1);
  expect(shorter[0]!.startsWith('better: ')).toBe(true);
  expect(was!.endsWith(shorter[0]!.split(' → ')[1]!)).toBe(true);
  expect(shorter[0]!.split(' → ')[0]!.endsWith(is!)).toBe(true);
});

test.each<[what: string, one: object, other: object, says: string]>([
  ['a life that nobody can read', role({}), role({ maxTtl: 'soon' }), 'SecretBackendRole p: maxTtl'],
  [
    'a schedule',
    vault(STATIC, { rotationSchedule: '0 0 * * *' }),
    vault(STATIC, { rotationSchedule: '0 0 1 * *' }),
    'SecretBackendStaticRole p: rotationSchedule',
  ],
  [
    'another owner',
    kept('30'),
    operator(
      'VaultStaticSecret',
      { refreshAfter: '60s' },
      { 'dwcp.io/secret-owner': 'till', 'dwcp.io/rotate-within-days': '30' },
    ),
    'VaultStaticSecret shop/api: owner',
  ],
  ['another issuer', certificate({}), certificate({ issuerRef: { name: 'own' } }), 'Certificate shop/api: its issuer'],
  [
    'another key',
    certificate({}),
    certificate({ privateKey: { rotationPolicy: 'Always', algorithm: 'ECDSA', size: 256 } }),
    'Certificate shop/api: its key',
  ],
])('%s cannot be ranked', (_, one, other, says) => {
  for (const lines of saidBothWays(lifetimes, one, other)) {
    expect(lines).toHaveLength(1);
    expect(lines[0]!.startsWith(`worse: ${says}`)).toBe(true);
    expect(lines[0]!.endsWith(', and nobody can tell whether that is stricter')).toBe(true);
  }
});

test('what lives longer than the standard is told to, also where it is new', () => {
  const [finding] = lifetimes(comparing(role({}), role({ maxTtl: '120d' })));
  expect(finding).toMatchObject({
    topic: 'lifetime',
    gate: 'weaker-posture',
    details: ['may live longer than 90 days', 'maxTtl 1 hour → 120 days'],
  });
  expect(said(lifetimes, {}, role({ maxTtl: '120d' }))).toEqual([
    'worse: SecretBackendRole p: may live longer than 90 days',
  ]);
  expect(said(lifetimes, role({ maxTtl: '120d' }), {})).toEqual([
    'better: SecretBackendRole p: may no longer live longer than 90 days',
  ]);
  // An authority outlives what it signs.
  expect(
    said(lifetimes, {}, vault('vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert', { ttl: '43800h' })),
  ).toEqual([]);
});

test('a certificate for one name more is weaker, and a new one is no news', () => {
  const names = (...dnsNames: readonly string[]) => certificate({ dnsNames });
  expect(saidBothWays(lifetimes, names('a'), names('a', 'b'))).toEqual([
    ['worse: Certificate shop/api: may prove to be b'],
    ['better: Certificate shop/api: may no longer prove to be b'],
  ]);
  expect(said(lifetimes, {}, names('a'))).toEqual([]);
  expect(said(lifetimes, {}, certificate({ isCA: true }))).toEqual([
    'worse: Certificate shop/api: may sign other certificates',
  ]);
});

test('the same length of time in other units is no difference', () => {
  expect(said(lifetimes, role({ maxTtl: 86_400 }), role({ maxTtl: '24h' }))).toEqual([]);
});

test('roles of which the same is to be told are told together', () => {
  const roles = (maxTtl: string) => ({
    vault: ['a', 'b', 'c'].map((vaultPath) => ({ type: DATABASE, vaultPath, args: { defaultTtl: 60, maxTtl } })),
  });
  expect(said(lifetimes, roles('1h'), roles('2h'))).toEqual([
    'worse: SecretBackendRole a, SecretBackendRole b and 1 more: maxTtl 1 hour → 2 hours',
  ]);
});
