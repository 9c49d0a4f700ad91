import * as fc from 'fast-check';
import type { Manifest } from '../../../constructs';
import { explain, reachabilityOf } from '../../../policies/reachability/index';
import type { Objects, Options } from '../../../policies/reachability/result';
import { answers } from '../../support/ask';
import { compare, resource } from '../../support/network-comparison';
import { networkWorlds } from '../../support/network-worlds';
import { asCalico, asCilium, withoutAddresses } from '../../support/plugin-policies';
import { asked, namespace, pod } from '../../support/reachability-cases';

const WORLDS = Number(process.env['REACHABILITY_WORLDS'] ?? 40);

/** Evaluates what is left of the input when its NetworkPolicies are written by the API of a plugin. */
const evaluateAs = (written: (policy: Manifest) => Manifest) => (objects: Objects, options: Options) =>
  reachabilityOf(
    objects.map(({ object }) => resource(object.kind === 'NetworkPolicy' ? written(object) : object)),
    options,
  );

describe.each([
  ['Calico', asCalico, (policy: Manifest) => policy],
  ['Cilium', asCilium, withoutAddresses],
] as const)('a NetworkPolicy that is written for %s', (_, written, kept) => {
  test('means what the oracle says of the NetworkPolicy', () => {
    const total = { cases: 0, hesitations: 0, open: 0, closed: 0 };
    fc.assert(
      fc.property(networkWorlds, (world) => {
        const policies = world.policies.map((policy) => (policy.kind === 'NetworkPolicy' ? kept(policy) : policy));
        const found = compare({ ...world, policies }, evaluateAs(written));
        expect(found.disagreements).toEqual([]);
        total.cases += found.cases;
        total.hesitations += found.hesitations;
        for (const outcome of ['open', 'closed'] as const) total[outcome] += found.outcomes[outcome];
      }),
      { numRuns: WORLDS },
    );
    expect(Math.min(total.open, total.closed)).toBeGreaterThan(total.cases / 5);
    expect(total.hesitations).toBeLessThan(total.cases / 100);
  }, 60_000);
});

const PODS = [
  namespace('shop', { team: 'red' }),
  namespace('bank', { team: 'blue' }),
  pod('shop/web', { labels: { app: 'web' } }),
  pod('shop/db', { labels: { app: 'db' } }),
  pod('bank/web', { labels: { app: 'web' } }),
];

const policy = (apiVersion: string, kind: string, spec: object): Manifest => {
  const isForCluster = /Global|Clusterwide/.test(kind);
  return { apiVersion, kind, metadata: { name: 'p', ...(!isForCluster && { namespace: 'shop' }) }, spec };
};
const cilium = (spec: object) => policy('cilium.io/v2', 'CiliumNetworkPolicy', spec);
const clusterwide = (spec: object) => policy('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', spec);
const calico = (spec: object) => policy('projectcalico.org/v3', 'NetworkPolicy', spec);
const global = (spec: object) => policy('crd.projectcalico.org/v1', 'GlobalNetworkPolicy', spec);

const DB = { matchLabels: { app: 'db' } };
const WEB = { matchLabels: { app: 'web' } };
const TO_DB = ['shop/web', 'bank/web', 'shop/db', '203.0.113.7'].map((from) => `${from} -> shop/db 5432`);
const said = (
  one: Manifest,
  questions: readonly string[] = TO_DB,
  options: Options = { podCidrs: ['10.244.0.0/16'] },
) => Object.values(answers([...PODS, one], questions, reachabilityOf, options)).join(' ');

