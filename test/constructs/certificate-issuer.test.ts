import { grantsFor } from '../../cli/deployer/vault/paths';
import {
  CertificateIssuer,
  type CertificateIssuerProps,
  type Facts,
  Gateway,
  IntermediateAuthority,
  type IntermediateAuthorityProps,
  SecureNamespace,
  synthesize,
  type VaultResourcePlan,
  WebService,
} from '../../constructs';
import { FIRST, ROOT, SECOND } from '../support/authorities';
import { STORE_AUTHORITY } from '../support/backup-store';
import { environment, FACTS, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';
import { problemsOf } from '../support/problems-of';

const SIGNED = { signedCertificates: [FIRST + ROOT] };
const MOUNT = 'test/shop/certificates.1';
const NAMES = ['hooks.shop.svc', 'hooks.shop.internal'];

interface Changed {
  readonly authority?: IntermediateAuthorityProps;
  readonly props?: Partial<CertificateIssuerProps>;
  readonly facts?: Partial<Facts>;
}

function shop({ authority = SIGNED, props = {}, facts = {} }: Changed = {}) {
  const tree = environment({}, facts);
  const namespace = new SecureNamespace(tree, 'shop');
  const certificates = new IntermediateAuthority(namespace, 'certificates', authority);
  const issuer = () =>
    new CertificateIssuer(namespace, 'internal', { authority: certificates, names: NAMES, ...props });
  return { tree, namespace, certificates, issuer };
}

function withIssuer(changed: Changed = {}) {
  const { tree, issuer } = shop(changed);
  issuer().issue('hooks-tls', ['hooks.shop.svc']);
  return tree;
}

function inVault(tree: ReturnType<typeof withIssuer>, path: string): VaultResourcePlan {
  const found = synthesize(tree).find((one) => one.api === 'vault' && one.vaultPath === path);
  if (found?.api !== 'vault') throw new Error(`nothing at ${path}`);
  return found;
}

test('an issuer has the role of its own in the authority’s engine sign, and logs in as an account of its own', () => {
  expect(objectIn(withIssuer(), 'Issuer', 'internal')).toMatchObject({
    metadata: { namespace: 'shop' },
    spec: {
      vault: {
        server: 'https://vault.vault.svc:8200',
        path: `${MOUNT}/sign/shop.internal`,
        auth: {
          kubernetes: {
            mountPath: '/v1/auth/test/shop/kubernetes',
            role: 'internal',
            serviceAccountRef: { name: 'internal' },
          },
        },
      },
    },
  });
});

test('it knows Vault by the authority that the facts name, and by those of its image where they name none', () => {
  const spec = (facts: Partial<Facts>) => JSON.stringify(objectIn(withIssuer({ facts }), 'Issuer', 'internal')['spec']);
  expect(spec({})).not.toContain('caBundle');
  const known = spec({ vault: { ...FACTS.vault, authorityCertificate: STORE_AUTHORITY } });
  expect(known).toContain(`"caBundle":"${Buffer.from(STORE_AUTHORITY).toString('base64')}"`);
});

test('a Vault outside the cluster has a token that the API server takes, too', () => {
  const apiServer = { address: 'https://203.0.113.10:6443', caCertificate: STORE_AUTHORITY, audience: 'https://api' };
  const tree = withIssuer({ facts: { vault: { ...FACTS.vault, apiServer } } });
  expect(objectIn(tree, 'Issuer', 'internal')['spec']).toMatchObject({
    vault: { auth: { kubernetes: { serviceAccountRef: { name: 'internal', audiences: ['https://api'] } } } },
  });
});

test('the role signs for its names alone, for a week, and neither for addresses nor for clients', () => {
  const role = inVault(withIssuer(), `${MOUNT}/roles/shop.internal`);
  expect(role.args).toEqual({
    ...{ backend: MOUNT, name: 'shop.internal', allowedDomains: ['hooks.shop.internal', 'hooks.shop.svc'] },
    ...{ allowBareDomains: true, allowSubdomains: false, allowWildcardCertificates: false, allowLocalhost: false },
    ...{ allowIpSans: false, clientFlag: false, serverFlag: true, requireCn: false, keyType: 'ec', keyBits: 256 },
    maxTtl: `${7 * 86_400}`,
  });
  expect(role.dependsOn).toContainEqual(expect.stringContaining(`${MOUNT}/signed`));
});

test('the login is for the tokens of one issuer’s account, lives ten minutes, and may have that role sign, to no end of its own', () => {
  const tree = withIssuer();
  expect(inVault(tree, 'auth/test/shop/kubernetes/role/internal').args).toEqual({
    ...{ backend: 'test/shop/kubernetes', roleName: 'internal', audience: 'vault://shop/internal' },
    ...{ boundServiceAccountNames: ['internal'], boundServiceAccountNamespaces: ['shop'] },
    ...{ tokenPolicies: ['test.shop.internal'], tokenTtl: 600, tokenMaxTtl: 600 },
  });
  expect(inVault(tree, 'sys/policies/acl/test.shop.internal').args).toEqual({
    name: 'test.shop.internal',
    policy:
      `path "${MOUNT}/sign/shop.internal" {\n  capabilities = ["update"]\n` +
      '  allowed_parameters = {\n    "*" = []\n    "not_after" = [""]\n  }\n}\n',
  });
});

test('cert-manager may ask for tokens of that account and of no other, and no pod runs as it', () => {
  const facts = { cluster: { ...FACTS.cluster, operators: { certManager: 'issuing' } } };
  const tree = withIssuer({ facts, props: { serviceAccount: 'cm' } });
  expect(objectIn(tree, 'ServiceAccount', 'internal')['automountServiceAccountToken']).toBe(false);
  expect(objectIn(tree, 'Role', 'internal')).toMatchObject({
    metadata: { namespace: 'shop' },
    rules: [{ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['internal'], verbs: ['create'] }],
  });
  expect(objectIn(tree, 'RoleBinding', 'internal')).toMatchObject({
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'internal' },
    subjects: [{ kind: 'ServiceAccount', name: 'cm', namespace: 'issuing' }],
  });
  expect(objectIn(withIssuer(), 'RoleBinding', 'internal')).toMatchObject({
    subjects: [{ kind: 'ServiceAccount', name: 'cert-manager', namespace: 'cert-manager' }],
  });
});

