import { metadataAddressExcluded } from '../../policies/rules/network/metadata-address-excluded';
import { namespacesDenyByDefault } from '../../policies/rules/network/namespaces-deny-by-default';
import { networkPeersExplicit } from '../../policies/rules/network/network-peers-explicit';
import { noOpenCidr } from '../../policies/rules/network/no-open-cidr';
import { answers, kubernetes, object } from './support';

const policy = (spec: object, namespace = 'shop') =>
  kubernetes({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'api', namespace }, spec });

const PORTS = [{ port: 8080, protocol: 'TCP' }];
const WEB = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
  podSelector: { matchLabels: { app: 'web' } },
};

describe('namespaces-deny-by-default', () => {
  const shop = kubernetes({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  const DENY = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  const open = (who: string, field: string, name = 'shop') =>
    `${who}: pods in '${name}' may talk to anything that nothing forbids (${field}); ` +
    'add a NetworkPolicy with an empty podSelector, both policyTypes and no rules';

  test('accepts a namespace with a policy that denies everything', () => {
    expect(answers(namespacesDenyByDefault, shop, policy(DENY))).toEqual(['pass']);
  });

  test.each([
    ['selects some pods', { ...DENY, podSelector: { matchLabels: { app: 'api' } } }],
    [
      'selects some pods by expression',
      { ...DENY, podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } },
    ],
    ['leaves egress alone', { ...DENY, policyTypes: ['Ingress'] }],
    ['leaves ingress alone', { ...DENY, policyTypes: ['Egress'] }],
    ['allows everything in', { ...DENY, ingress: [{}] }],
    ['allows everything out, beside something', { ...DENY, egress: [{ to: [WEB], ports: PORTS }, {}] }],
  ])('refuses one whose only policy %s', (_, spec) => {
    expect(answers(namespacesDenyByDefault, shop, policy(spec))).toEqual([open('Namespace shop', 'metadata.name')]);
  });

  test.each([
    ['denies each direction by itself', [{ podSelector: {} }, { podSelector: {}, policyTypes: ['Egress'] }]],
    ['allows somebody in and out', [{ ...DENY, ingress: [{ from: [WEB] }], egress: [{ to: [WEB], ports: PORTS }] }]],
    ['says what it is for by its rules', [{ podSelector: {}, egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] }]],
    ['allows every pod, on one port', [{ ...DENY, ingress: [{ from: [{ namespaceSelector: {} }], ports: PORTS }] }]],
  ])('accepts one whose policy %s', (_, specs) => {
    expect(answers(namespacesDenyByDefault, shop, ...specs.map((spec) => policy(spec)))).toEqual(['pass']);
  });

  test('is not sure of one whose only policy cannot be read, and sure where another one denies', () => {
    const broken = policy({ podSelector: 3, policyTypes: ['Ingress', 'Egress'] });
    expect(answers(namespacesDenyByDefault, shop, broken)).toEqual([expect.stringContaining('cannot judge it')]);
    expect(answers(namespacesDenyByDefault, shop, broken, policy(DENY))).toEqual(['pass']);
  });

  test('refuses one whose policy is in another namespace', () => {
    const elsewhere = policy(DENY, 'warehouse');
    expect(answers(namespacesDenyByDefault, shop, elsewhere)).toEqual([
      open('Namespace shop', 'metadata.name'),
      'pass',
    ]);
  });

  test('judges a namespace that the plan only puts something into', () => {
    const service = object('v1', 'Service');
    expect(answers(namespacesDenyByDefault, service)).toEqual([open('Service shop/api', 'metadata.namespace')]);
    expect(answers(namespacesDenyByDefault, service, policy(DENY))).toEqual(['pass']);
  });

  test.each([undefined, null, ''])('judges %j, which puts pods into the namespace default', (namespace) => {
    const metadata = { name: 'api', namespace: namespace as never };
    const api = kubernetes({ apiVersion: 'apps/v1', kind: 'Deployment', metadata });
    const denied = kubernetes({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: DENY });
    expect(answers(namespacesDenyByDefault, api)).toEqual([
      expect.stringMatching(
        /^Deployment api: pods in 'default' may talk to anything that nothing forbids \(metadata\.namespace\)/,
      ),
    ]);
    const rollout = kubernetes({ ...api.object, apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' });
    expect(answers(namespacesDenyByDefault, rollout)).not.toEqual([]);
    expect(answers(namespacesDenyByDefault, api, policy(DENY, 'default'))).toEqual(['pass']);
    expect(answers(namespacesDenyByDefault, api, denied)).toEqual(['pass']);
  });

  test('has nothing to say about a plan without namespaces', () => {
    const role = kubernetes({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'reader' },
    });
    expect(answers(namespacesDenyByDefault, role)).toEqual([]);
  });
});

describe('network-peers-explicit', () => {
  const where = (operator: string, key = 'app', values?: string[]) => ({
    matchExpressions: [{ key, operator, values }],
  });
  const NAME = 'kubernetes.io/metadata.name';

  test('accepts rules that name whom they allow, and on which ports', () => {
    const named = { namespaceSelector: where('In', NAME, ['shop', 'web']), podSelector: where('In', 'app', ['web']) };
    const ingress = [{ from: [WEB, { podSelector: WEB.podSelector }, named], ports: PORTS }];
    const egress = [{ to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: PORTS }];
    expect(answers(networkPeersExplicit, policy({ podSelector: {}, ingress, egress }))).toEqual(['pass']);
  });

  const namespaces =
    'it names no namespace, so anyone who may create one gets in (@.namespaceSelector); ' +
    'name the namespace by kubernetes.io/metadata.name';
  const pods = 'it names no pods of the namespace (@.podSelector); name the pods by a label';

  test.each<[object[], string[]]>([
    [[], ['it lets anything in (spec.ingress[0].from); name the pods or the address range']],
    [[{}], [pods]],
    [[{ podSelector: {} }], [pods]],
    [[{ ...WEB, podSelector: undefined }], [pods]],
    [[{ ...WEB, podSelector: { matchLabels: {} } }], [pods]],
    [[{ ...WEB, namespaceSelector: {} }], [namespaces]],
    [[{ namespaceSelector: {} }], [namespaces, pods]],
    [[{ ...WEB, namespaceSelector: where('Exists', NAME) }], [namespaces]],
    [[{ ...WEB, namespaceSelector: where('NotIn', NAME, ['kube-system']) }], [namespaces]],
    [[{ ...WEB, podSelector: where('DoesNotExist') }], [pods]],
    [[{ ...WEB, ipBlock: null, podSelector: null }], [pods]],
  ])('refuses to let in %j', (from, says) => {
    expect(answers(networkPeersExplicit, policy({ ingress: [{ from, ports: PORTS }] }))).toEqual(
      says.map((line) => `NetworkPolicy shop/api: ${line.replace('@', 'spec.ingress[0].from[0]')}`),
    );
  });

  test.each([
    [{ to: [WEB] }, 'it opens every port (spec.egress[0].ports); name the ports that the other end listens on'],
    [
      { to: [WEB], ports: [] },
      'it opens every port (spec.egress[0].ports); name the ports that the other end listens on',
    ],
    [
      { to: [WEB], ports: [{ protocol: 'TCP' }] },
      'it opens every port (spec.egress[0].ports[0].port); name the ports that the other end listens on',
    ],
    [
      { to: [WEB], ports: [{ port: 1, endPort: 65535 }] },
      'it opens 65535 ports (spec.egress[0].ports[0].endPort); ' +
        'name the ports that the other end listens on, at most 2768 of them in one range',
    ],
    [{ ports: PORTS }, 'it lets pods reach anything (spec.egress[0].to); name the pods or the address range'],
  ])('refuses to let out %j', (rule, says) => {
    expect(answers(networkPeersExplicit, policy({ egress: [rule] }))).toEqual([`NetworkPolicy shop/api: ${says}`]);
  });

  test.each([
    [{ port: 30000, endPort: 32767 }, true],
    [{ port: 30000, endPort: 32768 }, false],
    [{ port: 8080, endPort: null }, true],
    [{ port: 'http', endPort: 9000 }, false],
  ])('passes the ports %j: %s', (range, passes) => {
    const answer = answers(networkPeersExplicit, policy({ egress: [{ to: [WEB], ports: [range] }] }));
    expect(answer[0] === 'pass').toBe(passes);
  });

  test('has nothing to say about a policy that allows nothing', () => {
    expect(answers(networkPeersExplicit, policy({ podSelector: {}, policyTypes: ['Ingress'] }))).toEqual([]);
  });

  test('refuses to answer for rules that are no list', () => {
    expect(answers(networkPeersExplicit, policy({ ingress: {} }))).toEqual([
      "unknown: NetworkPolicy shop/api: rule 'network-peers-explicit' cannot judge it: a list was expected " +
        '(spec.ingress); write it as the rule can read it',
    ]);
  });
});

describe('no-open-cidr', () => {
  const egress = (cidr: unknown, except?: string[]) =>
    policy({ egress: [{ to: [{ ipBlock: { cidr, ...(except && { except }) } }], ports: PORTS }] });
  const ingress = (cidr: string, matchLabels: object) =>
    policy({ podSelector: { matchLabels }, ingress: [{ from: [{ ipBlock: { cidr } }], ports: PORTS }] });

  test.each(['10.0.0.0/8', '192.0.2.1/32', '2001:db8::/32', 'fd00::/8'])('accepts calls to %s', (cidr) => {
    expect(answers(noOpenCidr, egress(cidr))).toEqual(['pass']);
  });

  test.each([
    ['0.0.0.0/0', 8],
    ['10.0.0.0/7', 8],
    ['::/0', 32],
    ['2000::/3', 32],
    ['2a00::/8', 32],
    ['2001:db8::/31', 32],
    ['fc00::/7', 8],
  ])('refuses calls to %s', (cidr, widest) => {
    expect(answers(noOpenCidr, egress(cidr, ['10.0.0.0/8']))).toEqual([
      `NetworkPolicy shop/api: pods may call any address in ${cidr} (spec.egress[0].to[0].ipBlock.cidr); ` +
        `name the range that is meant, of /${widest} or narrower`,
    ]);
  });

  test('counts the addresses of many ranges together, each once', () => {
    const eights = (count: number) => [...Array(count).keys()].map((i) => ({ ipBlock: { cidr: `${i}.0.0.0/8` } }));
    const globals = (count: number) =>
      [...Array(count).keys()].map((i) => ({ ipBlock: { cidr: `2${i.toString(16).padStart(3, '0')}::/32` } }));
    const out = (to: object[]) => answers(noOpenCidr, policy({ egress: [{ to, ports: PORTS }] }));
    const inside = [{ ipBlock: { cidr: '10.1.0.0/16' } }, { ipBlock: { cidr: '10.0.0.0/8' } }];
    expect(out([...eights(8), ...eights(8)])).toEqual(['pass']);
    expect(out([...eights(7), ...inside])).toEqual(['pass']);
    expect(out([...globals(200), { ipBlock: { cidr: 'fd00::/8' } }])).toEqual(['pass']);
    const open = 'NetworkPolicy shop/api: pods may call any address of its many ranges (spec.egress[0].to); ';
    for (const many of [eights(256), [...eights(8), ...inside]]) {
      expect(out(many)).toEqual([`${open}name the ranges that are meant, and no others`]);
    }
  });

  test('accepts strangers at a gateway only', () => {
    const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', { spec: { gatewayClassName: 'istio' } }, 'edge');
    const strangers = ingress('0.0.0.0/0', { 'gateway.networking.k8s.io/gateway-name': 'edge' });
    expect(answers(noOpenCidr, gateway, strangers)).toEqual(['pass']);
    expect(answers(noOpenCidr, ingress('0.0.0.0/0', { app: 'api' }))).toEqual([
      'NetworkPolicy shop/api: any address in 0.0.0.0/0 may call in (spec.ingress[0].from[0].ipBlock.cidr); ' +
        'name the range that is meant, of /8 or narrower; strangers come in by a gateway',
    ]);
  });

  test.each(['everywhere', '10.0.0.0', '10.0.0.0/33', '::1/129', '10.0.0.0/', '10.0.0.256/8'])(
    'refuses to answer for %s',
    (cidr) => {
      expect(answers(noOpenCidr, egress(cidr))).toEqual([
        `unknown: NetworkPolicy shop/api: rule 'no-open-cidr' cannot judge it: '${cidr}' is no address range ` +
          '(spec.egress[0].to[0].ipBlock.cidr); write it as the rule can read it',
      ]);
    },
  );
});

describe.each([noOpenCidr, metadataAddressExcluded])('IPv4 written as IPv6, to $id', (rule) => {
  test.each([
    ['::ffff:0:0/96', '::ffff:0:0/96'],
    ['::ffff:169.254.169.254/128', '::ffff:0:0/96'],
    ['::/8', '::ffff:0:0/96'],
    ['::/80', '::ffff:0:0/96'],
    ['64:ff9b::/96', '64:ff9b::/96'],
    ['64:ff9b::a9fe:a9fe/128', '64:ff9b::/96'],
    ['64:ff9b::/32', '64:ff9b::/96'],
  ])('refuses to answer for %s', (cidr, range) => {
    expect(answers(rule, policy({ egress: [{ to: [{ ipBlock: { cidr } }], ports: PORTS }] }))).toEqual([
      `unknown: NetworkPolicy shop/api: rule '${rule.id}' cannot judge it: '${cidr}' has a part of ${range}, IPv4 ` +
        'written as IPv6, which is read in two ways (spec.egress[0].to[0].ipBlock.cidr); write it as the rule can read it',
    ]);
  });
});

test.each([noOpenCidr, metadataAddressExcluded])('$id has nothing to say about an address range of null', (rule) => {
  expect(answers(rule, policy({ egress: [{ to: [{ ...WEB, ipBlock: null }], ports: PORTS }] }))).toEqual([]);
});

describe('metadata-address-excluded', () => {
  const egress = (cidr: string, except?: string[]) =>
    policy({ egress: [{ to: [{ ipBlock: { cidr, ...(except && { except }) } }], ports: PORTS }] });

  test.each([
    ['10.0.0.0/8', undefined],
    ['2001:db8::/32', undefined],
    ['169.254.20.10/32', undefined],
    ['169.0.0.0/8', ['169.254.169.254/32', '169.254.170.2/32']],
    ['169.0.0.0/8', ['169.1.0.0/16', '169.254.0.0/16']],
    ['100.64.0.0/10', ['100.100.100.200/32']],
    ['168.63.129.17/32', undefined],
    ['fd00::/8', ['fd00:ec2::254/128', 'fd20:ce::254/128']],
    ['fd12:3456:789a::/48', undefined],
  ])('accepts %s except %j', (cidr, except) => {
    expect(answers(metadataAddressExcluded, egress(cidr, except))).toEqual(['pass']);
  });

  test.each<[cidr: string, except: string[] | undefined, ...contained: string[]]>([
    ['169.254.169.254/32', undefined, '169.254.169.254/32'],
    ['169.254.0.0/16', [], '169.254.169.254/32', '169.254.170.2/32'],
    ['169.254.0.0/16', ['169.254.169.254/32'], '169.254.170.2/32'],
    ['168.63.129.16/32', undefined, '168.63.129.16/32'],
    ['0.0.0.0/0', ['169.254.0.0/16'], '100.100.100.200/32', '168.63.129.16/32'],
    // AWS and Google, over IPv6.
    ['fd00:ec2::/32', undefined, 'fd00:ec2::254/128'],
    ['fd20:ce::254/128', undefined, 'fd20:ce::254/128'],
    ['fd00::/8', ['fd00:ec2::254/128'], 'fd20:ce::254/128'],
    ['::/0', [], 'fd00:ec2::254/128', 'fd20:ce::254/128'],
  ])('refuses %s except %j', (cidr, except, ...contained) => {
    expect(answers(metadataAddressExcluded, egress(cidr, except))).toEqual(
      contained.map(
        (address) =>
          `NetworkPolicy shop/api: ${cidr} contains the cloud's metadata address ` +
          `(spec.egress[0].to[0].ipBlock.except); add ${address} to it`,
      ),
    );
  });

  test('lets anyone call in from anywhere, which is for another rule to judge', () => {
    const open = policy({ ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: PORTS }] });
    expect(answers(metadataAddressExcluded, open)).toEqual([]);
  });
});
