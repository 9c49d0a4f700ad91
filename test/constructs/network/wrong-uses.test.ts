import { ApiObject } from 'cdk8s';
import {
  Connections,
  cidr,
  clients,
  ExternalHost,
  Port,
  podsIn,
  publicInternet,
  SecureNamespace,
  service,
  UserError,
  WebService,
  Worker,
} from '../../../constructs';
import { environment, IMAGE, RESOURCES } from '../../support/environment';

function orders() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const props = { image: IMAGE, scale: 1, resources: RESOURCES };
  const [api, web] = [new WebService(namespace, 'api', props), new WebService(namespace, 'web', props)];
  return { tree, namespace, api, web, mail: new Worker(namespace, 'mail', props) };
}

type Orders = ReturnType<typeof orders>;

/** As JavaScript calls it: whatever the compiler would have said. */
type Untyped = any;

const HTTP = Port.tcp(8080, 'http');

describe('whom and what a workload allows', () => {
  test.each<[string, (orders: Orders) => void, ...string[]]>([
    [
      'nobody',
      ({ web }) => web.connections.allowTo(undefined as Untyped),
      "'test/orders/web' calls `allowTo` with undefined; pass a workload, or a peer such as service(…) or cidr(…)",
    ],
    [
      'a name',
      ({ web }) => web.connections.allowTo('billing' as Untyped),
      "'test/orders/web' calls `allowTo` with 'billing'; pass the construct itself, or service(…) for another team's and cidr(…) for addresses",
    ],
    [
      'several at once',
      ({ web, api }) => web.connections.allowFrom([api] as Untyped),
      "'test/orders/web' calls `allowFrom` with [ [WebService] ]; pass one of them at a time",
    ],
    [
      'connections instead of who has them',
      ({ web, api }) => web.connections.allowTo(api.connections as Untyped),
      "'test/orders/web' calls `allowTo` with connections; pass the workload that has them",
    ],
    [
      'what only looks like a workload',
      ({ web }) => web.connections.allowTo({ connections: {} } as Untyped),
      "'test/orders/web' calls `allowTo` with connections that are none; make them by new Connections(…)",
    ],
    [
      'an object that was written by hand',
      ({ namespace, web }) => {
        const legacy = new ApiObject(namespace, 'legacy', { apiVersion: 'apps/v1', kind: 'Deployment' });
        web.connections.allowTo(legacy as Untyped);
      },
      "'test/orders/web' calls `allowTo` with Deployment 'test-orders-legacy', whose connections nobody knows; adopt it first: Existing.deployment(scope, id, { … })",
    ],
    [
      'a Service',
      ({ namespace, web }) => {
        const legacy = new ApiObject(namespace, 'legacy', { apiVersion: 'v1', kind: 'Service' });
        web.connections.allowTo(legacy as Untyped);
      },
      "'test/orders/web' calls `allowTo` with Service 'test-orders-legacy', whose connections nobody knows; pass the workload behind it",
    ],
    [
      'a peer without anything',
      ({ web }) => web.connections.allowTo({} as Untyped),
      "'test/orders/web' has no `peer.name`; give it the name that previews print",
      "'test/orders/web' has no `peer.role`; choose one of 'workload', 'infrastructure', 'external'",
      "'test/orders/web' has no `peer.selectors`; list the peers of a NetworkPolicy that it is, e.g. [podsIn(namespace, labels)]",
    ],
    [
      'a peer that is everyone, by a service account that is none',
      ({ web }) =>
        web.connections.allowFrom({ name: 'x', role: 'external', selectors: [{}], serviceAccount: 'billing' }),
      "'test/orders/web' has {} for `peer.selectors[0]`; write a peer of a NetworkPolicy, e.g. podsIn(namespace, labels)",
      "'test/orders/web' has 'billing' for `peer.serviceAccount`; write ns/<namespace>/sa/<name>",
    ],
    [
      'a number for a port, which would open them all',
      ({ web, api }) => web.connections.allowTo(api, { ports: [8080] } as Untyped),
      "'test/orders/web' has 8080 for `allowTo(…).ports[0]`; write Port.tcp(8080, 'http')",
    ],
    [
      'a text, a range and no port at all',
      ({ web, api }) => web.connections.allowTo(api, { ports: ['8080', { from: 1, to: 2 }, 0, undefined] } as Untyped),
      "'test/orders/web' has '8080' for `allowTo(…).ports[0]`; write Port.tcp(5432, 'postgres')",
      "'test/orders/web' has { from: 1, to: 2 } for `allowTo(…).ports[1]`; write Port.tcp(5432, 'postgres')",
      "'test/orders/web' has 0 for `allowTo(…).ports[2]`; write Port.tcp(5432, 'postgres')",
      "'test/orders/web' has undefined for `allowTo(…).ports[3]`; write Port.tcp(5432, 'postgres')",
    ],
    [
      'a port outside a list',
      ({ web, api }) => web.connections.allowTo(api, { ports: 8080 } as Untyped),
      "'test/orders/web' has 8080 for `allowTo(…).ports`; name the ports, e.g. [Port.tcp(5432, 'postgres')]",
    ],
    [
      'no ports of a workload that declares none',
      ({ web, mail }) => web.connections.allowTo(mail as Untyped),
      "'test/orders/web' cannot let 'orders/web' reach 'orders/mail', which declares no ports; name the ports to open, e.g. { ports: [Port.tcp(5432, 'postgres')] }",
    ],
    [
      'a port instead of options',
      ({ web, mail }) => web.connections.allowTo(mail, HTTP as Untyped),
      "'test/orders/web' has an unknown prop `allowTo(…).number`; it takes ports, http, why, origin",
      "'test/orders/web' has an unknown prop `allowTo(…).name`; it takes ports, http, why, origin",
      "'test/orders/web' has an unknown prop `allowTo(…).protocol`; it takes ports, http, why, origin",
    ],
    [
      'options that are none',
      ({ web, api }) => web.connections.allowTo(api, 8080 as Untyped),
      "'test/orders/web' has 8080 for `allowTo(…)`; write an object with ports, http, why, origin",
    ],
    [
      'words that are near',
      ({ web, api }) => web.connections.allowTo(api, { port: HTTP, reason: 'prices', methods: ['GET'] } as Untyped),
      "'test/orders/web' has an unknown prop `allowTo(…).port`; did you mean `allowTo(…).ports`?",
      "'test/orders/web' has an unknown prop `allowTo(…).reason`; did you mean `allowTo(…).why`?",
      "'test/orders/web' has an unknown prop `allowTo(…).methods`; did you mean `allowTo(…).http`?",
    ],
    [
      'a reason that says nothing',
      ({ web, api }) => web.connections.allowTo(api, { why: ' ' }),
      "'test/orders/web' has ' ' for `allowTo(…).why`; say in a line what the edge is for",
    ],
    [
      'methods and paths that are none',
      ({ web, api }) => web.connections.allowTo(api, { http: { methods: 'GET', paths: ['v1'] } } as Untyped),
      "'test/orders/web' has 'GET' for `allowTo(…).http.methods`; list methods, e.g. ['GET']",
      "'test/orders/web' has 'v1' for `allowTo(…).http.paths[0]`; write a path, e.g. '/v1/*'",
    ],
    [
      'a method in small letters',
      ({ web, api }) => web.connections.allowTo(api, { http: { methods: ['get'] } } as Untyped),
      "'test/orders/web' has 'get' for `allowTo(…).http.methods[0]`; choose one of 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'",
    ],
    [
      'an origin that is none',
      ({ web, api }) => web.connections.allowTo(api, { origin: { by: 'me' } } as Untyped),
      "'test/orders/web' has 'me' for `allowTo(…).origin.by`; choose one of 'allow', 'grant', 'expose', 'observe', 'operator'",
      "'test/orders/web' has no `allowTo(…).origin.declaredAt`; write an object with path, call",
    ],
    [
      'everything wrong at once',
      ({ web }) => web.connections.allowTo(null as Untyped, { ports: [1.5], whyy: 'x' } as Untyped),
      "'test/orders/web' calls `allowTo` with null; pass a workload, or a peer such as service(…) or cidr(…)",
      "'test/orders/web' has an unknown prop `allowTo(…).whyy`; did you mean `allowTo(…).why`?",
      "'test/orders/web' has 1.5 for `allowTo(…).ports[0]`; write Port.tcp(5432, 'postgres')",
    ],
  ])('refuses %s', (_, use, ...problems) => {
    expect(() => use(orders())).toThrow(new UserError(problems));
  });
});