test.each<[what: string, one: Manifest, answers: string]>([
  ['no rule, which isolates nobody', cilium({ endpointSelector: DB, ingress: [] }), 'open open open open'],
  [
    'an empty rule, which opens nothing',
    cilium({ endpointSelector: DB, ingress: [{}] }),
    'closed closed closed closed',
  ],
  [
    'every endpoint of the namespace',
    cilium({ endpointSelector: DB, ingress: [{ fromEndpoints: [{}] }] }),
    'open closed open closed',
  ],
  [
    'a port for everybody',
    cilium({ endpointSelector: DB, ingress: [{ toPorts: [{ ports: [{ port: '5432' }] }] }] }),
    'open open open open',
  ],
  [
    'another port',
    cilium({
      endpointSelector: DB,
      ingress: [{ toPorts: [{ ports: [{ port: '5433', endPort: 5500, protocol: 'TCP' }] }] }],
    }),
    'closed closed closed closed',
  ],
  [
    'a label of another namespace',
    cilium({
      endpointSelector: DB,
      ingress: [{ fromEndpoints: [{ matchLabels: { 'k8s:app': 'web', 'k8s:io.kubernetes.pod.namespace': 'bank' } }] }],
    }),
    'closed open closed closed',
  ],
  [
    'pods by the labels of their namespace',
    cilium({
      endpointSelector: DB,
      ingress: [{ fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.namespace.labels.team': 'blue' } }] }],
    }),
    'closed open closed closed',
  ],
  ['the cluster', cilium({ endpointSelector: DB, ingress: [{ fromEntities: ['cluster'] }] }), 'open open open closed'],
  ['the world', cilium({ endpointSelector: DB, ingress: [{ fromEntities: ['world'] }] }), 'closed closed closed open'],
  [
    'everybody and nobody',
    cilium({ endpointSelector: DB, ingress: [{ fromEntities: ['all', 'none'] }] }),
    'open open open open',
  ],
  ['nobody', cilium({ endpointSelector: DB, ingress: [{ fromEntities: ['none'] }] }), 'closed closed closed closed'],
  [
    'addresses, which no pod has for it',
    cilium({ endpointSelector: DB, ingress: [{ fromCIDR: ['0.0.0.0/0'] }] }),
    'closed closed closed open',
  ],
  [
    'addresses but some',
    cilium({
      endpointSelector: DB,
      ingress: [{ fromCIDRSet: [{ cidr: '203.0.113.0/24', except: ['203.0.113.0/29'] }] }],
    }),
    'closed closed closed closed',
  ],
  [
    'one for the cluster, of pods in any namespace',
    clusterwide({ endpointSelector: {}, ingress: [{ fromEndpoints: [WEB] }] }),
    'open open closed closed',
  ],
  [
    'one for the cluster, of pods of one namespace',
    clusterwide({ endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'bank' } }, ingress: [{}] }),
    'open open open open',
  ],
  ['of Calico, one without types and rules', calico({ selector: "app == 'db'" }), 'closed closed closed closed'],
  ['everybody', calico({ selector: "app == 'db'", ingress: [{ action: 'Allow' }] }), 'open open open open'],
  [
    'what is only logged',
    calico({ selector: "app == 'db'", ingress: [{ action: 'Log' }] }),
    'closed closed closed closed',
  ],
  [
    'a protocol without ports',
    calico({ ingress: [{ action: 'Allow', protocol: 'ICMP' }] }),
    'closed closed closed closed',
  ],
  ['a protocol by its number', calico({ ingress: [{ action: 'Allow', protocol: 6 }] }), 'open open open open'],
  ['another protocol', calico({ ingress: [{ action: 'Allow', protocol: 'UDP' }] }), 'closed closed closed closed'],
  [
    'a label of its own namespace',
    calico({ ingress: [{ action: 'Allow', source: { selector: "app == 'web' && all()" } }] }),
    'open closed closed closed',
  ],
  [
    'a namespace by its name',
    calico({ ingress: [{ action: 'Allow', source: { namespaceSelector: "projectcalico.org/name == 'bank'" } }] }),
    'closed open closed closed',
  ],
  [
    'addresses but some',
    calico({ ingress: [{ action: 'Allow', source: { nets: ['203.0.113.0/24'], notNets: ['203.0.113.8/29'] } }] }),
    'closed closed closed open',
  ],
  [
    'a range of ports',
    calico({ ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: ['5000:5432', 'http'] } }] }),
    'open open open open',
  ],
  [
    'a global one, about every namespace',
    global({ selector: 'all()', types: ['Ingress'] }),
    'closed closed closed closed',
  ],
  [
    'a global one, of pods in any namespace',
    global({ ingress: [{ action: 'Allow', source: { selector: 'has(app) && app != "db"' } }] }),
    'open open closed closed',
  ],
  [
    'a global one, about some namespaces',
    global({ namespaceSelector: 'team in {\'blue\', "green"}', types: ['Ingress'] }),
    'open open open open',
  ],
  [
    'egress alone',
    calico({ types: ['Egress'], egress: [{ action: 'Allow', destination: { selector: "app == 'db'" } }] }),
    'open open open open',
  ],
])('it means %s', (_, one, expected) => {
  expect(said(one)).toBe(expected);
});

