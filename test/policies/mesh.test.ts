import { Connections, SecureNamespace, synthesize } from '../../constructs';
import { judge } from '../../policies/index';
import { authorizationByIdentity } from '../../policies/rules/mesh/authorization-by-identity';
import { authorizationDeniesByDefault } from '../../policies/rules/mesh/authorization-denies-by-default';
import { namespacesInTheMesh } from '../../policies/rules/mesh/namespaces-in-the-mesh';
import { noClearTextExceptions } from '../../policies/rules/mesh/no-clear-text-exceptions';
import { strictMutualTls } from '../../policies/rules/mesh/strict-mutual-tls';
import { environment } from '../support/environment';
import { answers, kubernetes, object } from './support';

const namespace = (labels?: object | null) =>
  kubernetes({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: labels as never } });
const peers = (spec: object) => object('security.istio.io/v1', 'PeerAuthentication', { spec });
const authorization = (spec?: object) => object('security.istio.io/v1', 'AuthorizationPolicy', spec && { spec });

describe('namespaces-in-the-mesh', () => {
  test.each([{ 'istio-injection': 'enabled' }, { 'istio.io/rev': '1-29' }, { 'istio.io/dataplane-mode': 'ambient' }])(
    'accepts a namespace labelled %j',
    (labels) => {
      expect(answers(namespacesInTheMesh, namespace(labels))).toEqual(['pass']);
    },
  );

  test.each([
    undefined,
    { 'istio-injection': 'disabled' },
    { 'istio.io/rev': '' },
    { 'istio.io/rev': '1-29', 'istio-injection': 'disabled' },
    { 'istio.io/rev': null },
    null,
    { 'istio.io/dataplane-mode': 'none' },
  ])('refuses one labelled %j', (labels) => {
    expect(answers(namespacesInTheMesh, namespace(labels))).toEqual([
      "Namespace shop: pods in 'shop' are outside the mesh (metadata.labels); " +
        'label it istio-injection: enabled, or istio.io/rev with a revision, or istio.io/dataplane-mode: ambient',
    ]);
  });
});

describe('strict-mutual-tls', () => {
  test('accepts a namespace that is strict as a whole', () => {
    expect(answers(strictMutualTls, namespace(), peers({ mtls: { mode: 'STRICT' } }))).toEqual(['pass']);
  });

  test.each([
    [[]],
    [[peers({ mtls: { mode: 'PERMISSIVE' } })]],
    [[peers({})]],
    [[peers({ mtls: { mode: 'STRICT' }, selector: { matchLabels: { app: 'api' } } })]],
  ])('refuses one that is not: %j', (declared) => {
    expect(answers(strictMutualTls, namespace(), ...declared)).toEqual([
      "Namespace shop: pods in 'shop' accept clear text (metadata.name); " +
        'add a PeerAuthentication without a selector and with mtls.mode STRICT',
    ]);
  });
});

describe('the namespace that is the root of the mesh', () => {
  const meshed = (namespace: string, cluster: object) =>
    judge(
      {
        resources: [
          namespace_,
          kubernetes({ ...peers({ mtls: { mode: 'STRICT' } }).object, metadata: { name: 'default', namespace } }),
          kubernetes({ ...authorization({}).object, metadata: { name: 'default', namespace } }),
        ],
        ...cluster,
      },
      { rules: [strictMutualTls, authorizationDeniesByDefault] },
    )
      .filter(({ resource }) => resource === namespace_.id)
      .map(({ outcome }) => outcome);
  const namespace_ = namespace();
  const elsewhere = { cluster: { id: 'x', podCidrs: [], nodeCidrs: [], trustDomain: 'x', meshRoot: 'mesh' } };

  test('is the one that the cluster has, and istio-system where nobody says', () => {
    expect(meshed('istio-system', {})).toEqual(['pass', 'pass']);
    expect(meshed('mesh', {})).toEqual(['fail', 'fail']);
    expect(meshed('mesh', elsewhere)).toEqual(['pass', 'pass']);
    expect(meshed('istio-system', elsewhere)).toEqual(['fail', 'fail']);
  });
});

describe('no-clear-text-exceptions', () => {
  const fix = (mode: string) => `set it to STRICT, not ${mode}; a workload outside the mesh needs none`;

  test.each([
    { mtls: { mode: 'STRICT' } },
    { selector: { matchLabels: { app: 'api' } }, mtls: { mode: 'UNSET' } },
    { mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'STRICT' } } },
  ])('accepts %j', (spec) => {
    expect(answers(noClearTextExceptions, peers(spec))).toEqual(['pass']);
  });

  test.each([
    [{ mtls: { mode: 'PERMISSIVE' } }, `it accepts clear text (spec.mtls.mode); ${fix('PERMISSIVE')}`],
    [{ mtls: { mode: 'DISABLE' } }, `it accepts clear text (spec.mtls.mode); ${fix('DISABLE')}`],
    [
      { mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'DISABLE' } } },
      `port 8080 accepts clear text (spec.portLevelMtls.8080.mode); ${fix('DISABLE')}`,
    ],
  ])('refuses %j', (spec, says) => {
    expect(answers(noClearTextExceptions, peers(spec))).toEqual([`PeerAuthentication shop/api: ${says}`]);
  });
});

