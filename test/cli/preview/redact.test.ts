import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { comparisonOf } from '../../../cli/preview/comparison';
import { rendered } from '../../../cli/preview/formats';
import { redacted } from '../../../cli/preview/redact';
import { reportOf } from '../../../cli/preview/report';
import { masked } from '../../../cli/preview/secret-text';
import type { Manifest, Plan } from '../../../constructs';
import { kubernetesResource, vaultResource } from '../../../constructs/plan/resource';
import { referencePlan } from '../../support/reference';
import { comparing, manifest, type SideGiven } from './support';

/** Nobody may find it in anything that is printed. */
const CANARY = 'canary-4f1d';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Every place in which somebody could write down a secret. */
function planted(canary: string): SideGiven {
  const container = {
    name: 'api',
    args: [`--password=${canary}`, '--api-key', canary, '--verbose'],
    env: [
      { name: 'DB_PASSWORD', value: canary },
      { name: 'DATABASE_URL', value: `postgres://api:${canary}@db/shop` },
      { name: 'JDBC', value: `jdbc:postgresql://db/shop?user=a&password=${canary}&ssl=true` },
      { name: 'MODE', value: 'fast' },
    ],
  };
  return {
    objects: [
      manifest('v1', 'Secret', 'db', { data: { anything: base64(canary) }, stringData: { 'a-name': canary } }),
      manifest('v1', 'ConfigMap', 'settings', {
        data: {
          'app.ini': `[db]\nhost = db\npassword = ${canary}\n`,
          'app.yaml': `db:\n  host: db\n  token: "${canary}"\n`,
          '.env': `export API_KEY=${canary}\n`,
          'app.json': `{\n  "password": "${canary}",\n  "host": "db"\n}\n`,
          'key.pem': `-----BEGIN RSA PRIVATE KEY-----\n${canary}\n-----END RSA PRIVATE KEY-----\n`,
          'client-secret': canary,
        },
      }),
      manifest('apps/v1', 'Deployment', 'api', { spec: { template: { spec: { containers: [container] } } } }),
      manifest('example.com/v1', 'Database', 'custom', { spec: { auth: { password: canary } } }),
      manifest('v1', 'SecretList', 'list', { items: [{ apiVersion: 'v1', kind: 'Secret', data: { x: canary } }] }),
      {
        ...manifest('v1', 'ConfigMap', 'applied'),
        metadata: {
          name: 'applied',
          namespace: 'shop',
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"data":{"x":"${canary}"}}` },
        },
      },
      manifest('example.com/v1', 'Thing', 'marked', {
        spec: { value: { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', value: canary } },
      }),
    ],
    vault: [
      {
        type: 'vault:database/secretBackendConnection:SecretBackendConnection',
        vaultPath: 'database/config/db',
        args: { postgresql: { connectionUrl: `postgresql://v:${canary}@db/shop`, passwordWo: canary } },
      },
      { type: 'vault:kv/secretV2:SecretV2', vaultPath: 'kv/api', args: { mount: 'kv', dataJson: `{"a":"${canary}"}` } },
    ],
  };
}

const formats = ['text', 'markdown', 'json', 'html'] as const;

describe('a secret that somebody wrote down', () => {
  test.each(formats)('is in no report: %s', async (format) => {
    const cases = [
      comparing({}, planted(CANARY)),
      comparing(planted(CANARY), {}),
      comparing(planted(CANARY), planted(`${CANARY}-2`)),
    ];
    for (const comparison of cases) {
      const text = await rendered(reportOf([comparison], { today: '2026-11-27' }), format);
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain(base64(CANARY).replace(/=+$/, ''));
      expect(text).toContain('Deployment');
    }
  });

  test('is in no plan that is printed', () => {
    const plan = planOf(planted(CANARY));
    expect(JSON.stringify(plan)).toContain(CANARY);
    expect(JSON.stringify(redacted(plan))).not.toContain(CANARY);
  });

  test('is said to be another one, where it is', () => {
    const { diff } = comparing(planted(CANARY), planted('another-one'));
    const told = diff.changed.flatMap(({ fields }) => fields.map(({ before, after }) => [before, after] as const));
    expect(told).toContainEqual(['[secret]', '[another secret]']);
    expect(told).toContainEqual(['postgres://api:[secret]@db/shop', 'postgres://api:[another secret]@db/shop']);
    expect(diff.changed.map(({ id }) => id)).toEqual([
      'apps/v1/Deployment shop/api',
      'example.com/v1/Database shop/custom',
      'v1/ConfigMap shop/applied',
      'v1/ConfigMap shop/settings',
      'v1/Secret shop/db',
      'v1/SecretList shop/list',
      'vault:database/secretBackendConnection:SecretBackendConnection database/config/db',
      'vault:kv/secretV2:SecretV2 kv/api',
    ]);
  });

  test('is the same as one that was taken out before: nobody can tell', () => {
    const before = { from: 'plan.json', plan: redacted(planOf(planted(CANARY))) };
    const { diff } = comparisonOf(before, { from: 'the working tree', plan: planOf(planted('another-one')) });
    expect(diff.changed).toEqual([]);
  });
});