test('the issuer comes after all that it takes, and what it issues after it', () => {
  const all = synthesize(withIssuer());
  const after = (kind: string) => all.find((one) => one.kind === kind)!.dependsOn;
  expect(after('Issuer')).toEqual(
    expect.arrayContaining([
      expect.stringContaining(`${MOUNT}/roles/shop.internal`),
      expect.stringContaining('auth/test/shop/kubernetes/role/internal'),
      'rbac.authorization.k8s.io/v1/RoleBinding shop/internal',
    ]),
  );
  expect(after('Certificate')).toContain('cert-manager.io/v1/Issuer shop/internal');
});

test('what it issues lives as long as the authority says, and is followed before two thirds of that, with a new key', () => {
  const spec = (days?: number) => {
    const authority = { ...SIGNED, ...(days && { certificateDays: days }) };
    return objectIn(withIssuer({ authority }), 'Certificate', 'hooks-tls')['spec'] as {
      readonly duration: string;
      readonly renewBeforePercentage: number;
    };
  };
  expect(spec()).toEqual({
    ...{ secretName: 'hooks-tls', dnsNames: ['hooks.shop.svc'], duration: '168h', renewBeforePercentage: 34 },
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'internal' },
  });
  expect((100 - spec().renewBeforePercentage) / 100).toBeLessThan(2 / 3);
  expect(spec(90).duration).toBe('2160h');
  const alerts = JSON.stringify(objectIn(withIssuer(), 'PrometheusRule', 'hooks-tls'));
  expect(alerts).toContain('certificate of hooks.shop.svc has less than a third');
});

test('the next authority signs by a role of its own, and the former one’s is gone', () => {
  const authority = { authority: 2, signedCertificates: [FIRST + ROOT, SECOND + ROOT] };
  const tree = withIssuer({ authority });
  expect(objectIn(tree, 'Issuer', 'internal')['spec']).toMatchObject({
    vault: { path: 'test/shop/certificates.2/sign/shop.internal' },
  });
  expect(() => inVault(tree, `${MOUNT}/roles/shop.internal`)).toThrow('nothing at');
});

test('whoever deploys may write the role, and may not sign by it', () => {
  const paths = grantsFor(inVault(withIssuer(), `${MOUNT}/roles/shop.internal`)).map(({ path }) => path);
  expect(paths.join()).toContain('/roles/');
  expect(paths.join()).not.toContain('/sign');
});

