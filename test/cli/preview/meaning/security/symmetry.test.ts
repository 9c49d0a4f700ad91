import fc from 'fast-check';
import type { Finding } from '../../../../../cli/preview/finding';
import { SECURITY } from '../../../../../cli/preview/meaning/security';
import type { Manifest } from '../../../../../constructs';
import { comparing, manifest, type SideGiven } from '../../support';

/** Things as they may be on either side: each of them in some of its forms, or not at all. */
const FORMS: readonly (readonly Manifest[])[] = [
  ['restricted', 'baseline', 'odd'].map((standard) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'shop',
      labels: { 'pod-security.kubernetes.io/enforce': standard, 'istio-injection': 'enabled' },
    },
  })),
  [{}, { privileged: true }, { runAsUser: 0 }, { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } }, 'odd'].map(
    (securityContext, index) =>
      manifest('apps/v1', 'Deployment', 'api', {
        spec: {
          template: {
            metadata: { labels: { app: 'api' } },
            spec: {
              hostNetwork: index === 1,
              containers: [{ name: 'api', image: `app:${index % 2}`, securityContext }],
            },
          },
        },
      }),
  ),
  [
    [],
    [{}],
    [{ from: [{ podSelector: {} }] }],
    [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 80 }] }],
    'odd',
  ].map((ingress) =>
    manifest('networking.k8s.io/v1', 'NetworkPolicy', 'api', {
      spec: { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'], ingress },
    }),
  ),
  [[], [{ ports: [{ port: 443 }] }]].map((egress) =>
    manifest('networking.k8s.io/v1', 'NetworkPolicy', 'all', {
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress },
    }),
  ),
  ['STRICT', 'PERMISSIVE', 'ODD'].map((mode) =>
    manifest('security.istio.io/v1', 'PeerAuthentication', 'default', { spec: { mtls: { mode } } }),
  ),
  [
    {},
    { rules: [{}] },
    { action: 'DENY', rules: [{}] },
    { rules: [{ from: [{ source: { principals: ['a', 'b'] } }] }] },
    { action: 'ODD' },
  ].map((spec) => manifest('security.istio.io/v1', 'AuthorizationPolicy', 'api', { spec })),
  [['get'], ['get', 'list'], ['*'], 'odd'].map((verbs) =>
    manifest('rbac.authorization.k8s.io/v1', 'Role', 'reader', {
      rules: [{ apiGroups: [''], resources: ['pods'], verbs }],
    }),
  ),
  [
    { type: 'ClusterIP' },
    { type: 'LoadBalancer' },
    { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] },
  ].map((spec) => manifest('v1', 'Service', 'api', { spec: { ...spec, ports: [{ port: 80 }] } })),
  [60, '2h', 'odd', undefined].map((ttl) =>
    manifest('secrets.hashicorp.com/v1beta1', 'VaultPKISecret', 'tls', { spec: { ttl, expiryOffset: ttl } }),
  ),
  [1, 2].map((odd) => manifest('networking.istio.io/v1alpha3', 'EnvoyFilter', 'f', { spec: { odd } })),
];

const POLICIES = ['path "a" { capabilities = ["read"] }', 'path "*" { capabilities = ["read", "sudo"] }', 'odd'];

const side: fc.Arbitrary<SideGiven> = fc
  .tuple(
    fc.tuple(...FORMS.map((forms) => fc.option(fc.constantFrom(...forms), { nil: undefined }))),
    fc.option(fc.constantFrom(...POLICIES), { nil: undefined }),
    fc.option(fc.constantFrom(30, 3600, 'odd'), { nil: undefined }),
  )
  .map(([objects, policy, maxTtl]) => ({
    objects: objects.flatMap((object) => object ?? []),
    vault: [
      ...(policy === undefined
        ? []
        : [{ type: 'vault:index/policy:Policy', vaultPath: 'p', args: { name: 'p', policy } }]),
      {
        type: 'vault:database/secretBackendRole:SecretBackendRole',
        vaultPath: 'r',
        args: { ...(maxTtl !== undefined && { maxTtl }) },
      },
    ],
  }));

function found(before: SideGiven, after: SideGiven): readonly Finding[] {
  const comparison = comparing(before, after);
  return SECURITY.flatMap((analyse) => analyse(comparison));
}

/** All that is told of one effect, whoever it is told of. */
function subjects(findings: readonly Finding[], ...effects: readonly Finding['effect'][]): ReadonlySet<string> {
  const of = findings.filter(({ effect }) => effects.includes(effect));
  return new Set(
    of.flatMap(({ topic, resources = [], subject }) => [subject, ...resources].map((one) => `${topic} ${one}`)),
  );
}

test('seen from the other side, what is better is worse, and what is worse is never passed over', () => {
  fc.assert(
    fc.property(side, side, (before, after) => {
      const [there, back] = [found(before, after), found(after, before)];
      // What is gathered of many pairs is gathered otherwise from the other side.
      const own = (findings: readonly Finding[]) =>
        findings.filter(({ topic }) => topic !== 'connection' && topic !== 'rule');
      const [worse, told] = [subjects(own(back), 'worse'), subjects(own(back), 'worse', 'better')];
      expect([...subjects(own(there), 'better')].filter((one) => !worse.has(one))).toEqual([]);
      expect([...subjects(own(there), 'worse')].filter((one) => !told.has(one))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('every finding of a topic is about a subject of its own, and nothing is told where nothing differs', () => {
  fc.assert(
    fc.property(side, side, (before, after) => {
      const findings = found(before, after);
      const keys = findings.map(({ topic, subject }) => `${topic} ${subject}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(found(before, before).filter(({ effect }) => effect !== 'neutral')).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
