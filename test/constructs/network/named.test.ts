import { App } from 'cdk8s';
import {
  Connections,
  cidr,
  clients,
  Environment,
  ExternalHost,
  endsOf,
  kubeApi,
  kubelet,
  type Peer,
  Port,
  type Ports,
  planOf,
  publicInternet,
  type RuleParameters,
  SecureNamespace,
  synthesize,
  WebService,
  workloadLabels,
} from '../../../constructs';
import { failsCheck, judge } from '../../../policies/index';
import { FACTS, IMAGE, objectIn, objectsOf, POSTURE, RESOURCES } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

const HTTPS: Ports = [Port.tcp(443, 'https')];

function orders(parameters: RuleParameters, facts: Partial<typeof FACTS> = {}) {
  const tree = new Environment(new App(), 'test', { posture: POSTURE, facts: { ...FACTS, ...facts }, ...parameters });
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
  // Outside the mesh, so that anybody may call it.
  const edge = new Connections(namespace, 'edge', { workload: 'edge', selector: workloadLabels('edge'), ports: HTTPS });
  return { tree, namespace, api, edge };
}

/** The ranges in the policy of a workload, each with what is left out of it. */
function rangesOf(tree: Environment, direction: 'ingress' | 'egress' = 'egress', workload = 'api') {
  const entries = (objectIn(tree, 'NetworkPolicy', workload)['spec'] as any)[direction] as any[];
  const peers = entries.flatMap(({ from, to }) => from ?? to ?? []);
  return Object.fromEntries(peers.flatMap((one) => (one.ipBlock ? [[one.ipBlock.cidr, one.ipBlock.except]] : [])));
}

const LISTED = { metadataAddresses: ['169.254.0.23/32', 'fd00::1/128', '203.0.113.5/32', '169.254.169.254/32'] };

