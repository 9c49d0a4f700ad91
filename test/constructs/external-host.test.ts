import { ExternalHost, Port, SecureNamespace, synthesize, WebService, Worker } from '../../constructs';
import { judge } from '../../policies/index';
import { canReach } from '../support/can-reach';
import { environment, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';

type Props = ConstructorParameters<typeof ExternalHost>[2];
const RANGES = ['203.0.113.0/24'] as const;

function shop(props: Partial<Props> = {}) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
  api.connections.allowTo(
    new ExternalHost(namespace, 'payments', { host: 'api.example.com', addresses: RANGES, ...props }),
  );
  const reaches = (ip: string, port: number) =>
    canReach(
      objectsOf(synthesize(tree)),
      { namespace: 'orders', labels: { 'dwcp.io/workload': 'api' } },
      { namespace: 'nowhere', labels: {}, ip },
      { port, protocol: 'TCP' },
    );
  return { tree, namespace, api, reaches };
}

const entryOf = (tree: ReturnType<typeof environment>) => objectIn(tree, 'ServiceEntry', 'payments')['spec'];

test('a host outside is known by name to the mesh of the namespace, and by address to its network', () => {
  const { tree, reaches } = shop();
  expect(entryOf(tree)).toEqual({
    hosts: ['api.example.com'],
    exportTo: ['.'],
    location: 'MESH_EXTERNAL',
    resolution: 'DNS',
    ports: [{ number: 443, name: 'https', protocol: 'TLS' }],
  });
  expect(reaches('203.0.113.9', 443)).toBe(true);
  expect(reaches('203.0.113.9', 80)).toBe(false);
  expect(reaches('198.51.100.9', 443)).toBe(false);
});

test('a sidecar that speaks TLS for the application checks the name, and leaves on the port of the host', () => {
  const { tree, reaches } = shop({ tls: 'sidecar' });
  expect(entryOf(tree)).toMatchObject({ ports: [{ number: 80, targetPort: 443, protocol: 'HTTP' }] });
  expect(objectIn(tree, 'DestinationRule', 'payments')['spec']).toEqual({
    host: 'api.example.com',
    exportTo: ['.'],
    trafficPolicy: {
      portLevelSettings: [
        { port: { number: 80 }, tls: { mode: 'SIMPLE', sni: 'api.example.com', subjectAltNames: ['api.example.com'] } },
      ],
    },
  });
  expect(reaches('203.0.113.9', 443)).toBe(true);
  expect(reaches('203.0.113.9', 80)).toBe(false);
});

test('a protocol that begins in clear text is TCP to the mesh', () => {
  const { tree } = shop({ tls: 'nobody', port: Port.tcp(587, 'smtp') });
  expect(entryOf(tree)).toMatchObject({ ports: [{ number: 587, name: 'smtp', protocol: 'TCP' }] });
});

test('two hosts that begin in clear text on one port are refused, because a sidecar would take one for the other', () => {
  const { tree } = shop({ tls: 'nobody', port: Port.tcp(587, 'smtp') });
  const namespace = tree.node.findChild('orders') as SecureNamespace;
  const second = (port: number) =>
    new ExternalHost(namespace, `relay-${port}`, {
      host: 'relay.example.com',
      port: Port.tcp(port, 'smtp'),
      tls: 'nobody',
      addresses: ['203.0.113.0/24'],
    });
  expect(() => second(25)).not.toThrow();
  expect(() => second(587)).toThrow(
    "'test/orders/relay-587' begins in clear text on 587/TCP, as 'test/orders/payments' in the same namespace does, and a " +
      'sidecar cannot tell the two apart; give one of them a namespace of its own, or another port',
  );
});

test('a host whose addresses nobody publishes takes the public internet, which the rules fail', () => {
  const failed = (addresses: Props['addresses']) => {
    const { tree, namespace, api } = shop({ addresses });
    new Worker(namespace, 'caller', { image: IMAGE, scale: 1, resources: RESOURCES }).connections.allowTo(api);
    return judge(synthesize(tree))
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ rule }) => rule);
  };
  expect(failed(RANGES)).toEqual([]);
  expect(failed('public-internet')).toEqual(['no-open-cidr']);
});

test('two doors of one host are two rules, each with its own addresses', () => {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
  const host = 'api.example.com';
  for (const [id, port, range] of [
    ['web', Port.tcp(443, 'https'), '203.0.113.0/24'],
    ['mail', Port.tcp(465, 'smtps'), '198.51.100.0/24'],
  ] as const) {
    api.connections.allowTo(new ExternalHost(namespace, id, { host, port, addresses: [range] }));
  }
  const from = { namespace: 'orders', labels: { 'dwcp.io/workload': 'api' } };
  const reached = ['203.0.113.9', '198.51.100.9'].map((ip) =>
    [443, 465].filter((port) =>
      canReach(objectsOf(synthesize(tree)), from, { namespace: 'nowhere', labels: {}, ip }, { port, protocol: 'TCP' }),
    ),
  );
  expect(reached).toEqual([[443], [465]]);
});

test.each<[Partial<Props>, string]>([
  [
    { host: '*.example.com' },
    "names '*.example.com', which is no host outside; write a whole name, e.g. api.example.com",
  ],
  [{ host: '203.0.113.9' }, "names '203.0.113.9', which is no host outside; write a whole name, e.g. api.example.com"],
  [
    { host: 'api.billing.svc.cluster.local' },
    "names 'api.billing.svc.cluster.local', which is no host outside; write a whole name, e.g. api.example.com",
  ],
  [{ port: Port.udp(123, 'ntp') }, 'is called on 123/UDP; use a TCP port: the mesh carries no UDP'],
])('refuses %j', (props, problem) => {
  expect(() => shop(props)).toThrow(`'test/orders/payments' ${problem}`);
});

test('refuses ranges that are none, or are everyone', () => {
  expect(() => shop({ addresses: ['0.0.0.0/0'] })).toThrow("'0.0.0.0/0' is wider than the /8 that anybody owns");
  // @ts-expect-error no address is not every address
  expect(() => shop({ addresses: [] })).toThrow(
    "'test/orders/payments' has [] for `addresses`; list the ranges that its owner publishes, or write 'public-internet'",
  );
});
