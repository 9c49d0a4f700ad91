import type { ResourceValidationPolicy, StackValidationPolicy } from '@pulumi/policy';
import { parametersOf } from '../../constructs/plan/parameters';
import type { Resource } from '../../constructs/plan/resource';
import { crossguard } from '../../policies/crossguard';
import { describe as sentence } from '../../policies/describe';
import { trialsOf } from '../../policies/examples/trials';
import { judge, rules } from '../../policies/index';
import { type PulumiResource, resourceOf } from '../../policies/pulumi-resource';
import { object, vault } from './support';

// What Pulumi wraps the arguments of a policy in, so that reading a value that is not known yet throws. It has no types.
const { unknownCheckingProxy, unknownStringValue } = jest.requireActual<{
  unknownCheckingProxy(props: object): Readonly<Record<string, unknown>>;
  unknownStringValue: string;
}>('@pulumi/policy/proxy');

const TODAY = '2026-06-30';
const URN = 'urn:pulumi:dev::dwcp::kubernetes:apps/v1:Deployment::shop/api';

const deployment = (container: object, metadata: object = { name: 'api', namespace: 'shop' }): PulumiResource => ({
  type: 'kubernetes:apps/v1:Deployment',
  name: 'shop/api',
  urn: URN,
  props: unknownCheckingProxy({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { replicas: 1, template: { spec: { containers: [{ name: 'api', ...container }] } } },
  }),
});

const mount: PulumiResource = {
  type: 'vault:index/mount:Mount',
  name: 'database',
  urn: 'urn:pulumi:dev::dwcp::vault:index/mount:Mount::database',
  props: { type: 'database', path: 'database' },
};

type Reported = [message: string, urn: string | undefined];

/** What the policy that a rule became reports. */
async function report(
  id: string,
  resources: readonly PulumiResource[],
  config: object = {},
): Promise<readonly Reported[]> {
  const policy = crossguard(rules, TODAY).find(({ name }) => name === id);
  const reported: Reported[] = [];
  const collect = (message: string, urn?: string) => void reported.push([message, urn]);
  const getConfig = () => config;
  if (policy !== undefined && 'validateStack' in policy) {
    const { validateStack } = policy as StackValidationPolicy;
    await validateStack({ resources, getConfig } as unknown as Parameters<typeof validateStack>[0], collect);
    return reported;
  }
  const { validateResource } = policy as ResourceValidationPolicy;
  if (typeof validateResource !== 'function') throw new Error(`no policy is called ${id}`);
  for (const resource of resources) {
    await validateResource({ ...resource, getConfig } as unknown as Parameters<typeof validateResource>[0], collect);
  }
  return reported;
}

test('makes one policy of each rule, as strict as the rule, one of the exemptions and one of what Pulumi protects', () => {
  const policies = crossguard(rules, TODAY);
  expect(policies.pop()).toMatchObject({ name: 'data-is-protected', enforcementLevel: 'mandatory' });
  expect(policies.pop()).toMatchObject({ name: 'exemptions-in-force', enforcementLevel: 'mandatory' });
  expect(policies.map(({ name, description, enforcementLevel }) => [name, description, enforcementLevel])).toEqual(
    rules.map((rule) => [rule.id, sentence(rule), rule.level]),
  );
  expect(policies.filter((policy) => 'validateStack' in policy).map(({ name }) => name)).toEqual([
    'service-account-token-not-mounted',
    'service-accounts-unshared',
    'images-from-known-registries',
    'probes-declared',
    'replicas-survive-a-node',
    'disruptions-budgeted',
    'budgets-select-pods',
    'budgets-allow-a-drain',
    'one-budget-per-pod',
    'autoscalers-have-a-target',
    'replicas-left-to-the-autoscaler',
    'references-exist',
    'keys-and-ports-exist',
    'monitors-find-their-port',
    'workloads-are-scraped',
    'exposed-services-have-an-objective',
    'namespaces-deny-by-default',
    'network-policies-select-pods',
    'declared-edges-are-open',
    'network-peers-explicit',
    'no-open-cidr',
    'services-select-pods',
    'references-across-namespaces-granted',
    'services-have-an-edge',
    'namespaces-in-the-mesh',
    'strict-mutual-tls',
    'one-peer-authentication-per-namespace',
    'authorization-denies-by-default',
    'authorization-by-identity',
    'tokens-are-required',
    'people-log-in-with-a-second-proof',
    'certificates-end-in-time',
    'vault-requests-audited',
    'pool-fits-the-database',
    'databases-are-backed-up',
    'backups-scheduled-and-encrypted',
  ]);
});

