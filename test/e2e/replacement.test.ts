import { X509Certificate } from 'node:crypto';
import type { Engine, Outcome } from './support/engine';
import { giveUp } from './support/give-up';
import { KubernetesApi, type LiveObject } from './support/kubernetes-api';
import { startStack, withEdit, withPosture } from './support/own-stack';
import { vaultRequest } from './support/vault-api';
import { world } from './support/world';

const { kubernetes, vault } = world();
const api = new KubernetesApi(kubernetes);

const STACK = { stack: 'staging', name: 'replacement' } as const;
const AUTHORITY = 'staging/dwcp/dwcp-redis';
const [STORED, WANTED] = ['5Gi', '10Gi'] as const;

/** Disks that may grow, as those of a cloud do: without such a class, no claim is resized. */
const DISKS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'replacement', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'disks.example.com',
  allowVolumeExpansion: true,
};

let engine: Engine;
beforeAll(async () => {
  await api.apply(DISKS);
  engine = await startStack(STACK.stack, STACK.name);
  expect(await engine.up()).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await giveUp(engine, STACK.stack);
  await engine.stop();
  await api.delete(DISKS);
});

/** What `kubectl patch` and `kubectl delete --cascade=orphan` ask for. */
const patch = async (claim: string, body: object) => {
  const path = await api.path('v1', 'PersistentVolumeClaim', 'dwcp', claim);
  await api.request('PATCH', path, body, 'application/strategic-merge-patch+json');
};
const orphan = async (name: string) => {
  const path = await api.path('apps/v1', 'StatefulSet', 'dwcp', name);
  await api.request('DELETE', `${path}?propagationPolicy=Orphan`);
  await api.waitGone({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { namespace: 'dwcp', name } });
};

async function inCluster(apiVersion: string, kind: string, name: string): Promise<LiveObject> {
  const live = await api.get({ apiVersion, kind, metadata: { namespace: 'dwcp', name } });
  if (live === undefined) throw new Error(`there is no ${kind} ${name}`);
  return live;
}

/** Refused for this resource; a preview tells beside it what it would have been. */
function expectRefusal({ code, diagnostics, steps }: Outcome, resource: string, by: 'preview' | 'up'): void {
  expect(code).not.toBe(0);
  expect(diagnostics.join('\n')).toMatch(
    new RegExp(`unable to replace resource "[^"]*::${resource}"\\s+as it is currently marked for protection`),
  );
  if (by === 'up') expect(steps.filter(({ op }) => /replace|delete/.test(op))).toEqual([]);
}

/** Another key cannot be given to an authority: it would be another authority. */
const ANOTHER_KEY = `runStack(platform, {
  transforms: [
    async ({ type, props, opts }) =>
      type.endsWith(':SecretBackendRootCert') ? { props: { ...props, keyBits: 384 }, opts } : undefined,
  ],
})`;

test.each(['preview', 'up'] as const)('%s refuses to make a certificate authority anew', async (command) => {
  const before = await vaultRequest(vault, 'GET', `${AUTHORITY}/issuer/default`);
  await withEdit(STACK.name, 'index.ts', ['runStack(platform)', ANOTHER_KEY], async () => {
    expectRefusal(await engine[command](), `${AUTHORITY}/root`, command);
  });
  expect(await vaultRequest(vault, 'GET', `${AUTHORITY}/issuer/default`)).toMatchObject({
    data: (before as { data: object }).data,
  });
});