describe('addresses where a cloud hands out credentials, as a platform lists them', () => {
  test.each<[range: string, ...except: string[]]>([
    ['169.254.0.0/16', '169.254.169.254/32', '169.254.170.2/32', '169.254.0.23/32'],
    ['169.254.0.22/31', '169.254.0.23/32'],
    ['fd00::/8', 'fd00:ec2::254/128', 'fd20:ce::254/128', 'fd00::1/128'],
    ['203.0.113.0/24', '203.0.113.5/32'],
  ])('are left out of %s, each once', (range, ...except) => {
    const { tree, api } = orders(LISTED);
    api.connections.allowTo(cidr(range, HTTPS));
    expect(rangesOf(tree)[range]).toEqual(except);
    const verdicts = judge(planOf(tree)).filter(({ rule }) => rule === 'metadata-address-excluded');
    expect([verdicts.length > 0, failsCheck(verdicts)]).toEqual([true, false]);
  });

  test('are left out of the public internet, where they are not already', () => {
    const { tree, api } = orders(LISTED);
    api.connections.allowTo(publicInternet(HTTPS));
    const [before] = publicInternet(HTTPS).selectors;
    expect(rangesOf(tree)).toMatchObject({
      '0.0.0.0/0': [...(before!.ipBlock?.except ?? []), '203.0.113.5/32'],
      '2000::/3': undefined,
    });
  });

  test('are left out of the ranges of a host outside, and of the API server', () => {
    const apiServer = { cidrs: ['203.0.113.0/28'], port: 6443 };
    const { tree, namespace, api } = orders(LISTED, { cluster: { ...FACTS.cluster, apiServer } });
    const addresses = ['203.0.113.0/24'] as const;
    api.connections.allowTo(new ExternalHost(namespace, 'pay', { host: 'pay.example.com', addresses }));
    api.connections.allowTo(kubeApi(Environment.of(api).facts));
    expect(rangesOf(tree)).toMatchObject({
      '203.0.113.0/24': ['203.0.113.5/32'],
      '203.0.113.0/28': ['203.0.113.5/32'],
    });
  });

  test('are left out of what the plan says of the other end, too, which its edges are compared with', () => {
    const { tree, api } = orders(LISTED);
    api.connections.allowTo(cidr('203.0.113.0/24', HTTPS));
    const [end] = endsOf(tree).filter(({ name }) => name === '203.0.113.0/24');
    expect(end).toMatchObject({
      role: 'external',
      ports: [{ name: 'https', port: 443, protocol: 'TCP' }],
      selectors: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.5/32'] } }],
    });
    const verdicts = judge(planOf(tree)).filter(({ rule }) => rule === 'declared-edges-are-open');
    const messages = verdicts.flatMap((one) => one.messages);
    expect([verdicts.length > 0, messages.filter((one) => one.includes('orders/api'))]).toEqual([true, []]);
  });

  test('are left out of a range that may call in, and be called', () => {
    const { tree, edge } = orders(LISTED);
    edge.allowFrom(cidr('203.0.113.0/24', HTTPS));
    expect(rangesOf(tree, 'ingress', 'edge')).toEqual({ '203.0.113.0/24': ['203.0.113.5/32'] });
  });

  test('that the facts name for something else are left to the rule: no policy may except all of a range', () => {
    const apiServer = { cidrs: ['203.0.113.5/32'], port: 6443 };
    const { tree, api } = orders(LISTED, { cluster: { ...FACTS.cluster, apiServer } });
    api.connections.allowTo(kubeApi(Environment.of(api).facts));
    expect(rangesOf(tree)).toMatchObject({ '203.0.113.5/32': undefined });
    const failing = judge(planOf(tree)).filter(({ outcome }) => outcome === 'fail');
    expect(failing.map(({ rule }) => rule)).toContain('metadata-address-excluded');
  });

  test('have nothing to do with who only calls', () => {
    const { tree, edge } = orders({ metadataAddresses: ['10.0.0.7/32', '203.0.113.5/32'] });
    edge.allowFrom(clients(['203.0.113.0/24']));
    edge.allowFrom(kubelet(FACTS));
    const ranges = rangesOf(tree, 'ingress', 'edge');
    expect(Object.keys(ranges)).toEqual(expect.arrayContaining(['203.0.113.0/24', '10.0.0.0/16']));
    expect(Object.values(ranges).filter((except) => except !== undefined)).toEqual([]);
  });

  test('are not called themselves', () => {
    const { api } = orders({ metadataAddresses: ['169.254.0.23/32', 'fd00::1/128'] });
    const both: Peer = {
      name: 'credentials',
      role: 'external',
      ports: HTTPS,
      selectors: ['169.254.0.23/32', 'fd00::1/128'].map((text) => ({ ipBlock: { cidr: text } })),
    };
    const refusal = (text: string) =>
      `'test/orders/api' names '${text}', which is where the cloud hands out credentials; give the workload credentials of its own`;
    const name = (peer: Peer) => problemsOf(() => api.connections.allowTo(peer));
    expect(name(cidr('169.254.0.23/32', HTTPS))).toEqual([refusal('169.254.0.23/32')]);
    expect(name(both)).toEqual(['169.254.0.23/32', 'fd00::1/128'].map(refusal));
  });

  test('are none where a platform lists none, and nothing else of it is rendered', () => {
    const rendered = [{}, { metadataAddresses: ['192.0.2.1/32'], widestRange: { ipv4: 16 } }].map((parameters) => {
      const { tree, api } = orders(parameters);
      for (const range of ['169.254.0.0/16', 'fd00::/16']) api.connections.allowTo(cidr(range, HTTPS));
      return objectsOf(synthesize(tree));
    });
    expect(rendered[1]).toEqual(rendered[0]);
    expect(rangesOf(orders({}).tree)).toEqual({ '10.96.0.10/32': undefined, '169.254.20.10/32': undefined });
  });
});

