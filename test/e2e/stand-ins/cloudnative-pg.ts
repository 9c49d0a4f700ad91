import type { LiveObject } from '../support/kubernetes-api';
import { type Condition, conditions, makeFor, type Site, type StandIn, secret, writeStatus } from './stand-in';

const API = 'postgresql.cnpg.io/v1';
const HEALTHY = 'Cluster in healthy state';

/** CloudNativePG 1.30: the Secrets and Services of a database, its pooler's and its roles'. Its pods nobody waits for. */
export const CLOUDNATIVE_PG: StandIn = {
  kinds: ['Cluster', 'Pooler', 'DatabaseRole'].map((kind) => ({ apiVersion: API, kind })),
  settle: async (object, site) => {
    const fails = site.fails(object);
    if (fails) await writeStatus(site, object, FAILED[object.kind as keyof typeof FAILED](object));
    else await MADE[object.kind as keyof typeof MADE](object, site);
    return !fails;
  },
};

const FAILED = {
  Cluster: (cluster: LiveObject) => ({
    phase: 'Setting up primary',
    readyInstances: 0,
    conditions: said(cluster, {
      type: 'Ready',
      status: 'False',
      reason: 'ClusterIsNotReady',
      message: 'Cluster Is Not Ready',
    }),
  }),
  Pooler: () => ({ phase: 'inactive', phaseReason: 'Cluster not found', instances: 0 }),
  DatabaseRole: () => ({ applied: false, message: 'the cluster is not ready' }),
};

const MADE = {
  Cluster: async (cluster: LiveObject, site: Site) => {
    const { instances } = cluster['spec'];
    if (cluster['status']?.phase === HEALTHY && cluster['status'].readyInstances === instances) return;
    const { name } = cluster.metadata;
    await makeFor(site, cluster, secret(`${name}-ca`, ['ca.crt', 'ca.key']));
    await makeFor(site, cluster, secret(`${name}-server`, ['tls.crt', 'tls.key'], 'kubernetes.io/tls'));
    await makeFor(site, cluster, secret(`${name}-replication`, ['tls.crt', 'tls.key'], 'kubernetes.io/tls'));
    await makeFor(site, cluster, secret(`${name}-app`, ['username', 'password', 'uri'], 'kubernetes.io/basic-auth'));
    for (const suffix of ['rw', 'ro', 'r']) {
      await makeFor(
        site,
        cluster,
        service(`${name}-${suffix}`, { 'cnpg.io/cluster': name, 'cnpg.io/instanceRole': suffix }),
      );
    }
    await writeStatus(site, cluster, {
      phase: HEALTHY,
      instances,
      readyInstances: instances,
      conditions: said(cluster, {
        type: 'Ready',
        status: 'True',
        reason: 'ClusterIsReady',
        message: 'Cluster is Ready',
      }),
    });
  },
  Pooler: async (pooler: LiveObject, site: Site) => {
    const { instances } = pooler['spec'];
    if (pooler['status']?.phase === 'active' && pooler['status'].instances === instances) return;
    const { name } = pooler.metadata;
    await makeFor(site, pooler, service(name, { 'cnpg.io/poolerName': name }));
    await writeStatus(site, pooler, { phase: 'active', instances });
  },
  DatabaseRole: async (role: LiveObject, site: Site) => {
    const observedGeneration = role.metadata.generation;
    if (role['status']?.applied === true && role['status'].observedGeneration === observedGeneration) return;
    const { name } = role.metadata;
    if (role['spec'].clientCertificate?.enabled === true) {
      await makeFor(site, role, secret(`${name}-client-cert`, ['tls.crt', 'tls.key'], 'kubernetes.io/tls'));
    }
    await writeStatus(site, role, { applied: true, observedGeneration });
  },
};

/** Without the generation that it is of: CloudNativePG writes none, so that nobody can wait for that of a change. */
function said(cluster: LiveObject, condition: Condition) {
  return conditions(cluster, [condition]).map(({ observedGeneration: _, ...rest }) => rest);
}

function service(name: string, selector: Readonly<Record<string, string>>) {
  const ports = [{ name: 'postgres', port: 5432, protocol: 'TCP', targetPort: 5432 }];
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector, ports } };
}