describe('connections of a workload of one’s own', () => {
  test.each<[string, Untyped, ...string[]]>([
    ['no props', undefined, "'test/orders/legacy' has no props; write an object with workload, selector"],
    [
      'no labels, which select every pod of the namespace',
      { workload: 'legacy', selector: {} },
      "'test/orders/legacy' has no label in `selector`, which is every pod of the namespace; write the labels of its pods",
    ],
    [
      'a selector as Kubernetes writes it',
      { workload: 'legacy', selector: { matchLabels: { app: 'legacy' } } },
      "'test/orders/legacy' has { app: 'legacy' } for `selector['matchLabels']`; write at most 63 letters, digits, `-`, `_` and `.`",
    ],
    [
      'numbers for ports',
      { workload: 'legacy', selector: { app: 'legacy' }, ports: [8080] },
      "'test/orders/legacy' has 8080 for `ports[0]`; write Port.tcp(8080, 'http')",
    ],
    [
      'props that nobody reads',
      { name: 'legacy', labels: { app: 'legacy' }, serviceAccountName: 'legacy' },
      "'test/orders/legacy' has an unknown prop `name`; did you mean `workload`?",
      "'test/orders/legacy' has an unknown prop `labels`; did you mean `selector`?",
      "'test/orders/legacy' has an unknown prop `serviceAccountName`; did you mean `serviceAccount`?",
    ],
  ])('refuses %s', (_, props, ...problems) => {
    const { namespace } = orders();
    expect(() => new Connections(namespace, 'legacy', props)).toThrow(new UserError(problems));
  });
});