describe('a larger disk for Redis', () => {
  const larger = [`redis: { storage: '${STORED}'`, `redis: { storage: '${WANTED}'`] as const;

  test.each(['preview', 'up'] as const)(
    'is refused by %s: the disk would not grow, and Redis would stop',
    async (by) => {
      const before = await inCluster('apps/v1', 'StatefulSet', 'dwcp-redis');
      await withPosture(STACK, larger, async () => expectRefusal(await engine[by](), 'dwcp/dwcp-redis', by));
      expect((await inCluster('apps/v1', 'StatefulSet', 'dwcp-redis')).metadata.uid).toBe(before.metadata.uid);
    },
  );

  test('is had by the steps of docs/deploy.md, without a restart', async () => {
    const [pod, claim] = [
      await inCluster('v1', 'Pod', 'dwcp-redis-0'),
      await inCluster('v1', 'PersistentVolumeClaim', 'data-dwcp-redis-0'),
    ];
    await withPosture(STACK, larger, async () => {
      await patch('data-dwcp-redis-0', { spec: { resources: { requests: { storage: WANTED } } } });
      await orphan('dwcp-redis');
      expect(await engine.refresh()).toMatchObject({ code: 0 });
      expect(await engine.up()).toMatchObject({ code: 0, changes: { create: 1 } });
    });
    expect((await inCluster('v1', 'Pod', 'dwcp-redis-0')).metadata.uid).toBe(pod.metadata.uid);
    const grown = await inCluster('v1', 'PersistentVolumeClaim', 'data-dwcp-redis-0');
    // How large the disk is then, its provisioner says: none is here.
    const asksFor = { resources: { requests: { storage: WANTED } } };
    expect(grown).toMatchObject({ metadata: { uid: claim.metadata.uid }, spec: asksFor });
    const set = await inCluster('apps/v1', 'StatefulSet', 'dwcp-redis');
    expect(set['spec'].volumeClaimTemplates[0].spec.resources.requests).toEqual({ storage: WANTED });
  });
});

describe('the next certificate authority', () => {
  const next = ['image: images.redis }', 'image: images.redis, authority: 2 }'] as const;

  /** A certificate as Vault issues it by a role, and the authority that it says has issued it. */
  const issued = async (role: string) => {
    const body = { common_name: 'dwcp-api.dwcp' };
    const { data } = (await vaultRequest(vault, 'POST', `${AUTHORITY}/issue/${role}`, body)) as {
      data: { certificate: string; issuing_ca: string };
    };
    return { certificate: new X509Certificate(data.certificate), authority: new X509Certificate(data.issuing_ca) };
  };

  test('takes over in one deploy: every certificate is asked of it, and the former one is still there', async () => {
    const former = await issued('dwcp-api');
    await withEdit(STACK.name, 'platform.ts', next, async () => {
      // The disk has grown by now.
      await withPosture(STACK, [`redis: { storage: '${STORED}'`, `redis: { storage: '${WANTED}'`], async () => {
        const { code, steps } = await engine.up();
        expect(code).toBe(0);
        const replaced = steps.filter(({ op }) => op.includes('replace')).map(({ urn }) => urn.split('::')[3]);
        expect(replaced).toEqual([]);
        expect(await engine.up()).toMatchObject({ code: 0, changes: { same: expect.any(Number) } });
      });
    });
    for (const secret of ['dwcp-redis-tls', 'dwcp-api-dwcp-redis', 'dwcp-worker-dwcp-redis']) {
      const { spec } = await inCluster('secrets.hashicorp.com/v1beta1', 'VaultPKISecret', secret);
      expect(spec.role).toMatch(/^dwcp-(redis|api|worker)\.2$/);
    }
    const now = await issued('dwcp-api.2');
    expect(now.authority.subject).toBe('CN=dwcp-redis staging 2');
    expect(now.certificate.verify(now.authority.publicKey)).toBe(true);
    // Who trusts the one trusts nothing of the other.
    expect(now.certificate.verify(former.authority.publicKey)).toBe(false);
    const { data } = (await vaultRequest(vault, 'GET', `${AUTHORITY}/issuer/default`)) as {
      data: { certificate: string };
    };
    expect(new X509Certificate(data.certificate).fingerprint256).toBe(former.authority.fingerprint256);
    await expect(issued('dwcp-api')).rejects.toThrow('HTTP 400');
  });
});