/** The plan as it is evaluated: nobody has looked at it yet. */
function planOf({ objects = [], vault = [] }: SideGiven): Plan {
  const resources = [
    ...objects.map((object) => kubernetesResource(object, object.metadata.name)),
    ...vault.map((one) => vaultResource(one, one.vaultPath)),
  ];
  return { ...referencePlan('dev'), resources };
}

describe('what is no secret', () => {
  test('stays what it is: nothing of the reference platform is taken out', () => {
    for (const name of ['dev', 'staging', 'production']) {
      const plan = referencePlan(name);
      expect(redacted(plan)).toBe(plan);
    }
  });

  test('is where one is, what refers to one, and what says how long one is', () => {
    const object: Manifest = manifest('example.com/v1', 'Database', 'db', {
      spec: {
        serverTLSSecret: 'db-tls',
        secretName: 'db',
        env: [
          { name: 'PASSWORD_FILE', value: '/run/password' },
          { name: 'DATABASE_URL', value: 'postgres://api:$(DB_PASSWORD)@db/shop' },
          { name: 'TOKEN', value: '$(TOKEN)' },
        ],
        args: ['--password=$(PASSWORD)', '--token', '$(TOKEN)'],
        passwordLength: 20,
      },
    });
    const { plan } = comparing({}, { objects: [object] }).after;
    expect(plan.resources[0]).toMatchObject({ object });
  });
});

describe('the name of an argument', () => {
  /** Arguments of which the provider of Vault keeps what they are out of Pulumi's output. */
  function markedByProvider(): readonly string[] {
    const folder = dirname(require.resolve('@pulumi/vault/package.json'));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    const marked = files.flatMap((file) => {
      const lists = readFileSync(join(folder, file), 'utf8').matchAll(/additionalSecretOutputs: \[([^\]]*)\]/g);
      return [...lists].flatMap(([, list]) => [...list!.matchAll(/"(\w+)"/g)].map(([, name]) => name!));
    });
    return [...new Set(marked)].sort();
  }

  /** They say who somebody is, or what has no value before Vault has made it. */
  const SHOWN = [
    'clientCert',
    'clientId',
    'clientTlsCert',
    'data',
    'envs',
    'homeTenancyId',
    'identityTokenAudienceWo',
    'key',
    'leaseId',
    'subscriptionId',
    'tenantId',
    'username',
    'wrappingAccessor',
  ];

  test('of Vault that the provider takes for a secret is one', () => {
    const args = Object.fromEntries(markedByProvider().map((name) => [name, CANARY]));
    const vault = [{ type: 'vault:index/any:Any', vaultPath: 'any', args }];
    const [resource] = comparing({}, { vault }).after.plan.resources;
    const shown = Object.entries(resource?.api === 'vault' ? resource.args : {}).filter(
      ([, value]) => value === CANARY,
    );
    expect(shown.map(([name]) => name)).toEqual(SHOWN);
  });
});

test.each([
  ['text', 'no secret: none', 'no secret: none'],
  ['text', 'token=abc', 'token=*'],
  ['text', 'db_pwd=abc', 'db_pwd=*'],
  ['text', 'a: b\npassword: "x y"\nc: d', 'a: b\npassword: "*"\nc: d'],
  [
    'text',
    '{\n  "password": "x",\n  "automountServiceAccountToken": true\n}',
    '{\n  "password": "*",\n  "automountServiceAccountToken": true\n}',
  ],
  ['text', 'redis://:hunter2@redis', 'redis://:*@redis'],
  ['text', '-----BEGIN PRIVATE KEY-----\nabc', '*'],
  ['PASSWORD', '', ''],
  ['PASSWORD', 'a: b', '*'],
])('under %s, of %j is left %j', (name, text, left) => {
  expect(masked(name, text, '*')).toBe(left);
});
