import {
  certManager,
  cidr,
  Gateway,
  kubeApi,
  Pod,
  Port,
  Postgres,
  Redis,
  ScheduledJob,
  SecureNamespace,
  synthesize,
  vaultSecretsOperator,
  WebService,
} from '../../constructs';
import { canReach, type Pod as Party } from '../support/can-reach';
import { environment, FACTS, IMAGE, objectIn, objectsOf, RESOURCES } from '../support/environment';

// What docs/default-deny.md says of a namespace in which nothing is allowed until it is declared, one test each.

const tree = environment();
const shop = new SecureNamespace(tree, 'orders');
const postgres = new Postgres(shop, 'db', {
  instances: 3,
  image: IMAGE,
  storage: '10Gi',
  resources: RESOURCES,
  pooler: { instances: 2, image: IMAGE, resources: RESOURCES },
  credentials: { ttlHours: 12 },
});
const redis = new Redis(shop, 'cache', { image: IMAGE, storage: '2Gi', resources: RESOURCES });
const api = new WebService(shop, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
const webhook = new Pod(shop, 'webhook', {
  name: 'webhook',
  image: IMAGE,
  resources: RESOURCES,
  ports: [Port.tcp(9443, 'webhook')],
  mesh: false,
  rolloutSeconds: 60,
});
const report = new ScheduledJob(shop, 'report', { image: IMAGE, schedule: '0 6 * * 1', resources: RESOURCES });
postgres.grantReadWrite(api);
postgres.grantReadOnly(report);
redis.grantReadWrite(api);
webhook.connections.allowFrom(kubeApi(FACTS));
for (const caller of [vaultSecretsOperator(FACTS), certManager(FACTS)]) {
  webhook.connections.allowFrom(caller, { ports: [Port.tcp(8200, 'vault')] });
}
webhook.connections.allowTo(cidr('169.254.0.0/16', [Port.tcp(80, 'http')]));
new Gateway(tree, 'edge', { domain: 'shop.example.com', clientCidrs: ['0.0.0.0/0'], certificateIssuer: 'public' });
const objects = objectsOf(synthesize(tree));

const ours = (workload: string): Party => ({ namespace: 'orders', labels: { 'dwcp.io/workload': workload } });
const named = (namespace: string, labels: Party['labels']): Party => ({ namespace, labels });
const at = (ip: string): Party => ({ namespace: 'nowhere', labels: {}, ip });
const MESHED = ['api', 'report'].map(ours);
const DATA = ['db', 'db-pooler', 'cache'].map(ours);
const GATEWAY = named('edge', { 'gateway.networking.k8s.io/gateway-name': 'edge' });
const NODE = at('10.0.3.4');
const PROMETHEUS = named('monitoring', { 'app.kubernetes.io/name': 'prometheus' });
const VAULT = named('vault', { 'app.kubernetes.io/name': 'vault', component: 'server' });
const OPERATOR = named('cnpg-system', { 'app.kubernetes.io/name': 'cloudnative-pg' });

const opens = (from: Party, to: Party, port: number, protocol: 'TCP' | 'UDP' = 'TCP') =>
  canReach(objects, from, to, { port, protocol });

/** Of some ports, those that are open. */
const open = (from: Party, to: Party, ...ports: number[]) => ports.filter((port) => opens(from, to, port));

test('names are resolved over UDP and, where an answer is long, over TCP', () => {
  const dns = named('kube-system', { 'k8s-app': 'kube-dns' });
  for (const pod of [...MESHED, ...DATA, GATEWAY]) {
    expect([opens(pod, dns, 53, 'UDP'), opens(pod, dns, 53, 'TCP')]).toEqual([true, true]);
  }
});

test('names are resolved by the cache on the node, at either of its addresses', () => {
  for (const cache of [at('169.254.20.10'), at('10.96.0.10')]) {
    for (const pod of [...MESHED, ...DATA, GATEWAY]) {
      expect([opens(pod, cache, 53, 'UDP'), opens(pod, cache, 53, 'TCP')]).toEqual([true, true]);
    }
  }
});

test('kubelets ask the application by its sidecar, and the sidecar for itself', () => {
  for (const pod of MESHED) expect(open(NODE, pod, 8080, 8081, 15020, 15021)).toEqual([15020, 15021]);
});

test('kubelets ask the database and its pooler, and the cache by a command instead', () => {
  expect(open(NODE, ours('db'), 5432, 8000, 9187)).toEqual([8000]);
  expect(open(NODE, ours('db-pooler'), 5432, 9127)).toEqual([5432]);
  expect(open(NODE, ours('cache'), 6379)).toEqual([]);
  expect(JSON.stringify(objectIn(tree, 'StatefulSet', 'cache'))).toContain('"livenessProbe":{"exec"');
});

test('every sidecar, and the gateway, gets its certificate from istiod', () => {
  const istiod = named('istio-system', { app: 'istiod' });
  for (const pod of [...MESHED, GATEWAY]) expect(open(pod, istiod, 15010, 15012)).toEqual([15012]);
  for (const pod of DATA) expect(open(pod, istiod, 15010, 15012)).toEqual([]);
});

test('Prometheus scrapes the application at its sidecar, the database at its exporters, and the gateway', () => {
  expect(open(PROMETHEUS, ours('api'), 8080, 8081, 15020, 15090)).toEqual([15020]);
  expect(open(PROMETHEUS, ours('db'), 5432, 8000, 9187)).toEqual([9187]);
  expect(open(PROMETHEUS, ours('db-pooler'), 5432, 9127)).toEqual([9127]);
  expect(open(PROMETHEUS, GATEWAY, 443, 15020)).toEqual([15020]);
});

test('the API server calls a webhook where that was said, on its port', () => {
  expect(open(at('203.0.113.10'), ours('webhook'), 8080, 9443)).toEqual([9443]);
  expect(open(at('203.0.113.10'), ours('api'), 8080, 9443)).toEqual([]);
});

test('the operator of the database reaches its instances, which reach each other and the API server', () => {
  expect(open(OPERATOR, ours('db'), 5432, 8000, 9187)).toEqual([5432, 8000]);
  // At 8000 a primary asks the others before it takes itself for isolated.
  expect(open(ours('db'), ours('db'), 5432, 8000, 9187)).toEqual([5432, 8000]);
  for (const pod of ['db', 'db-pooler'].map(ours)) expect(open(pod, at('203.0.113.10'), 443, 6443)).toEqual([6443]);
});

test('Vault makes logins at the database itself, and clients reach its pooler only', () => {
  expect(open(VAULT, ours('db'), 5432, 8000)).toEqual([5432]);
  expect(open(ours('api'), ours('db'), 5432)).toEqual([]);
  expect(open(ours('api'), ours('db-pooler'), 5432, 9127)).toEqual([5432]);
});

test('the Vault Secrets Operator calls a Vault in a namespace of ours where that was said', () => {
  const operator = named('vault-secrets-operator-system', { 'app.kubernetes.io/name': 'vault-secrets-operator' });
  expect(open(operator, ours('webhook'), 8080, 8200)).toEqual([8200]);
});

test('cert-manager calls a Vault in a namespace of ours where that was said', () => {
  const caller = named('cert-manager', { 'app.kubernetes.io/name': 'cert-manager' });
  expect(open(caller, ours('webhook'), 8080, 8200)).toEqual([8200]);
});

test('no pod gets credentials of the node from the cloud, not even where its range is open', () => {
  for (const pod of [...MESHED, ours('webhook'), ...DATA, GATEWAY])
    expect(open(pod, at('169.254.169.254'), 80, 443)).toEqual([]);
  expect(open(ours('webhook'), at('169.254.169.253'), 80)).toEqual([80]);
});

test('a job has the edges that it was granted, and none of the service that runs its code', () => {
  expect(open(ours('report'), ours('db-pooler'), 5432)).toEqual([5432]);
  expect(open(ours('report'), ours('cache'), 6379)).toEqual([]);
});

test('a load balancer asks the node for the gateway, so its checks need no door of their own', () => {
  const { data } = objectIn(tree, 'ConfigMap', 'edge-options') as unknown as { data: { service: string } };
  expect(data.service).toContain('externalTrafficPolicy: Local');
  expect(open(NODE, GATEWAY, 15021)).toEqual([15021]);
});

test('nobody solves a challenge of HTTP-01 in the namespace of the gateway', () => {
  const solver = named('edge', { 'acme.cert-manager.io/http01-solver': 'true' });
  expect(open(GATEWAY, solver, 8089)).toEqual([]);
  expect(open(at('198.51.100.1'), solver, 8089)).toEqual([]);
  expect(open(at('198.51.100.1'), GATEWAY, 80, 443)).toEqual([443]);
});
