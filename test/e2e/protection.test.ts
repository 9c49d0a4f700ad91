import type { PlanCluster } from '../../constructs';
import { kubernetesResource, type Manifest } from '../../constructs/plan/resource';
import { type Connection, reachability } from '../../policies/index';
import { referencePlan } from '../support/reference';
import type { Engine } from './support/engine';
import { giveUp } from './support/give-up';
import { KubernetesApi } from './support/kubernetes-api';
import { startStack } from './support/own-stack';
import { vaultRequest } from './support/vault-api';
import { whatIsThere } from './support/what-is-there';
import { world } from './support/world';

const kubernetes = new KubernetesApi(world().kubernetes);
const plan = referencePlan('staging');
const { resources } = plan;
const everything = resources.map(({ id }) => id).sort();
const data = resources.filter((resource) => resource.data).map(({ id }) => id);
const namespaces = ['dwcp', 'edge'];

const there = async () => (await whatIsThere(resources, { kubernetes, vault: world().vault })).sort();
const urns = async (engine: Engine) => ((await engine.stackExport()).resources ?? []).map(({ urn }) => urn).sort();

/** What bounds and opens connections in the environment's namespaces, as the API server has it. */
async function bounds(): Promise<Manifest[]> {
  const kinds = new Map(
    resources.flatMap((one) =>
      one.api === 'kubernetes' &&
      /Namespace|NetworkPolicy|AuthorizationPolicy|PeerAuthentication|Cluster$/.test(one.kind)
        ? [[`${one.object.apiVersion} ${one.kind}`, one.object]]
        : [],
    ),
  );
  // What is listed does not say of each object what it is.
  const lists = [...kinds.values()].map(async ({ apiVersion, kind }) =>
    (await kubernetes.list(apiVersion, kind)).map((object): Manifest => ({ ...object, apiVersion, kind })),
  );
  return (await Promise.all(lists)).flat().filter(({ metadata }) => {
    return namespaces.includes(metadata.namespace ?? metadata.name);
  });
}

/** A pod that nobody declared. */
function intruder(namespace: string, labels: Readonly<Record<string, string>>): Manifest {
  const metadata = { name: `intruder-${Object.values(labels).join('-') || 'plain'}`, namespace, labels };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'one' }] } };
}

/** The label by which policies know a pooler means nothing outside its namespace. */
const INTRUDERS = ['dwcp', 'edge', 'default'].flatMap((namespace) => [
  intruder(namespace, {}),
  ...(namespace === 'dwcp' ? [] : [intruder(namespace, { 'dwcp.io/workload': 'dwcp-postgres-pooler' })]),
]);

/** Who reaches the database, and by which port. */
function reachDatabase(objects: readonly Manifest[], cluster: PlanCluster): string[] {
  const all = [...objects, ...INTRUDERS].map((object) => kubernetesResource(object, 'the API server'));
  const { connections } = reachability(all, cluster).matrix();
  return connections.filter(({ to }) => to === 'Cluster dwcp/dwcp-postgres').map(shown);
}

const shown = ({ from, ports, outcome }: Connection) =>
  `${from} ${ports.map((port) => `${port.from}-${port.to}`).join(' ')} ${outcome}`;