describe('a resource of Pulumi', () => {
  test('has the id that it has in a plan', () => {
    const service = object('v1', 'Service');
    const asPulumi = { type: 'kubernetes:core/v1:Service', name: 'shop/api', urn: URN, props: service.object };
    expect(resourceOf(asPulumi)).toEqual({ ...service, path: URN });
    const role = vault('vault:index/mount:Mount', 'database', mount.props);
    expect(resourceOf(mount)).toEqual({ ...role, path: mount.urn });
  });

  test('has no number of pods where Pulumi leaves that to an autoscaler, and what it leaves alone besides is as it stands', () => {
    const spec = { replicas: 3, paused: true };
    const props = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'shop' }, spec };
    const asPulumi = { type: 'kubernetes:apps/v1:Deployment', name: 'shop/api', urn: URN, props };
    const specOf = (...ignoreChanges: string[]) => resourceOf({ ...asPulumi, opts: { ignoreChanges } });
    expect(specOf('spec.replicas', 'spec.paused')).toMatchObject({ object: { spec: { paused: true } } });
    expect(specOf('spec.replicas', 'spec.paused')).not.toHaveProperty('object.spec.replicas');
    expect(specOf('spec.paused')).toMatchObject({ object: { spec } });
    expect(resourceOf(asPulumi)).toMatchObject({ object: { spec } });
  });

  test.each(['pulumi:pulumi:Stack', 'pulumi:providers:kubernetes', 'kubernetes:helm.sh/v3:Release'])(
    'is left alone when it is a %s',
    (type) => {
      expect(resourceOf({ type, name: 'x', urn: URN, props: { chart: 'x' } })).toBeUndefined();
    },
  );
});

test('reports what a rule finds, in the words of the rule', async () => {
  expect(await report('image-by-digest', [deployment({ image: 'api:latest' }), mount])).toEqual([
    [
      "Deployment shop/api: container 'api' runs 'api:latest', which can change " +
        '(spec.template.spec.containers[0].image); name the image by its digest, as in registry/name@sha256:…',
      URN,
    ],
  ]);
  expect(await report('image-by-digest', [deployment({ image: `api@sha256:${'0'.repeat(64)}` })])).toEqual([]);
});

test('reports what is wrong with the stack on the resource to change', async () => {
  expect(await report('namespaces-deny-by-default', [mount, deployment({})])).toEqual([
    [
      "Deployment shop/api: pods in 'shop' may talk to anything that nothing forbids (metadata.namespace); " +
        'add a NetworkPolicy with an empty podSelector, both policyTypes and no rules',
      URN,
    ],
  ]);
});