test.each<[what: string, one: Manifest, why: string]>([
  ['nobody named', cilium({}), 'it does not say whom it is about (spec.endpointSelector)'],
  ['several in one', { ...cilium({ endpointSelector: {} }), specs: [{}] }, 'it is several policies in one (specs)'],
  [
    'what is denied',
    cilium({ endpointSelector: {}, ingressDeny: [{}] }),
    'no such field is known, but description, endpointSelector, ingress, egress, labels (spec.ingressDeny)',
  ],
  [
    'names',
    cilium({ endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: 'example.com' }] }] }),
    'no such field is known, but toEndpoints, toEntities, toCIDR, toCIDRSet, toPorts (spec.egress[0].toFQDNs)',
  ],
  [
    'HTTP',
    cilium({ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: '80' }], rules: { http: [{}] } }] }] }),
    'no such field is known, but ports (spec.ingress[0].toPorts[0].rules)',
  ],
  [
    'nodes',
    cilium({ endpointSelector: {}, ingress: [{ fromEntities: ['cluster', 'remote-node'] }] }),
    "who 'remote-node' is, is not in the input (spec.ingress[0].fromEntities)",
  ],
  [
    'peers in two ways',
    cilium({ endpointSelector: {}, ingress: [{ fromEndpoints: [{}], fromCIDR: ['0.0.0.0/0'] }] }),
    'it names peers by fromCIDR, too (spec.ingress[0].fromEndpoints)',
  ],
  [
    'an empty list of peers',
    cilium({ endpointSelector: {}, ingress: [{ fromEndpoints: [] }] }),
    'it names nobody (spec.ingress[0].fromEndpoints)',
  ],
  [
    'an empty list of ports',
    cilium({ endpointSelector: {}, ingress: [{ toPorts: [] }] }),
    'it names no port (spec.ingress[0].toPorts)',
  ],
  [
    'a port that is none',
    cilium({ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: '0', endPort: 80 }] }] }] }),
    '{"port":"0","endPort":80} is neither a port, nor a range, nor a port\'s name (spec.ingress[0].toPorts[0].ports[0])',
  ],
  [
    'a service account',
    cilium({ endpointSelector: { matchLabels: { 'io.cilium.k8s.policy.serviceaccount': 'a' } }, ingress: [{}] }),
    "who bears 'io.cilium.k8s.policy.serviceaccount', is not in the input (spec.endpointSelector.matchLabels)",
  ],
  [
    'a namespace beside its own',
    cilium({ endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'shop' } }, ingress: [{}] }),
    'it asks for a namespace beside its own (spec.endpointSelector)',
  ],
  [
    'a rule that denies',
    calico({ ingress: [{ action: 'Deny' }] }),
    'Deny may close what others open (spec.ingress[0].action)',
  ],
  [
    'another tier',
    calico({ tier: 'platform', types: ['Ingress'] }),
    'another tier may decide before NetworkPolicies do (spec.tier)',
  ],
  ['a type that is none', calico({ types: ['Both', 'Ingress'] }), "'Both' is none of Ingress, Egress (spec.types)"],
  [
    'one or the other',
    calico({ selector: "app == 'web' || app == 'db'" }),
    "'app == 'web' || app == 'db'' asks for more than a label selector can (spec.selector)",
  ],
  [
    'values that are not quoted',
    calico({ selector: "app in {'web', db}" }),
    "'app in {'web', db}' asks for more than a label selector can (spec.selector)",
  ],
  [
    'labels that Calico adds',
    calico({ selector: "projectcalico.org/orchestrator == 'k8s'" }),
    "who bears 'projectcalico.org/orchestrator', is not in the input (spec.selector)",
  ],
  [
    'labels and addresses at once',
    calico({ ingress: [{ action: 'Allow', source: { selector: 'all()', nets: ['10.0.0.0/8'] } }] }),
    'it asks for labels and addresses at once (spec.ingress[0].source)',
  ],
  [
    'all addresses but some',
    calico({ ingress: [{ action: 'Allow', source: { notNets: ['10.0.0.0/8'] } }] }),
    'it means all addresses but these (spec.ingress[0].source.notNets)',
  ],
  [
    'ports of no protocol',
    calico({ ingress: [{ action: 'Allow', destination: { ports: [80] } }] }),
    'it names ports of no protocol (spec.ingress[0].destination.ports)',
  ],
  [
    'a port that is none',
    calico({ ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: ['80:70'] } }] }),
    "'80:70' is neither a port, nor a range, nor a port's name (spec.ingress[0].destination.ports)",
  ],
  [
    'ports of who calls',
    calico({ ingress: [{ action: 'Allow', protocol: 'TCP', source: { ports: [80] } }] }),
    'no such field is known, but selector, namespaceSelector, nets, notNets (spec.ingress[0].source.ports)',
  ],
  [
    'who is called, in a rule for who calls',
    calico({ ingress: [{ action: 'Allow', destination: { selector: 'all()' } }] }),
    'no such field is known, but ports (spec.ingress[0].destination.selector)',
  ],
])('it is not known what it does: %s', (_, one, why) => {
  const { unknowns } = reachabilityOf([...PODS, one].map(resource));
  expect(unknowns).toEqual([expect.stringContaining(`which is not evaluated: ${why}`)]);
});

test('what is called by a label of the cluster is not taken for another', () => {
  const one = cilium({ endpointSelector: { matchLabels: { 'k8s.io/app': 'db' } }, ingressDeny: [{}] });
  expect(said(one)).toBe('open open open open');
});

test('a rule that lets a connection through is found in the policy', () => {
  const one = calico({
    selector: "app == 'db'",
    ingress: [{ action: 'Log' }, { action: 'Allow', source: { selector: "app == 'web'" } }],
  });
  const told = explain([...PODS, one].map(resource), asked('shop/web -> shop/db 5432'));
  expect(told.remedy).toBe('take spec.ingress[1] out of NetworkPolicy shop/p (folder/p.yaml)');
});