describe('authorization-denies-by-default', () => {
  test.each([[authorization({})], [authorization()]])(
    'accepts a namespace with a policy that allows nothing',
    (policy) => {
      expect(answers(authorizationDeniesByDefault, namespace(), policy)).toEqual(['pass']);
    },
  );

  test.each([
    [[]],
    [[authorization({ rules: [{}] })]],
    [[authorization({ selector: { matchLabels: { app: 'api' } } })]],
    [[authorization({ action: 'DENY' })]],
  ])('refuses one without: %j', (declared) => {
    expect(answers(authorizationDeniesByDefault, namespace(), ...declared)).toEqual([
      "Namespace shop: workloads in 'shop' without a policy of their own accept every caller (metadata.name); " +
        'add an AuthorizationPolicy with an empty spec, which allows nothing',
    ]);
  });

  test.each([
    ['false', 0],
    ['true', 1],
    ['1', 1],
  ])('takes a dry run (%s) for what it is: nothing that denies', (annotation, problems) => {
    const { object: manifest } = authorization({});
    const metadata = { ...manifest.metadata, annotations: { 'istio.io/dry-run': annotation } };
    const found = answers(authorizationDeniesByDefault, namespace(), kubernetes({ ...manifest, metadata }));
    expect(found.filter((answer) => answer !== 'pass')).toHaveLength(problems);
  });
});

test('a namespace that is only audited fails every rule that it loosens', () => {
  const tree = environment({ enforcement: 'audit-allowed' });
  new Connections(new SecureNamespace(tree, 'orders', { enforcement: 'audit' }), 'api', {
    workload: 'api',
    selector: { app: 'api' },
  });
  const failed = judge(synthesize(tree)).filter(({ outcome, level }) => outcome === 'fail' && level === 'mandatory');
  expect([...new Set(failed.map(({ rule }) => rule))].sort()).toEqual([
    'authorization-denies-by-default',
    'namespaces-deny-by-default',
    'network-peers-explicit',
    'no-clear-text-exceptions',
    'strict-mutual-tls',
  ]);
});

describe('authorization-by-identity', () => {
  const EDGE = object('gateway.networking.k8s.io/v1', 'Gateway', { spec: { gatewayClassName: 'istio' } }, 'edge');
  const TO_EDGE = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' };
  const from = (...sources: object[]) => authorization({ rules: [{ from: sources.map((source) => ({ source })) }] });
  const anonymous = (field: string) =>
    `AuthorizationPolicy shop/api: it lets in callers whom it does not name (${field}); name their service accounts`;

  test('accepts callers by service account', () => {
    const caller = { principals: ['cluster.local/ns/shop/sa/web', 'cluster.local/ns/shop/sa/worker'] };
    expect(answers(authorizationByIdentity, from(caller, caller))).toEqual(['pass']);
  });

  test.each([
    '*',
    'cluster.local/ns/shop/sa/*',
    '*/ns/shop/sa/web',
    'cluster.local/ns/*/sa/web',
    'cluster.local/ns/shop',
    'cluster.local/ns/shop/sa/web/x',
  ])('refuses %s, which is not one service account', (principal) => {
    expect(answers(authorizationByIdentity, from({ principals: [principal] }))).toEqual([
      `AuthorizationPolicy shop/api: '${principal}' is not one service account ` +
        '(spec.rules[0].from[0].source.principals); ' +
        'write it as <trust domain>/ns/<namespace>/sa/<name>, without a wildcard',
    ]);
  });

  test.each([
    [authorization({ rules: [{}] }), 'spec.rules[0].from'],
    [authorization({ action: null, rules: [{}] }), 'spec.rules[0].from'],
    [authorization({ action: 'ALLOW', rules: [{ to: [{ operation: { ports: ['80'] } }] }] }), 'spec.rules[0].from'],
    [from({ principals: ['cluster.local/ns/shop/sa/web'] }, {}), 'spec.rules[0].from[1].source.principals'],
    [from({ namespaces: ['shop'] }), 'spec.rules[0].from[0].source.principals'],
    [from({ ipBlocks: ['10.0.0.0/8'] }), 'spec.rules[0].from[0].source.principals'],
  ])('refuses callers who are not named', (policy, field) => {
    expect(answers(authorizationByIdentity, policy)).toEqual([anonymous(field)]);
  });

  test.each([
    [{ action: 'DENY', rules: [{}] }],
    [{ selector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } }, rules: [{}] }],
    [{ targetRefs: [TO_EDGE], rules: [{ from: [{ source: { ipBlocks: ['0.0.0.0/0'] } }] }] }],
    [{}],
  ])('has nothing to say about %j', (spec) => {
    expect(answers(authorizationByIdentity, EDGE, authorization(spec))).toEqual([]);
  });

  test.each(['Allow', ''])('refuses to answer for the action %j', (action) => {
    expect(answers(authorizationByIdentity, authorization({ action, rules: [{}] }))).toEqual([
      "unknown: AuthorizationPolicy shop/api: rule 'authorization-by-identity' cannot judge it: " +
        `'${action}' is none of ALLOW, DENY, AUDIT, CUSTOM (spec.action); write it as the rule can read it`,
    ]);
  });

  test('judges a policy that a gateway shares with a Service', () => {
    const targetRefs = [TO_EDGE, { kind: 'Service', name: 'api' }];
    expect(answers(authorizationByIdentity, EDGE, authorization({ targetRefs, rules: [{}] }))).toEqual([
      anonymous('spec.rules[0].from'),
    ]);
  });
});