describe('what a plan says only by where it comes from', () => {
  const LOGIN = 'vault:jwt/authBackend:AuthBackend';
  const METHOD = 'vault:identity/mfaTotp:MfaTotp';
  const of = (type: string, name: string, props: object): PulumiResource => ({
    ...{ type, name, urn: `urn:pulumi:dev::dwcp::${type}::${name}` },
    props: unknownCheckingProxy(props),
  });
  const login = of(LOGIN, 'auth/people', { path: 'people', type: 'oidc', oidcClientSecret: 'hunter2' });
  const role = of('vault:jwt/authBackendRole:AuthBackendRole', 'auth/people/role/on-call', { backend: 'people' });
  const unknown = of(
    'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement',
    'identity/mfa/login-enforcement/people',
    {
      name: 'people',
      authMethodAccessors: [unknownStringValue],
      mfaMethodIds: unknownStringValue,
    },
  );
  const enforced: PulumiResource = {
    ...unknown,
    propertyDependencies: { authMethodAccessors: [login], mfaMethodIds: [{ type: METHOD, name: 'people' }] },
  };
  const RULE = 'people-log-in-with-a-second-proof';

  test('is known by what it depends on, in a preview as well', async () => {
    expect(resourceOf(enforced)).toMatchObject({
      args: {
        name: 'people',
        authMethodAccessors: [{ $output: 'accessor', of: `${LOGIN} auth/people` }],
        mfaMethodIds: [{ $output: 'methodId', of: `${METHOD} people` }],
      },
    });
    expect(await report(RULE, [login, role, enforced])).toEqual([]);
    const other = { ...enforced, propertyDependencies: { ...enforced.propertyDependencies, authMethodAccessors: [] } };
    expect((await report(RULE, [login, role, other])).map(([line]) => line)).toEqual([
      expect.stringContaining('logs in (backend); declare it by new OperatorLogin(…)'),
    ]);
  });

  test('stands in the way of no rule about one resource, and a secret of the configuration is told in clear text', async () => {
    for (const resource of [login, unknown]) expect(await report('no-secret-values-in-vault', [resource])).toEqual([]);
    const { type, name: vaultPath, props: args } = login;
    const written = judge({ resources: [vault(type, vaultPath, args)] }).filter(({ outcome }) => outcome === 'fail');
    expect(written.map(({ rule }) => rule)).toEqual(['no-secret-values-in-vault']);
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('the policy of %s', (id, rule) => {
  /** A resource as Pulumi knows it, whatever rendered it. */
  const asPulumi = (resource: Resource): PulumiResource =>
    resource.api === 'vault'
      ? {
          type: resource.type,
          name: resource.vaultPath,
          urn: resource.path,
          props: unknownCheckingProxy(resource.args),
        }
      : {
          type: `kubernetes:${resource.object.apiVersion}:${resource.kind}`,
          name: resource.id,
          urn: resource.path,
          props: unknownCheckingProxy(resource.object),
        };

  test('says of every example what a check says of it', async () => {
    // Pulumi knows no edges, and of a part of an environment not whether its data may go: what needs them has nothing to
    // judge there.
    const known = trialsOf(rule).filter(({ judged: { edges, data } }) => edges === undefined && data !== 'protected');
    for (const { judged } of known) {
      const lines = judge(judged, { rules: [rule] }).flatMap(({ messages }) => messages);
      const reported = await report(id, judged.resources.map(asPulumi), parametersOf(judged));
      expect(reported.map(([line]) => line).sort()).toEqual([...lines].sort());
    }
  });
});

describe('a value that is not known before the update', () => {
  test('is refused where a rule needs it, instead of turning the rule into advice', async () => {
    expect(await report('image-by-digest', [deployment({ image: unknownStringValue })])).toEqual([
      [
        "Deployment shop/api: rule 'image-by-digest' cannot judge it: string value at " +
          ".spec.template.spec.containers.0.image can't be known during preview " +
          `(${URN}); write it as the rule can read it`,
        URN,
      ],
    ]);
  });

  test('does not matter to a rule that does not need it', async () => {
    const container = { image: unknownStringValue, securityContext: { readOnlyRootFilesystem: true } };
    expect(await report('read-only-root-filesystem', [deployment(container)])).toEqual([]);
  });

  test.each([
    ['image-by-digest', 'kubernetes:apps/v1:Deployment'],
    ['namespaces-deny-by-default', 'plan'],
  ])('is refused by %s in the name of a resource as well', async (rule, subject) => {
    const reported = await report(rule, [deployment({}, { name: unknownStringValue, namespace: 'shop' })]);
    expect(reported).toEqual([
      [
        `${subject}: rule '${rule}' cannot judge it: string value at .metadata.name can't be known during preview ` +
          `(${URN}); write it as the rule can read it`,
        undefined,
      ],
    ]);
  });
});

test('what does not say what it is fails, and only by the rules that judge its kind', async () => {
  const { type, name, urn } = deployment({});
  const nameless = { type, name, urn, props: { metadata: { name: 'api' } } };
  expect(await report('image-by-digest', [nameless])).toEqual([
    [expect.stringContaining('it does not say what it is'), undefined],
  ]);
  expect(await report('vault-roles-bound', [nameless])).toEqual([]);
  const release = { type: 'kubernetes:helm.sh/v3:Release', name: 'cnpg', urn: 'u', props: { chart: 'cloudnative-pg' } };
  expect(await report('image-by-digest', [release])).toEqual([]);
});

test.each([
  ['kubernetes:helm.sh/v4:Chart', true],
  ['kubernetes:yaml:ConfigFile', true],
  ['kubernetes:yaml/v2:ConfigGroup', true],
  ['kubernetes:kustomize/v2:Directory', true],
  // Objects of the cluster, whose groups begin with the same words.
  ['kubernetes:kustomize.toolkit.fluxcd.io/v1:Kustomization', false],
  ['kubernetes:yaml.example.com/v1:Document', false],
])('a %s stands for objects that are not in the program: %s', (type, standsFor) => {
  const object = { apiVersion: 'example.com/v1', kind: 'Any', metadata: { name: 'x' } };
  expect(resourceOf({ type, name: 'x', urn: URN, props: object }) === undefined).toBe(standsFor);
});

describe('an exemption in the configuration of the pack', () => {
  const exemption = {
    resource: 'apps/v1/Deployment shop/api',
    field: 'spec.template.spec.containers[0].image',
    owner: 'payments',
    reason: 'r',
    ticket: 'PAY-7',
  };

  test('excuses the resource that it names until it expires', async () => {
    const resources = [deployment({ image: 'api:latest' })];
    expect(await report('image-by-digest', resources, { exemptions: [{ ...exemption, expires: TODAY }] })).toEqual([]);
    const expired = { exemptions: [{ ...exemption, expires: '2026-06-29' }] };
    expect(await report('image-by-digest', resources, expired)).toHaveLength(1);
    const anonymous = { exemptions: [{ ...exemption, expires: TODAY, owner: '' }] };
    expect(await report('image-by-digest', resources, anonymous)).toHaveLength(1);
  });
});

test('an exemption from the rule about registries excuses what they make wrong', async () => {
  const rule = 'images-from-known-registries';
  const field = 'spec.template.spec.containers[0].image';
  const signed = { owner: 'payments', reason: 'r', ticket: 'PAY-7', expires: TODAY };
  const exemption = { rule, resource: 'apps/v1/Deployment shop/api', field, ...signed };
  const resources = [deployment({ image: 'docker.io/library/redis:8' })];
  const registries = ['registry.example.com'];
  expect(await report(rule, resources, { registries })).toHaveLength(1);
  expect(await report(rule, resources, { registries, exemptions: [exemption] })).toEqual([]);
  expect(await report('exemptions-in-force', resources, { registries, exemptions: [exemption] })).toEqual([]);
});

describe('what a platform tells a rule', () => {
  const policy = (...cidrs: readonly string[]): PulumiResource => ({
    type: 'kubernetes:networking.k8s.io/v1:NetworkPolicy',
    name: 'shop/api',
    urn: URN,
    props: unknownCheckingProxy({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'api', namespace: 'shop' },
      spec: { podSelector: {}, egress: [{ to: cidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: [{ port: 443 }] }] },
    }),
  });
  const signed = { owner: 'payments', reason: 'r', ticket: 'PAY-7', expires: TODAY };

  test.each([
    ['no-open-cidr', { widestRange: { ipv4: 16 } }, '10.0.0.0/8', 'spec.egress[0].to[0].ipBlock.cidr'],
    [
      'metadata-address-excluded',
      { metadataAddresses: ['169.254.0.23/32'] },
      '169.254.0.0/24',
      'spec.egress[0].to[0].ipBlock.except',
    ],
  ])('holds for %s, and an exemption from it excuses what that makes wrong', async (rule, parameters, cidr, field) => {
    const exemption = { rule, resource: 'networking.k8s.io/v1/NetworkPolicy shop/api', field, ...signed };
    const resources = [policy(cidr)];
    expect(await report(rule, resources)).toEqual([]);
    expect(await report(rule, resources, parameters)).toEqual([[expect.stringContaining(cidr), URN]]);
    expect(await report(rule, resources, { ...parameters, exemptions: [exemption] })).toEqual([]);
    expect(await report('exemptions-in-force', resources, { ...parameters, exemptions: [exemption] })).toEqual([]);
    expect(await report('exemptions-in-force', resources, { exemptions: [exemption] })).toHaveLength(1);
  });

  test.each<[rule: string, parameters: object, problem: string]>([
    ['no-open-cidr', { widestRange: { ipv4: 0 } }, 'widestRange.ipv4: 0 is no such prefix'],
    ['no-open-cidr', { widestRange: { ipv4: '16' } }, "widestRange.ipv4: '16' is not a prefix"],
    ['metadata-address-excluded', { metadataAddresses: '169.254.0.23/32' }, 'is not a list'],
    ['metadata-address-excluded', { metadataAddresses: ['here'] }, "'here' is not a CIDR"],
  ])('fails %s where it is none: %j', async (rule, parameters, problem) => {
    expect(await report(rule, [policy('192.0.2.0/24')], parameters)).toEqual([
      [expect.stringContaining(problem), undefined],
    ]);
  });
});

describe('exemptions that are themselves wrong', () => {
  const API = 'apps/v1/Deployment shop/api';
  const EXEMPTION = {
    rule: 'image-by-digest',
    resource: API,
    field: 'spec.template.spec.containers[0].image',
    owner: 'payments',
    reason: 'r',
    ticket: 'PAY-7',
    expires: TODAY,
  };
  const who = (owner = 'payments', resource = API) => `Exemption of '${owner}' from image-by-digest for ${resource}`;
  const GONE = 'apps/v1/Deployment shop/gone';

  test.each<[what: string, change: object, ...says: string[]]>([
    ['nothing of one in force', {}],
    ['one without an owner', { owner: undefined }, `${who('')}: it has no owner (exemptions[0].owner); name it`],
    [
      'one that is over',
      { expires: '2026-06-29' },
      `${who()}: it expired, on '2026-06-29' (exemptions[0].expires); repair the resource, or have the owner renew it`,
    ],
    [
      'one for a resource that is not there',
      { resource: GONE },
      `${who('payments', GONE)}: it excuses nothing: '${GONE}' breaks no such rule (exemptions[0].resource); ` +
        'remove it, or write the id as the plan does',
    ],
  ])('are reported as a check reports them: %s', async (_, change, ...says) => {
    const nameless = deployment({}, { name: unknownStringValue, namespace: 'shop' });
    const resources = [deployment({ image: 'api:latest' }), nameless, mount];
    const reported = await report('exemptions-in-force', resources, { exemptions: [{ ...EXEMPTION, ...change }] });
    expect(reported).toEqual(says.map((line) => [line, undefined]));
  });
});