describe('ports and peers', () => {
  test.each<[string, () => unknown, ...string[]]>([
    ['port 0', () => Port.tcp(0, 'http'), "port 'http' is 0; write a whole number from 1 to 65535"],
    [
      'a port as text',
      () => Port.tcp('8080' as Untyped, 'http'),
      "port 'http' is '8080'; write a whole number from 1 to 65535",
    ],
    [
      'a port without a name',
      () => Port.udp(53, undefined as Untyped),
      'port 53 has undefined for its name; write up to 15 of a-z, 0-9 and -',
    ],
    [
      'a name of a port that Kubernetes does not take',
      () => Port.tcp(8080, 'HTTP traffic of mine'),
      "port 8080 has 'HTTP traffic of mine' for its name; write up to 15 of a-z, 0-9 and -",
    ],
    [
      'a range without ports',
      () => cidr('203.0.113.0/24', undefined as Untyped),
      "cidr('203.0.113.0/24') has undefined for `ports`; name the ports, e.g. [Port.tcp(5432, 'postgres')]",
    ],
    [
      'the internet on a number',
      () => publicInternet([443] as Untyped),
      "publicInternet(…) has 443 for `ports[0]`; write Port.tcp(443, 'http')",
    ],
    [
      'a range that is none',
      () => cidr(undefined as Untyped, [HTTP]),
      "'undefined' is not a CIDR; write a network and its mask, e.g. 203.0.113.0/24",
    ],
    [
      'one range instead of a list',
      () => clients('0.0.0.0/0' as Untyped),
      "clients(…) has '0.0.0.0/0' for its ranges; list them, e.g. ['203.0.113.0/24']",
    ],
    [
      'a service without labels',
      () => service('billing', undefined as Untyped, [HTTP]),
      "pods of 'billing': it has undefined for `labels`; write the labels of its pods",
    ],
    [
      'a service whose ports are numbers',
      () => service('billing', { app: 'api' }, [8080] as Untyped),
      "service('billing') has 8080 for `ports[0]`; write Port.tcp(8080, 'http')",
    ],
    [
      'a service in a namespace that cannot be',
      () => service('Billing Team', { app: 'api' }, [HTTP]),
      "pods of 'Billing Team' are nobody's; write the name of a namespace",
    ],
    [
      'a service by labels that no pod can have',
      () => service('billing', { app: 'the api', 'a b': 'c' }, [HTTP]),
      "pods of 'billing': it has 'the api' for `labels['app']`; write at most 63 letters, digits, `-`, `_` and `.`",
      "pods of 'billing': it has `labels['a b']`, a key that Kubernetes does not take; write a name, or `example.com/name`",
    ],
    // Unread, it would be a caller without an identity.
    [
      'a service whose account is called otherwise, or is none',
      () => service('billing', { app: 'api' }, [HTTP], { sa: 'api' } as Untyped),
      "service('billing') has an unknown prop `sa`; did you mean `serviceAccount`?",
    ],
    [
      'a service of an account that cannot be',
      () => service('billing', { app: 'api' }, [HTTP], { serviceAccount: 'A B' }),
      "service('billing') has 'A B' for `serviceAccount`; write the name of its service account",
    ],
    [
      'pods of no namespace',
      () => podsIn(undefined as Untyped, { app: 'api' }),
      "pods of undefined are nobody's; write the name of a namespace",
    ],
  ])('refuses %s', (_, use, ...problems) => {
    expect(use).toThrow(new UserError(problems));
  });

  test.each<[string, Untyped, ...string[]]>([
    [
      'a host without addresses, under another word',
      { hostname: 'api.example.com' },
      "'test/orders/payments' has an unknown prop `hostname`; did you mean `host`?",
      "'test/orders/payments' has no `addresses`; list the ranges that its owner publishes, or write 'public-internet'",
    ],
    [
      'a host on a number, in a protocol that is none',
      { host: 'api.example.com', addresses: ['203.0.113.0/24'], port: 443, tls: true },
      "'test/orders/payments' has 443 for `port`; write Port.tcp(443, 'http')",
      "'test/orders/payments' has true for `tls`; choose one of 'application', 'sidecar', 'nobody'",
    ],
  ])('refuses %s', (_, props, ...problems) => {
    const { namespace } = orders();
    expect(() => new ExternalHost(namespace, 'payments', props)).toThrow(new UserError(problems));
  });

  test('refuses a namespace that is enforced in a way of its own', () => {
    const wrong = { enforcement: 'audited', mesh: false } as Untyped;
    expect(() => new SecureNamespace(environment(), 'orders', wrong)).toThrow(
      new UserError([
        "'test/orders' has an unknown prop `mesh`; it takes enforcement, owner",
        "'test/orders' has 'audited' for `enforcement`; choose one of 'enforced', 'audit'",
      ]),
    );
  });
});
