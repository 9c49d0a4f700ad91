import {
  cidr,
  type Environment,
  ExternalHost,
  Gateway,
  Mesh,
  Port,
  publicInternet,
  ScheduledJob,
  SecureNamespace,
  service,
  synthesize,
  WebService,
} from '../../constructs';
import { environment, IMAGE, objectsOf, RESOURCES } from '../support/environment';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

const warnings: string[] = [];
const api = new KubernetesApi(world().kubernetes, (warning) => warnings.push(warning));

/** Every option of the network and the mesh that the reference platform does without. */
function everything(): Environment {
  const tree = environment({ enforcement: 'audit-allowed' });
  const shop = new SecureNamespace(tree, 'accept-shop');
  const web = new WebService(shop, 'web', {
    image: IMAGE,
    scale: 1,
    resources: RESOURCES,
    traffic: { retries: 'constant', retryNonIdempotent: true, maxConcurrentRequests: 10 },
    loadShedding: { requestsPerSecond: 100, lowPriority: { requestsPerSecond: 10, pathPrefixes: ['/reports'] } },
  });
  const job = new ScheduledJob(shop, 'job', { image: IMAGE, schedule: '0 6 * * 1', resources: RESOURCES });
  job.connections.allowTo(web, { http: { methods: ['GET', 'POST'], paths: ['/v1/*', '/health'] } });
  web.connections.allowTo(service('billing', { app: 'api' }, [Port.tcp(8080, 'http')], { serviceAccount: 'api' }));
  web.connections.allowTo(cidr('169.254.0.0/16', [Port.tcp(443, 'https')]));
  web.connections.allowTo(cidr('fd00::/8', [Port.tcp(443, 'https')]));
  web.connections.allowTo(publicInternet([Port.tcp(443, 'https')]));
  for (const tls of ['application', 'sidecar', 'nobody'] as const) {
    const host = `${tls}.example.com`;
    web.connections.allowTo(new ExternalHost(shop, `host-${tls}`, { host, tls, addresses: ['203.0.113.0/24'] }));
  }
  const audited = new SecureNamespace(tree, 'accept-audited', { enforcement: 'audit' });
  new WebService(audited, 'web', { image: IMAGE, scale: 1, resources: RESOURCES });
  const gateway = new Gateway(tree, 'accept-edge', {
    domain: 'shop.example.com',
    clientCidrs: ['198.51.100.0/24'],
    certificateIssuer: 'public',
    firewall: {
      kind: 'coraza',
      image: IMAGE,
      registry: cidr('203.0.113.0/24', [Port.tcp(443, 'https')]),
      mode: 'block',
    },
  });
  gateway.expose(web, { path: '/', public: true, cache: 'public' });
  new Gateway(tree, 'accept-behind', {
    domain: 'behind.example.com',
    clientCidrs: ['198.51.100.0/24'],
    certificateIssuer: 'public',
    firewall: { kind: 'in-front', hops: 1 },
  }).expose(web, { path: '/behind', public: true });
  new Mesh(tree, 'mesh');
  return tree;
}

test('the API server stores every object of every option, and warns of none', async () => {
  const root: Identity = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } };
  const objects: Identity[] = [root, ...objectsOf(synthesize(everything()))];
  const refusals: string[] = [];
  for (const object of objects) {
    await api.apply(object).catch((error: Error) => {
      refusals.push(`${object.kind} ${object.metadata.name}: ${error.message}`);
    });
  }
  await Promise.all(objects.filter(({ metadata }) => metadata.namespace === undefined).map((it) => api.delete(it)));
  expect(refusals).toEqual([]);
  expect(warnings).toEqual([]);
}, 60_000);