describe('the widest range of a platform', () => {
  const widestRange = { ipv4: 16, ipv6: 48 };
  const refusal = (text: string, widest: number) =>
    `'test/orders/api' names '${text}', which is wider than the /${widest} that the platform allows; name the range that is meant, or say publicInternet(…) and ask for an exemption`;

  test.each([
    ['10.0.0.0/15', 16],
    ['10.0.0.0/8', 16],
    ['2001:db8::/47', 48],
    ['fd00::/47', 48],
    ['fd00::/8', 48],
  ])('is asked of %s, in both directions', (range, widest) => {
    const { api } = orders({ widestRange });
    expect(problemsOf(() => api.connections.allowTo(cidr(range, HTTPS)))).toEqual([refusal(range, widest)]);
    expect(problemsOf(() => api.connections.allowFrom(cidr(range, HTTPS)))).toEqual([refusal(range, widest)]);
    // Nobody else is asked for anything narrower.
    expect(() => orders({}).api.connections.allowTo(cidr(range, HTTPS))).not.toThrow();
  });

  test.each(['10.1.0.0/16', '2001:db8::/48', 'fd00::/48'])('lets %s be named', (range) => {
    const { tree, api } = orders({ widestRange });
    api.connections.allowTo(cidr(range, HTTPS));
    expect(Object.keys(rangesOf(tree))).toContain(range);
    const verdicts = judge(planOf(tree)).filter(({ rule }) => rule === 'no-open-cidr');
    expect([verdicts.length > 0, failsCheck(verdicts)]).toEqual([true, false]);
  });

  test('of one family says nothing of the other', () => {
    const { api } = orders({ widestRange: { ipv4: 16 } });
    for (const range of ['2001:db8::/32', 'fd00::/8']) api.connections.allowTo(cidr(range, HTTPS));
    const other = orders({ widestRange: { ipv6: 48 } });
    expect(() => other.api.connections.allowTo(cidr('10.0.0.0/8', HTTPS))).not.toThrow();
  });

  test('is told of every range of a host outside that is wider, at once', () => {
    const { namespace, api } = orders({ widestRange });
    const addresses = ['10.0.0.0/8', '10.1.0.0/16', '2001:db8::/32'] as const;
    const host = new ExternalHost(namespace, 'pay', { host: 'pay.example.com', addresses });
    expect(problemsOf(() => api.connections.allowTo(host))).toEqual([
      refusal('10.0.0.0/8', 16),
      refusal('2001:db8::/32', 48),
    ]);
  });

  test('is asked by the rule of what the facts name', () => {
    const apiServer = { cidrs: ['203.0.0.0/15'], port: 6443 };
    const { tree, api } = orders({ widestRange }, { cluster: { ...FACTS.cluster, apiServer } });
    api.connections.allowTo(kubeApi(Environment.of(api).facts));
    const failing = judge(planOf(tree)).filter(({ outcome }) => outcome === 'fail');
    expect(failing.map(({ rule }) => rule)).toContain('no-open-cidr');
  });

  test('leaves the public internet to the rule, and to the rule clients from anywhere', () => {
    const { tree, api, edge } = orders({ widestRange });
    api.connections.allowTo(publicInternet(HTTPS));
    edge.allowFrom(clients(['10.0.0.0/8']));
    const verdicts = judge(planOf(tree)).filter(({ rule, outcome }) => rule === 'no-open-cidr' && outcome === 'fail');
    expect(verdicts.flatMap(({ violations }) => violations.map(({ problem, fix }) => `${problem}; ${fix}`))).toEqual([
      'pods may call any address in 0.0.0.0/0; name the range that is meant, of /16 or narrower',
      'pods may call any address in 2000::/3; name the range that is meant, of /48 or narrower',
      'any address in 10.0.0.0/8 may call in; name the range that is meant, of /16 or narrower; strangers come in by a gateway',
    ]);
  });
});
