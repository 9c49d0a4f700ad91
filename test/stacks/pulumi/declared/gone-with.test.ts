import { kubernetesResource, type Resource, vaultResource } from '../../../../constructs/plan/resource';
import { goneWith } from '../../../../stacks/pulumi/declared/gone-with';

function object(id: string, dependsOn: readonly string[] = []): Resource {
  const [type = '', place = ''] = id.split(' ');
  const [name = '', namespace] = place.split('/').reverse();
  const slash = type.lastIndexOf('/');
  const metadata = { name, ...(namespace && { namespace }) };
  const manifest = { apiVersion: type.slice(0, slash), kind: type.slice(slash + 1), metadata };
  return kubernetesResource(manifest, id, dependsOn);
}

function vault(type: string, vaultPath: string): Resource {
  return vaultResource({ type, vaultPath, args: {} }, vaultPath);
}

const SHOP = 'v1/Namespace shop';

/** What goes with what, of these resources. */
const homes = (...resources: readonly Resource[]) => Object.fromEntries(goneWith({ resources }));

describe('with a Namespace goes', () => {
  test.each([
    'networking.k8s.io/v1/NetworkPolicy shop/api',
    'security.istio.io/v1/PeerAuthentication shop/default',
    'security.istio.io/v1/AuthorizationPolicy shop/api',
    'v1/ResourceQuota shop/all',
    'v1/LimitRange shop/all',
  ])('what guards it: %s', (guard) => {
    expect(homes(object(SHOP), object(guard, [SHOP]))).toEqual({ [guard]: SHOP });
  });

  test('what data in it needs, by itself or by way of others', () => {
    const [key, store, database] = [
      'v1/ServiceAccount shop/backups',
      'barmancloud.cnpg.io/v1/ObjectStore shop/backups',
      'postgresql.cnpg.io/v1/Cluster shop/db',
    ] as const;
    const all = [object(SHOP), object(key, [SHOP]), object(store, [SHOP, key]), object(database, [SHOP, store])];
    expect(homes(...all)).toEqual({ [key]: SHOP, [store]: SHOP });
  });

  test('nothing else: what runs is stopped before what guards it goes', () => {
    const api = 'apps/v1/Deployment shop/api';
    expect(homes(object(SHOP), object('v1/ConfigMap shop/api', [SHOP]), object(api, [SHOP]))).toEqual({});
  });

  test('nothing of another namespace, nor of one that is somebody else’s', () => {
    const elsewhere = object('networking.k8s.io/v1/NetworkPolicy other/api');
    const claim = object('v1/PersistentVolumeClaim shop/files', [SHOP, elsewhere.id]);
    expect(homes(object(SHOP), elsewhere, claim)).toEqual({});
  });
});

describe('with a mount or a login of Vault goes', () => {
  const mount = vault('vault:index/mount:Mount', 'live/shop/db');
  const login = vault('vault:index/authBackend:AuthBackend', 'auth/live/shop/kubernetes');

  test('what is below its path', () => {
    const role = vault('vault:database/secretBackendRole:SecretBackendRole', 'live/shop/db/roles/api');
    const who = vault('vault:kubernetes/authBackendRole:AuthBackendRole', 'auth/live/shop/kubernetes/role/api');
    expect(homes(mount, login, role, who)).toEqual({ [role.id]: mount.id, [who.id]: login.id });
  });

  test('nothing that only begins with the same letters, and no policy: that opens what is kept', () => {
    const policy = vault('vault:index/policy:Policy', 'sys/policies/acl/live.shop.api');
    const other = vault('vault:database/secretBackendRole:SecretBackendRole', 'live/shop/db2/roles/api');
    expect(homes(mount, policy, other)).toEqual({});
  });

  test('what is below the nearest of several', () => {
    const outer = vault('vault:index/mount:Mount', 'live/shop');
    const role = vault('vault:database/secretBackendRole:SecretBackendRole', 'live/shop/db/roles/api');
    expect(homes(outer, mount, role)).toMatchObject({ [role.id]: mount.id });
  });
});
