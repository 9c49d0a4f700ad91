import { ApiObject } from 'cdk8s';
import {
  CiLogin,
  Existing,
  edgesOf,
  KeyValueSecret,
  planOf,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  UserError,
  WebService,
} from '../../constructs';
import { failsCheck, judge } from '../../policies/index';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';
import { problemsOf } from '../support/problems-of';
import { SECRETS_KEY, SECRETS_MANAGER } from '../support/secrets-manager';

/** As JavaScript calls it: whatever the compiler would have said. */
type Untyped = any;

const KEPT = { keys: ['api-key', 'webhook-key'], owner: 'payments@example.com', store: 'aws-secrets-manager' } as const;
const NAME = 'secrets-manager';
const POLICY = 'dwcp.io/role-policy';

function orders(facts: Untyped = { secretsManager: SECRETS_MANAGER }) {
  const tree = environment({}, facts);
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  return { tree, namespace, api };
}

function granted() {
  const { tree, namespace, api } = orders();
  const stripe = new KeyValueSecret(namespace, 'stripe', { ...KEPT, rotateWithinDays: 30 });
  const before = edgesOf(tree);
  stripe.grantRead(api, { reload: 'file', why: 'takes payments' });
  return { tree, namespace, api, stripe, before };
}

/** What the role of the namespace has to be allowed. */
function policyIn(tree: ReturnType<typeof environment>) {
  const { annotations } = objectIn(tree, 'ServiceAccount', NAME).metadata;
  return JSON.parse(annotations![POLICY]!).Statement as readonly Untyped[];
}

const arn = (name: string) => `arn:aws:secretsmanager:eu-central-1:123456789012:secret:test/orders/${name}-??????`;

