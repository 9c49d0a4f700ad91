import { readFileSync } from 'node:fs';
import { freePorts } from './servers/ports';
import { ApiError, KubernetesApi } from './support/kubernetes-api';
import { psql } from './support/psql';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

const { kubernetes, vault, postgres } = world();

describe('the Kubernetes API', () => {
  const api = new KubernetesApi(kubernetes);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'e2e-servers' } };
  const named = (name: string) => ({ name, namespace: namespace.metadata.name });

  beforeAll(() => api.apply(namespace));

  test('accepts a PostgreSQL cluster as its operator defines it, and stores nothing in a dry run', async () => {
    const cluster = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: named('orders'),
      spec: { instances: 3, storage: { size: '1Gi' } },
    };
    await expect(api.apply(cluster, { dryRun: true })).resolves.toMatchObject({ spec: { instances: 3 } });
    await expect(api.get(cluster)).resolves.toBeUndefined();
  });

  test('refuses a field that a kind does not have, built in or custom, and names it', async () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: named('orders'), automount: false };
    const pooler = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Pooler',
      metadata: named('orders'),
      spec: { cluster: { name: 'orders' }, type: 'rw', pgbouncer: { poolMode: 'session', poolSize: 5 } },
    };
    await expect(api.apply(account, { dryRun: true })).rejects.toThrow('.automount: field not declared in schema');
    await expect(api.apply(pooler, { dryRun: true })).rejects.toThrow(
      '.spec.pgbouncer.poolSize: field not declared in schema',
    );
  });

  test('refuses a value outside an enumeration', async () => {
    const strict = {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: named('orders'),
      spec: { mtls: { mode: 'VERY_STRICT' } },
    };
    const refusal = await api.apply(strict, { dryRun: true }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ApiError);
    expect(refusal).toMatchObject({
      status: 422,
      reason: 'Invalid',
      message: expect.stringContaining('"VERY_STRICT"'),
    });
  });

  test('refuses a kind that no operator defines', async () => {
    const unknown = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Clutser', metadata: named('orders') };
    await expect(api.apply(unknown)).rejects.toThrow("the API server has no kind 'Clutser' in 'postgresql.cnpg.io/v1'");
  });

  test('deletes a namespace with everything in it', async () => {
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: named('settings'), data: { level: 'info' } };
    await api.apply(settings);
    await expect(api.delete(namespace)).resolves.toBe(true);
    await api.waitGone(namespace);
    await expect(api.get(settings)).resolves.toBeUndefined();
  });

  test('is what the kubeconfig leads to', async () => {
    const fromFile = KubernetesApi.fromKubeconfig(kubernetes.kubeconfigPath, kubernetes.context);
    const names = (await fromFile.list('v1', 'Namespace')).map(({ metadata }) => metadata.name);
    expect(names).toContain('kube-system');
  });
});

describe('Vault', () => {
  test('is unsealed, holds no engine but its own, and keeps values out of its audit log', async () => {
    await expect(vaultRequest(vault, 'GET', 'sys/seal-status')).resolves.toMatchObject({ sealed: false });
    await vaultRequest(vault, 'POST', 'sys/mounts/e2e-servers', { type: 'kv' });
    await vaultRequest(vault, 'PUT', 'e2e-servers/login', { password: 'correct-horse' });
    await expect(vaultRequest(vault, 'GET', 'e2e-servers/login')).resolves.toMatchObject({
      data: { password: 'correct-horse' },
    });
    await vaultRequest(vault, 'DELETE', 'sys/mounts/e2e-servers');
    const audit = readFileSync(vault.auditLog, 'utf8');
    expect(audit).toContain('e2e-servers/login');
    expect(audit).not.toContain('correct-horse');
  });

  test('refuses who does not log in', async () => {
    await expect(vaultRequest({ address: vault.address, caFile: vault.caFile }, 'GET', 'sys/mounts')).rejects.toThrow(
      'HTTP 403',
    );
  });
});

describe('PostgreSQL', () => {
  const { host, port, caFile, vaultClient, superuser } = postgres;
  const asVault = { host, port, user: 'vault', sslmode: 'verify-full', sslrootcert: caFile } as const;
  const certificate = { sslcert: vaultClient.certFile, sslkey: vaultClient.keyFile };

  test('knows Vault by its certificate, and lets it create roles', async () => {
    const sql = 'CREATE ROLE e2e_servers NOLOGIN; DROP ROLE e2e_servers; SELECT current_user';
    await expect(psql({ ...asVault, ...certificate }, sql)).resolves.toBe('vault');
  });

  test('refuses Vault without its certificate', async () => {
    await expect(psql(asVault, 'SELECT 1')).rejects.toThrow('connection requires a valid client certificate');
  });

  test("refuses Vault's certificate for another user", async () => {
    const asOther = { ...asVault, ...certificate, user: 'postgres' };
    await expect(psql(asOther, 'SELECT 1')).rejects.toThrow('no password supplied');
  });

  test('lets other users in by password, and only over TLS', async () => {
    await psql(superuser, "CREATE ROLE e2e_servers LOGIN PASSWORD 'correct-horse'");
    const login = { host, port, user: 'e2e_servers', password: 'correct-horse', database: 'postgres' };
    await expect(psql({ ...login, sslmode: 'require' }, 'SELECT current_user')).resolves.toBe('e2e_servers');
    await expect(psql({ ...login, sslmode: 'disable' }, 'SELECT 1')).rejects.toThrow('no encryption');
    await psql(superuser, 'DROP ROLE e2e_servers');
  });
});

test('a server listens where nobody who opens a connection is led from: its port would be taken before it starts', async () => {
  const [first] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/).map(Number);
  const ports = Object.values(await freePorts('one', 'another', 'third'));
  expect(new Set(ports).size).toBe(3);
  expect(ports.filter((port) => port >= first!)).toEqual([]);
});
