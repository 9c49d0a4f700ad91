import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configFromPulumi, factsFrom } from '../../constructs';
import { facts } from '../../stacks/facts';
import platform from '../../stacks/platform';
import { referenceFacts } from '../support/reference';
import { changed, DIGEST, problemsOf, read, VALID } from './facts/valid';

test('reads every fact, in the shape that constructs take', () => {
  expect(read(VALID)).toEqual({
    domain: 'dwcp.example.com',
    cluster: {
      id: 'c2a7e4f9-83b1-4f0d-b6c5-94e1d8a03b67',
      context: 'production',
      apiServer: { cidrs: ['203.0.113.10/32'], port: 6443 },
      dns: { serviceIp: '10.96.0.10', nodeLocalIp: '169.254.20.10' },
      podCidrs: ['10.244.0.0/16'],
      nodeCidrs: ['10.10.0.0/16'],
      trustDomain: 'cluster.local',
    },
    vault: {
      address: 'https://vault.vault.svc:8200',
      namespace: 'vault',
      databaseCertificates: '/vault/userconfig/databases',
    },
    gateway: { clientCidrs: ['0.0.0.0/0'] },
    identity: {
      issuer: 'https://login.example.com/',
      jwksUri: 'https://login.example.com/.well-known/jwks.json',
      audience: 'https://dwcp.example.com',
      accessTokenMinutes: 60,
    },
    certificateIssuer: 'letsencrypt',
    images: {
      api: `registry.example.com/dwcp/api@${DIGEST}`,
      worker: `registry.example.com/dwcp/worker@${DIGEST}`,
      report: `registry.example.com/dwcp/report@${DIGEST}`,
      postgres: `ghcr.io/cloudnative-pg/postgresql:17@${DIGEST}`,
      pgbouncer: `ghcr.io/cloudnative-pg/pgbouncer:1.25.1@${DIGEST}`,
      redis: `docker.io/valkey/valkey:9.1@${DIGEST}`,
    },
  });
});

test.each(['dev', 'staging', 'production'])('accepts the Pulumi.%s.yaml of this repository', (environment) => {
  const { images } = referenceFacts(environment);
  expect(new Set(Object.values(images)).size).toBe(6);
});

test.each<[what: string, from: string, to: string]>([
  ['IPv6 throughout', '[10.244.0.0/16]', '[fd00:10:244::/56]'],
  ['several API servers', '[203.0.113.10/32]', '[203.0.113.10/32, 2001:db8::10/128]'],
  ['an API server in the network of the nodes', '[203.0.113.10/32]', '[10.10.0.5/32]'],
  ['a node-local DNS cache on a unique local address', '169.254.20.10', 'fd00:aaaa::10'],
  ['a trust domain of one label', 'cluster.local', 'dwcp'],
  ['a Vault address without a port', 'https://vault.vault.svc:8200', 'https://vault.example.com'],
  ['a Vault address with the default port', 'https://vault.vault.svc:8200', 'https://vault.example.com:443'],
  [
    'an issuer with an @ in its path',
    'issuer: https://login.example.com/',
    'issuer: https://login.example.com/@tenant/',
  ],
  ['a registry with a port', 'registry.example.com/dwcp/api', 'registry.example.com:5000/dwcp/api:1.4'],
  ['every client, over IPv6 as well', '[0.0.0.0/0]', '[0.0.0.0/0, "::/0"]'],
  ['some clients only', '[0.0.0.0/0]', '[192.0.2.0/24, 2001:db8::/32]'],
  [
    'the largest private network for pods',
    '[10.244.0.0/16]\n    nodeCidrs: [10.10.0.0/16]',
    '[10.0.0.0/8]\n    nodeCidrs: [172.16.0.0/12]',
  ],
  [
    "Pulumi's own settings",
    'config:',
    'secretsprovider: awskms://alias/dwcp\nencryptedkey: AQ\nencryptionsalt: v1:x\nenvironment: [esc]\nconfig:',
  ],
  ['encrypted values of other namespaces', 'other:setting: ignored', 'other:token: { secure: v1:abc }'],
])('accepts %s', (_, from, to) => {
  expect(problemsOf(() => read(changed(from, to)))).toEqual([]);
});