describe('a secret that is kept in AWS Secrets Manager', () => {
  test('is delivered every minute, key by key, by the name that follows from where it is declared', () => {
    const { tree } = granted();
    const { metadata, spec } = objectIn(tree, 'ExternalSecret', 'api-stripe');
    expect(metadata.annotations).toEqual({
      'dwcp.io/secret-owner': 'payments@example.com',
      'dwcp.io/rotate-within-days': '30',
    });
    expect(spec).toEqual({
      refreshInterval: '1m0s',
      secretStoreRef: { kind: 'SecretStore', name: NAME },
      target: { name: 'api-stripe', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [
        { secretKey: 'api-key', remoteRef: { key: 'test/orders/stripe', property: 'api-key' } },
        { secretKey: 'webhook-key', remoteRef: { key: 'test/orders/stripe', property: 'webhook-key' } },
      ],
    });
  });

  test('is the files that one of Vault is, and nothing in the environment or on the network', () => {
    const { tree, before } = granted();
    expect(edgesOf(tree)).toEqual(before);
    const { template } = objectIn(tree, 'Deployment', 'api')['spec'] as Untyped;
    expect(template.spec.containers[0].env).toEqual([
      { name: 'STRIPE_CREDENTIALS_DIR', value: '/var/run/secrets/dwcp/stripe' },
    ]);
    expect(template.spec.volumes.find(({ name }: Untyped) => name === 'secret-stripe').projected.sources).toEqual([
      {
        secret: {
          name: 'api-stripe',
          items: [
            { key: 'api-key', path: 'api-key' },
            { key: 'webhook-key', path: 'webhook-key' },
          ],
        },
      },
    ]);
  });

  test('is read by a token of an account that no pod runs as, which External Secrets alone may ask for', () => {
    const { tree } = granted();
    expect(objectIn(tree, 'SecretStore', NAME)['spec']).toEqual({
      provider: {
        aws: {
          service: 'SecretsManager',
          region: 'eu-central-1',
          auth: { jwt: { serviceAccountRef: { name: NAME } } },
        },
      },
    });
    const account = objectIn(tree, 'ServiceAccount', NAME);
    expect(account['automountServiceAccountToken']).toBe(false);
    expect(account.metadata.annotations).toMatchObject({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/test-orders-secrets',
    });
    expect(objectIn(tree, 'Role', NAME)['rules']).toEqual([
      { apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: [NAME], verbs: ['create'] },
    ]);
    expect(objectIn(tree, 'RoleBinding', NAME)['subjects']).toEqual([
      { kind: 'ServiceAccount', name: 'external-secrets', namespace: 'external-secrets' },
    ]);
  });

  test('has the role need what is granted, by exact names, and no more', () => {
    const { tree, namespace, api } = granted();
    new KeyValueSecret(namespace, 'maps', KEPT).grantRead(api, { reload: 'file' });
    new KeyValueSecret(namespace, 'unused', KEPT);
    expect(policyIn(tree)).toEqual([
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: [arn('maps'), arn('stripe')] },
    ]);
  });

  test('has the role use a key of yours for these secrets alone', () => {
    const { tree, namespace, api } = orders({ secretsManager: { ...SECRETS_MANAGER, key: SECRETS_KEY } });
    new KeyValueSecret(namespace, 'stripe', KEPT).grantRead(api, { reload: 'file' });
    expect(policyIn(tree)[1]).toEqual({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: SECRETS_KEY,
      Condition: { StringLike: { 'kms:EncryptionContext:SecretARN': [arn('stripe')] } },
    });
  });

  test('is in the partition of its role', () => {
    const role = 'arn:aws-cn:iam::123456789012:role/orders';
    const { tree, namespace, api } = orders({ secretsManager: { region: 'cn-north-1', roles: { orders: role } } });
    new KeyValueSecret(namespace, 'stripe', KEPT).grantRead(api, { reload: 'file' });
    expect(policyIn(tree)[0].Resource).toEqual([
      'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:test/orders/stripe-??????',
    ]);
  });

  test('takes the namespace of External Secrets from the facts', () => {
    const { cluster } = environment().facts;
    const { tree, namespace, api } = orders({
      secretsManager: SECRETS_MANAGER,
      cluster: { ...cluster, operators: { externalSecrets: 'eso' } },
    });
    new KeyValueSecret(namespace, 'stripe', KEPT).grantRead(api, { reload: 'file' });
    expect(objectIn(tree, 'RoleBinding', NAME)['subjects']).toMatchObject([{ namespace: 'eso' }]);
  });

  test('needs no Vault, and shares its store with the others of the namespace', () => {
    const { tree, namespace, api } = orders({ secretsManager: SECRETS_MANAGER, vault: undefined });
    for (const id of ['stripe', 'mail']) {
      new KeyValueSecret(namespace, id, KEPT).grantRead(api, { reload: 'file' });
    }
    const resources = synthesize(tree);
    expect(resources.filter(({ api: of }) => of === 'vault')).toEqual([]);
    expect(objectsOf(resources).filter(({ kind }) => kind === 'SecretStore')).toHaveLength(1);
  });

  test('is delivered once the store is there, which is after its account', () => {
    const resources = synthesize(granted().tree);
    const of = (kind: string) => resources.find((one) => one.api === 'kubernetes' && one.kind === kind)!;
    const [store] = [of('SecretStore')];
    expect(of('ExternalSecret').dependsOn).toContain(store.id);
    expect(store.dependsOn.join()).toMatch(/ServiceAccount orders\/secrets-manager/);
  });

  test('is not made of a store where nobody is granted one', () => {
    const { tree, namespace } = orders();
    new KeyValueSecret(namespace, 'stripe', KEPT);
    expect(objectsOf(synthesize(tree)).filter(({ apiVersion }) => apiVersion.startsWith('external-secrets'))).toEqual(
      [],
    );
  });

  test('is told of by two alerts, each by its own name', () => {
    const { tree, namespace, api } = granted();
    new KeyValueSecret(namespace, 'mail', KEPT).grantRead(api, { reload: 'file' });
    const { groups } = objectIn(tree, 'PrometheusRule', 'external-secrets')['spec'] as Untyped;
    expect(groups[0].rules.map(({ alert, labels, for: after }: Untyped) => [alert, labels.secret, after])).toEqual([
      ['SecretNotDelivered', 'api-mail', '10m'],
      ['DeliveryUnknown', 'api-mail', '1h'],
      ['SecretNotDelivered', 'api-stripe', '10m'],
      ['DeliveryUnknown', 'api-stripe', '1h'],
    ]);
    const of = (label: string) =>
      `externalsecret_status_condition{${label}="orders",name="api-mail",condition="Ready",status="False"}`;
    expect(groups[0].rules[0].expr).toBe(`max by (name) (${of('exported_namespace')} or ${of('namespace')}) > 0`);
  });

  test('passes every rule', () => {
    const verdicts = judge(planOf(granted().tree));
    const of = (id: string) => verdicts.filter(({ rule }) => rule === id).map(({ outcome }) => outcome);
    expect(of('kept-secrets-are-owned')).toEqual(['pass']);
    expect(of('secret-stores-log-in-by-tokens')).toEqual(['pass']);
    expect(of('external-secrets-follow-rotation')).toEqual(['pass']);
    expect(failsCheck(verdicts)).toBe(false);
  });

  test('is granted to a job as it is, which reads it as it starts', () => {
    const { tree, namespace } = orders();
    const job = new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '0 6 * * 1', resources: RESOURCES });
    new KeyValueSecret(namespace, 'stripe', KEPT).grantRead(job);
    expect(objectIn(tree, 'ExternalSecret', 'report-stripe').metadata.namespace).toBe('orders');
  });

  test('is granted to a workload that was adopted', () => {
    const { tree, namespace } = orders();
    const labels = { app: 'legacy' };
    const object = new ApiObject(namespace, 'legacy', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'legacy' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { serviceAccountName: 'legacy', containers: [{ name: 'main', image: IMAGE }] },
        },
      },
    });
    const legacy = Existing.daemonSet(namespace, 'adopted', { object });
    new KeyValueSecret(namespace, 'stripe', KEPT).grantRead(legacy, { reload: 'file' });
    const { template } = objectIn(tree, 'DaemonSet', 'legacy')['spec'] as Untyped;
    expect(template.spec.volumes.map(({ name }: Untyped) => name)).toEqual(['secret-stripe']);
  });

  test('refuses whom it would have to restart', () => {
    for (const options of [undefined, { reload: 'restart' }] as const) {
      const { namespace, api } = orders();
      const stripe = new KeyValueSecret(namespace, 'stripe', KEPT);
      expect(() => stripe.grantRead(api, options)).toThrow(
        "'test/orders/stripe' is kept in AWS Secrets Manager, whose operator restarts nobody, and 'api' would have to be when it changes; " +
          "have it read its files anew and say so, `grantRead(…, { reload: 'file' })`, or keep the secret in Vault",
      );
    }
  });

  test('refuses an environment that has no such fact, and a namespace that has no role', () => {
    const { namespace } = orders({});
    expect(problemsOf(() => new KeyValueSecret(namespace, 'stripe', KEPT))).toEqual([
      "'test/orders/stripe' is kept in AWS Secrets Manager, and the environment has no fact `secretsManager`; " +
        "give it region and roles, or keep the secret in Vault (`store: 'vault'`)",
    ]);
    const other = new SecureNamespace(environment({}, { secretsManager: SECRETS_MANAGER }), 'blog');
    expect(problemsOf(() => new KeyValueSecret(other, 'stripe', KEPT))).toEqual([
      "'test/blog/stripe' is kept in AWS Secrets Manager, and the fact `secretsManager.roles` has no role for 'blog'; " +
        'make a role of IAM for the namespace, and give its ARN there',
    ]);
  });

  test('refuses more secrets than a policy of IAM can name', () => {
    const { tree, namespace, api } = orders();
    for (let index = 0; index < 120; index++) {
      new KeyValueSecret(namespace, `secret-${index}`, KEPT).grantRead(api, { reload: 'file' });
    }
    expect(() => synthesize(tree)).toThrow(
      /^'test\/orders\/secrets-manager' reads 120 secrets of AWS Secrets Manager, whose policy has \d+ characters, of 10240 that IAM takes; keep what goes together as keys of one secret, or some of them in Vault$/,
    );
  });

  test('has nothing in Vault that a job of CI could read', () => {
    const { namespace } = orders();
    const stripe = new KeyValueSecret(namespace, 'stripe', KEPT);
    const roles = { release: { repository: 'acme/shop', ref: 'refs/heads/main', reads: [stripe] } };
    expect(() => {
      new CiLogin(namespace, 'ci', { system: 'github', audience: 'https://vault.example.com', roles });
    }).toThrow("'test/orders/stripe' is kept in AWS Secrets Manager, and has no mount in Vault");
  });

  test.each<[string, Untyped, string]>([
    [
      'a store that nobody knows',
      { ...KEPT, store: 'ssm' },
      "'test/orders/mail' has 'ssm' for `store`; choose one of 'vault', 'aws-secrets-manager'",
    ],
  ])('refuses %s', (_, props, problem) => {
    const { namespace } = orders();
    expect(() => new KeyValueSecret(namespace, 'mail', props)).toThrow(new UserError([problem]));
  });
});

describe('a secret of Vault', () => {
  const inVault = { keys: ['key'], owner: 'payments@example.com' } as const;

  test('restarts nobody who says to read its files anew', () => {
    const { tree, namespace, api } = orders();
    new KeyValueSecret(namespace, 'stripe', { ...inVault, store: 'vault' }).grantRead(api, { reload: 'file' });
    expect(objectIn(tree, 'VaultStaticSecret', 'api-stripe')['spec']).not.toHaveProperty('rolloutRestartTargets');
  });

  test('refuses to be read in both ways, and in one that nobody knows', () => {
    const { namespace, api } = orders();
    const stripe = new KeyValueSecret(namespace, 'stripe', inVault);
    stripe.grantRead(api, { reload: 'file' });
    expect(problemsOf(() => stripe.grantRead(api))).toEqual([
      "'test/orders/stripe' is granted to 'api' as read without a restart and as read; keep one of the two",
    ]);
    expect(problemsOf(() => stripe.grantRead(api, { reload: 'never' } as Untyped))).toEqual([
      "'test/orders/stripe' has 'never' for `grantRead(…).reload`; choose one of 'file', 'restart'",
    ]);
  });
});