describe('a gateway', () => {
  function edge(certificateIssuer: (certificates: IntermediateAuthority) => unknown) {
    const { tree, namespace, certificates } = shop();
    const gateway = new Gateway(tree, 'edge', {
      ...{ domain: 'shop.example.com', clientCidrs: ['198.51.100.0/24'], slo: 'none' },
      certificateIssuer: certificateIssuer(certificates) as never,
    });
    const web = new WebService(namespace, 'web', { image: IMAGE, scale: 1, resources: RESOURCES });
    gateway.expose(web, { path: '/', public: true });
    return tree;
  }

  test('whose certificate an authority in Vault signs has an issuer of its own, for its domain alone', () => {
    const tree = edge((authority) => ({ authority, serviceAccount: 'cm' }));
    expect(objectIn(tree, 'Issuer', 'issuer').metadata.namespace).toBe('edge');
    expect(inVault(tree, `${MOUNT}/roles/edge.issuer`).args).toMatchObject({ allowedDomains: ['shop.example.com'] });
    expect(inVault(tree, 'auth/test/edge/kubernetes/role/issuer').args).toMatchObject({
      boundServiceAccountNamespaces: ['edge'],
      audience: 'vault://edge/issuer',
    });
    expect(objectIn(tree, 'Certificate', 'edge-tls')['spec']).toMatchObject({
      duration: '168h',
      issuerRef: { kind: 'Issuer', name: 'issuer' },
    });
    expect(objectIn(tree, 'RoleBinding', 'issuer')).toMatchObject({ subjects: [{ name: 'cm' }] });
  });

  test('whose certificate a ClusterIssuer signs has it for 90 days, and no issuer', () => {
    const tree = edge(() => 'public');
    expect(objectIn(tree, 'Certificate', 'edge-tls')['spec']).toMatchObject({
      duration: '2160h',
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'public' },
    });
    expect(objectsOf(synthesize(tree)).filter(({ kind }) => kind === 'Issuer')).toEqual([]);
  });

  test('has its role made once the authority signs, though that is in a namespace that it leads to', () => {
    const role = inVault(
      edge((authority) => ({ authority })),
      `${MOUNT}/roles/edge.issuer`,
    );
    expect(role.dependsOn).toContainEqual(expect.stringContaining(`${MOUNT}/signed`));
  });

  test('refuses an authority that is none, with what to give', () => {
    expect(problemsOf(() => edge(() => ({ authority: 'public' }))).join()).toContain(
      "has 'public' for `certificateIssuer.authority`; give an IntermediateAuthority",
    );
    expect(problemsOf(() => edge(() => 5)).join()).toContain('write the name of a ClusterIssuer');
  });
});

test('refuses an authority that is not signed yet', () => {
  expect(problemsOf(() => withIssuer({ authority: {} }))).toEqual([
    "'test/shop/certificates' is to sign for the issuer 'test/shop/internal', and is not signed yet; have the stack’s output " +
      'certificateRequests signed by whoever holds the root, and give that as `signedCertificates`',
  ]);
});

test.each<[string, Partial<CertificateIssuerProps>, string]>([
  ['no name', { names: [] }, "list whole names in lower case, e.g. ['hooks.shop.svc']"],
  ['a wildcard', { names: ['*.shop.internal'] }, "has '*.shop.internal' for `names[0]`; list whole names"],
  ['a name of one label', { names: ['hooks'] }, "has 'hooks' for `names[0]`; list whole names"],
  ['an address', { names: ['203.0.113.7'] }, "has '203.0.113.7' for `names[0]`; list whole names"],
  ['a name twice', { names: [NAMES[0]!, NAMES[0]!] }, 'has a name twice in `names`; write each once'],
  ['what is no authority', { authority: {} as never }, 'for `authority`; give an IntermediateAuthority'],
  ['an account that has no name', { serviceAccount: '*' }, 'name it as kubectl get serviceaccounts does'],
  ['a prop by another word', { domains: NAMES } as never, 'unknown prop `domains`; did you mean `names`?'],
])('refuses %s, with what to write', (_, props, problem) => {
  expect(problemsOf(() => withIssuer({ props })).join()).toContain(problem);
});

test('refuses names that Services of other namespaces are called, whenever those are declared', () => {
  const own = ['hooks.shop.svc', 'hooks.shop', 'hooks.internal', 'hooks.shop.svc.cluster.local', 'my.svc.example.com'];
  const others = ['api.orders.svc', 'db.orders.svc.cluster.local', 'api.orders'];
  const declared = (names: readonly string[]) => {
    const { tree, issuer } = shop({ props: { names } });
    issuer();
    new SecureNamespace(tree, 'orders');
    return synthesize(tree);
  };
  expect(problemsOf(() => declared(own))).toEqual([]);
  expect(problemsOf(() => declared([...own, ...others]))).toEqual([
    `'test/shop/internal' signs for ${others.join(', ')}, which Services of other namespaces are called; declare an issuer ` +
      'there, or write names below shop.svc',
  ]);
});

test.each([
  [['api.shop.svc'], `is to issue 'x' for api.shop.svc; write some of its own: ${NAMES.join(', ')}`],
  [[], "has [] for `names`; list whole names in lower case, e.g. ['hooks.shop.svc']"],
  ['hooks.shop.svc', "has 'hooks.shop.svc' for `names`; list whole names in lower case, e.g. ['hooks.shop.svc']"],
])('refuses to issue for %j', (names, problem) => {
  expect(
    problemsOf(() =>
      shop()
        .issuer()
        .issue('x', names as never),
    ),
  ).toEqual([`'test/shop/internal' ${problem}`]);
});

test('refuses two certificates of one name', () => {
  const issuer = shop().issuer();
  issuer.issue('x', [NAMES[0]!]);
  expect(problemsOf(() => issuer.issue('x', [NAMES[0]!])).join()).toContain('is declared twice');
});