test('reports all problems of one file together, whatever their kind', () => {
  const source = VALID.replace('config:', 'secretprovider: x\nconfig:')
    .replace('[203.0.113.10/32]', '[0.0.0.0/0]')
    .replace('      port: 6443\n', '')
    .replace('[10.10.0.0/16]', '[10.244.0.0/20, 10.10.0.1/16]')
    .replace('[10.244.0.0/16]', '[10.244.0.0/16, 10.244.0.0/16, 10.0.0.0/33]')
    .replace('letsencrypt', '{ secure: v1:abc }')
    .replace('redis:', 'rediss:');
  expect(problemsOf(() => read(source))).toEqual(
    [
      'secretprovider: is not a setting of a Pulumi stack; did you mean secretsprovider?',
      'dwcp:certificateIssuer: is encrypted; facts are not secrets, so write the value in plain',
      'dwcp:cluster.apiServer.cidrs[0]: 0.0.0.0/0 opens the API server to everyone; name the addresses, e.g. 203.0.113.10/32',
      'dwcp:cluster.apiServer.port: is missing; give the port that kubectl get endpoints kubernetes shows, e.g. 6443',
      "dwcp:cluster.podCidrs[2]: '10.0.0.0/33' is not a CIDR; name the networks that pods get addresses from, e.g. 10.244.0.0/16",
      'dwcp:cluster.podCidrs[1]: 10.244.0.0/16 is listed twice; remove one',
      "dwcp:cluster.nodeCidrs[1]: '10.10.0.1/16' has host bits set; write 10.10.0.0/16",
      'dwcp:cluster.nodeCidrs[0]: 10.244.0.0/20 overlaps podCidrs[0] 10.244.0.0/16, so a pod would pass for a kubelet; give pods and nodes networks of their own',
      'dwcp:images.rediss: is not a fact; did you mean dwcp:images.redis?',
    ].map((problem) => `Pulumi.production.yaml: ${problem}`),
  );
});

test('names the stack files that are there when the one asked for is not', () => {
  const empty = mkdtempSync(join(tmpdir(), 'facts-'));
  expect(problemsOf(() => referenceFacts('staging', empty))).toEqual([
    `Pulumi.staging.yaml: is not in ${empty}; no stack file is: run it in the folder of Pulumi.yaml`,
  ]);
  for (const environment of ['dev', 'production']) {
    cpSync(join(__dirname, `../../Pulumi.${environment}.yaml`), join(empty, `Pulumi.${environment}.yaml`));
  }
  expect(problemsOf(() => referenceFacts('staging', empty))).toEqual([
    `Pulumi.staging.yaml: is not in ${empty}; the stack files there are Pulumi.dev.yaml, Pulumi.production.yaml`,
  ]);
  rmSync(empty, { recursive: true });
});

describe('the configuration that Pulumi hands to a program', () => {
  const { config } = parse(VALID) as { config: Record<string, unknown> };
  const allConfig = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

  test('gives the same facts as the file', () => {
    expect(platform.factsFrom(configFromPulumi(allConfig), 'Pulumi.production.yaml')).toEqual(read(VALID));
    expect(factsFrom(config, facts, { file: 'Pulumi.production.yaml' })).toEqual(read(VALID));
  });

  test('is refused with the same words', () => {
    const broken = {
      ...allConfig,
      'dwcp:gateway': '{"clientCidrs":[]}',
      'dwcp:vault': '{"address":',
      'dwcp:domain': '',
    };
    expect(problemsOf(() => platform.factsFrom(configFromPulumi(broken), 'stack production'))).toEqual([
      'stack production: dwcp:domain: is empty; give the public domain of this environment, e.g. dwcp.example.com',
      `stack production: dwcp:vault: '{"address":' is not a map; give it address, namespace, databaseCertificates`,
      'stack production: dwcp:gateway.clientCidrs: is an empty list; name who may reach the gateway; a public site says 0.0.0.0/0',
    ]);
  });
});
