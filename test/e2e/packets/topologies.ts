import {
  Connections,
  clients,
  kubeApi,
  type Peer,
  Port,
  podsIn,
  SecureNamespace,
  synthesize,
  workloadLabels,
} from '../../../constructs';
import { environment, FACTS, objectsOf } from '../../support/environment';
import type { CastPod } from './cast';
import { policy } from './policy';
import type { Topology } from './topology';
import { standIn } from './workload-pods';

const replicas = (namespace: string, workload: string, count: number): readonly CastPod[] =>
  Array.from({ length: count }, (_, index) => standIn(namespace, `${workload}-${index}`, workloadLabels(workload)));

const connections = <const Declared extends readonly Port[]>(
  namespace: SecureNamespace,
  workload: string,
  ...ports: Declared
) => new Connections<Declared>(namespace, workload, { workload, selector: workloadLabels(workload), ports });

const dnsAnd = (...ports: Topology['ports']): Topology['ports'] => [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
  ...ports,
];

/** Replicas in two namespaces, TCP and UDP on one number, a stranger, and namesakes on both sides of a boundary. */
export function shopAndLedger(): Topology {
  const tree = environment();
  const [shop, ledger] = [new SecureNamespace(tree, 'shop'), new SecureNamespace(tree, 'ledger')];
  const web = connections(shop, 'web', Port.tcp(8080, 'http'));
  const cart = connections(shop, 'cart', Port.tcp(8080, 'http'));
  const meter = connections(ledger, 'meter', Port.udp(8125, 'statsd'));
  const books = connections(ledger, 'books', Port.tcp(5432, 'postgres'), Port.tcp(8125, 'admin'));
  web.allowTo({ connections: cart });
  web.allowTo({ connections: meter });
  cart.allowTo({ connections: books }, { ports: [Port.tcp(5432, 'postgres')] });
  books.allowTo({ connections: meter });
  return {
    name: 'a shop and its ledger',
    objects: objectsOf(synthesize(tree)),
    actors: [
      ...[replicas('shop', 'web', 3), replicas('shop', 'cart', 2)].flat(),
      ...[replicas('ledger', 'meter', 1), replicas('ledger', 'books', 2)].flat(),
      // The first is as unprotected as its namespace; the second bears the name of one that may call `books`.
      standIn('visitors', 'web', workloadLabels('web')),
      standIn('ledger', 'cart', workloadLabels('cart')),
      standIn('visitors', 'stranger', {}),
      standIn('kube-system', 'kube-dns', { 'k8s-app': 'kube-dns' }),
    ],
    ports: dnsAnd(
      { port: 8080, protocol: 'TCP' },
      { port: 5432, protocol: 'TCP' },
      { port: 8125, protocol: 'TCP' },
      { port: 8125, protocol: 'UDP' },
    ),
  };
}

/** Ports that each pod numbers for itself, and ranges of them. */
export function namesAndRanges(): Topology {
  const tree = environment();
  const farm = new SecureNamespace(tree, 'farm');
  const caller = connections(farm, 'caller');
  const servers: Peer = {
    name: 'servers',
    role: 'workload',
    ports: [Port.tcp(8080, 'old'), Port.tcp(9090, 'new'), Port.udp(5353, 'names')],
    selectors: [podsIn('farm', { app: 'server' })],
  };
  caller.allowTo(servers);
  const listening = (name: string, http: number, labels = {}): CastPod => ({
    ...standIn('farm', name, { app: 'server', ...labels }),
    containerPorts: [
      { name: 'http', containerPort: http },
      { name: 'names', containerPort: 5353, protocol: 'UDP' },
    ],
  });
  return {
    name: 'ports by name and by range',
    objects: [
      ...objectsOf(synthesize(tree)),
      policy('farm', 'by-name', {
        podSelector: { matchLabels: { app: 'server' } },
        ingress: [{ ports: [{ port: 'http' }, { port: 'names', protocol: 'UDP' }] }],
      }),
      policy('farm', 'by-range', {
        podSelector: { matchExpressions: [{ key: 'release', operator: 'In', values: ['new'] }] },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } }],
            ports: [
              { port: 7000, endPort: 7010 },
              { port: 7000, endPort: 7005, protocol: 'UDP' },
            ],
          },
        ],
      }),
    ],
    actors: [
      ...replicas('farm', 'caller', 2),
      listening('old', 8080),
      listening('new', 9090, { release: 'new' }),
      standIn('tools', 'driver', {}),
      standIn('visitors', 'stranger', {}),
    ],
    namespaces: { tools: { team: 'tools' } },
    ports: [
      ...[6999, 7000, 7005, 7010, 7011, 8080, 9090].map((port) => ({ port, protocol: 'TCP' }) as const),
      ...[5353, 7000, 7005, 7006].map((port) => ({ port, protocol: 'UDP' }) as const),
    ],
  };
}

/** Who is known by an address only: clients and servers outside, some of them excepted. */
export function addresses(): Topology {
  const tree = environment();
  const border = new SecureNamespace(tree, 'border');
  const gate = connections(border, 'gate', Port.tcp(443, 'https'));
  const agent = connections(border, 'agent');
  gate.allowFrom(clients(['198.51.100.0/24']));
  agent.allowTo(kubeApi(FACTS));
  agent.allowTo({ connections: gate });
  return {
    name: 'addresses outside',
    objects: [
      ...objectsOf(synthesize(tree)),
      policy('border', 'partners', {
        podSelector: { matchLabels: workloadLabels('agent') },
        egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.128/25'] } }], ports: [{ port: 443 }] }],
        ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['198.51.100.0/24'] } }], ports: [{ port: 9000 }] }],
      }),
    ],
    actors: [
      ...replicas('border', 'gate', 2),
      ...replicas('border', 'agent', 1),
      standIn('visitors', 'stranger', {}),
      { kind: 'outsider', name: 'client', address: '198.51.100.7' },
      { kind: 'outsider', name: 'partner', address: '192.0.2.10' },
      { kind: 'outsider', name: 'former-partner', address: '192.0.2.200' },
      { kind: 'outsider', name: 'api-server', address: FACTS.cluster.apiServer.cidrs[0]!.replace('/32', '') },
      { kind: 'outsider', name: 'dns-service', address: FACTS.cluster.dns.serviceIp },
    ],
    ports: dnsAnd(...[443, 6443, 9000].map((port) => ({ port, protocol: 'TCP' }) as const)),
  };
}