describe('an environment whose data is protected', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startStack('staging', 'protection');
    expect(await engine.up()).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    if (engine === undefined) return;
    for (const mount of resources.filter(({ kind }) => kind === 'Mount')) {
      await vaultRequest(world().vault, 'DELETE', `sys/mounts/${mount.name}`);
    }
    for (const type of ['file', 'socket']) await vaultRequest(world().vault, 'DELETE', `sys/audit/staging-${type}`);
    await giveUp(engine, 'staging');
    for (const name of namespaces) {
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
      await kubernetes.delete(namespace);
      await kubernetes.waitGone(namespace);
    }
    await engine.stop();
  });

  test('has as data its database, its namespaces, its mounts and audit devices in Vault and its certificate authority', () => {
    expect(data.sort()).toEqual([
      'postgresql.cnpg.io/v1/Cluster dwcp/dwcp-postgres',
      'v1/Namespace dwcp',
      'v1/Namespace edge',
      'vault:index/audit:Audit sys/audit/staging-file',
      'vault:index/audit:Audit sys/audit/staging-socket',
      'vault:index/mount:Mount staging/dwcp/dwcp-postgres',
      'vault:index/mount:Mount staging/dwcp/dwcp-redis',
      'vault:index/mount:Mount staging/dwcp/kv',
      'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert staging/dwcp/dwcp-redis/root',
    ]);
  });

  test.each([
    ['at once', []],
    ['going on where something fails', ['--continue-on-error']],
    ['but for what is protected', ['--exclude-protected']],
    ['beginning with one workload', ['--target', '**::dwcp/dwcp-api', '--target-dependents']],
  ])('is not destroyed, not a single resource of it: %s', async (_, flags) => {
    const before = await urns(engine);
    const { code, diagnostics } = await engine.destroy(...flags);
    expect({ there: await there(), urns: await urns(engine) }).toEqual({ there: everything, urns: before });
    if (flags.includes('--exclude-protected')) return;
    expect(code).not.toBe(0);
    expect(diagnostics.join('\n')).toMatch(/Sentinel::staging" cannot be deleted\nbecause it is protected/);
  });

  test('goes on from there: nothing has to be made again', async () => {
    expect(Object.keys((await engine.up()).changes)).toEqual(['same']);
  });

  test('loses all but its data and what guards that, when its protection is taken away', async () => {
    const state = ['state', 'unprotect', '--all', '--yes', '--stack', 'staging'];
    expect(await engine.run(state)).toMatchObject({ code: 0 });
    expect(await engine.destroy()).toMatchObject({ code: 0 });
    expect(await urns(engine)).toEqual([]);
    const kept = await there();
    expect(kept).toEqual(expect.arrayContaining(data));
    const kinds = new Set(kept.filter((id) => !data.includes(id)).map((id) => id.split(' ')[0]));
    // The store of its backups and the keys to it are among them: what is kept is backed up still.
    expect([...kinds].sort()).toEqual([
      'barmancloud.cnpg.io/v1/ObjectStore',
      'networking.k8s.io/v1/NetworkPolicy',
      'secrets.hashicorp.com/v1beta1/VaultAuth',
      'secrets.hashicorp.com/v1beta1/VaultConnection',
      'secrets.hashicorp.com/v1beta1/VaultStaticSecret',
      'security.istio.io/v1/AuthorizationPolicy',
      'security.istio.io/v1/PeerAuthentication',
      'v1/ServiceAccount',
      'vault:database/secretBackendConnection:SecretBackendConnection',
      'vault:database/secretBackendRole:SecretBackendRole',
      'vault:kv/secretBackendV2:SecretBackendV2',
      'vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy',
      'vault:pkiSecret/secretBackendRole:SecretBackendRole',
    ]);
  });

  test('leaves a database that nobody reaches but its declared peers', async () => {
    const left = await bounds();
    expect(reachDatabase(left, plan.cluster).sort()).toEqual([
      '10.20.0.0/20 8000-8000 open',
      'Cluster dwcp/dwcp-postgres 5432-5432 8000-8000 open',
      'Pods cnpg-system/app.kubernetes.io/name=cloudnative-pg 5432-5432 8000-8000 open',
      // None is left; who may make pods in the namespace may make one.
      'Pods dwcp/dwcp.io/workload=dwcp-postgres-pooler 5432-5432 open',
      'Pods monitoring/app.kubernetes.io/name=prometheus 9187-9187 open',
      'Pods vault/app.kubernetes.io/name=vault,component=server 5432-5432 open',
    ]);
    const unguarded = left.filter(({ kind }) => kind === 'Cluster' || kind === 'Namespace');
    expect(reachDatabase(unguarded, plan.cluster)).toContain('Pod default/intruder-plain 1-65535 1-65535 1-65535 open');
  });
});
