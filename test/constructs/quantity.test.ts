import {
  type CpuQuantity,
  type MemoryQuantity,
  Postgres,
  Redis,
  SecureNamespace,
  type StorageQuantity,
  UserError,
  Worker,
} from '../../constructs';
import { environment, IMAGE, objectIn, RESOURCES } from '../support/environment';

interface Amounts {
  readonly cpu?: CpuQuantity;
  readonly memory?: MemoryQuantity;
  readonly storage?: StorageQuantity;
}

function withCache({ storage = '1Gi', ...resources }: Amounts) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  new Redis(namespace, 'cache', { image: IMAGE, storage, resources: { ...RESOURCES, ...resources } });
  return tree;
}

/** The fields of a Redis that amounts end in. */
function rendered(amounts: Amounts) {
  const tree = withCache(amounts);
  const { template, volumeClaimTemplates } = objectIn(tree, 'StatefulSet', 'cache')['spec'] as any;
  const { cpu, memory } = template.spec.containers[0].resources.requests;
  const config = (objectIn(tree, 'ConfigMap', 'cache')['data'] as Record<string, string>)['redis.conf']!;
  const { storage } = volumeClaimTemplates[0].spec.resources.requests;
  return { cpu, memory, storage, maxmemory: Number(/^maxmemory (\d+)$/m.exec(config)?.[1]) };
}

const MI = 1024 ** 2;

describe('an amount', () => {
  test.each<[MemoryQuantity, string, number]>([
    ['512Mi', '512Mi', 384 * MI],
    ['0.5Gi', '512Mi', 384 * MI],
    ['1.5Gi', '1536Mi', 1152 * MI],
    ['1Mi', '1Mi', 0.75 * MI],
    ['0.5Mi', '512Ki', 0.375 * MI],
    ['1024Mi', '1Gi', 768 * MI],
    ['2048Gi', '2Ti', 1536 * 1024 * MI],
  ])('of memory, %s, is %s to the API server, of which Redis fills three quarters', (memory, kept, maxmemory) => {
    expect(rendered({ memory })).toMatchObject({ memory: kept, maxmemory });
  });

  test.each<[CpuQuantity, string]>([
    ['250m', '250m'],
    ['1500m', '1500m'],
    ['2000m', '2'],
    ['2.0m', '2m'],
  ])('of CPU, %s, is %s to the API server', (cpu, kept) => {
    expect(rendered({ cpu }).cpu).toBe(kept);
  });

  test.each<[StorageQuantity, string]>([
    ['0.5Gi', '512Mi'],
    ['1024Gi', '1Ti'],
  ])('of disk, %s, is %s to the API server', (storage, kept) => {
    expect(rendered({ storage }).storage).toBe(kept);
  });

  const CPU = "write thousandths of a core, whole ones, as in '250m'";
  const MEMORY = "write Mi or Gi that come to whole bytes, as in '512Mi'";
  const STORAGE = "write Gi that come to whole bytes, as in '50Gi'";

  test.each<[Amounts, string, string]>([
    [{ memory: '0Mi' }, "'0Mi' for `resources.memory`", MEMORY],
    [{ memory: '-5Mi' }, "'-5Mi' for `resources.memory`", MEMORY],
    [{ memory: '0.1Gi' }, "'0.1Gi' for `resources.memory`", MEMORY],
    [{ memory: '1.00000000000000000001Gi' }, "'1.00000000000000000001Gi' for `resources.memory`", MEMORY],
    [{ memory: '1e3Mi' }, "'1e3Mi' for `resources.memory`", MEMORY],
    [{ memory: '512M' as '512Mi' }, "'512M' for `resources.memory`", MEMORY],
    [{ memory: `${Number.NaN}Mi` }, "'NaNMi' for `resources.memory`", MEMORY],
    [{ cpu: '0m' }, "'0m' for `resources.cpu`", CPU],
    [{ cpu: '-100m' }, "'-100m' for `resources.cpu`", CPU],
    [{ cpu: '0.5m' }, "'0.5m' for `resources.cpu`", CPU],
    [{ storage: '0Gi' }, "'0Gi' for `storage`", STORAGE],
    [{ storage: '-1Gi' }, "'-1Gi' for `storage`", STORAGE],
  ])('is refused: %j', (amounts, value, remedy) => {
    expect(() => withCache(amounts)).toThrow(new UserError([`'test/orders/cache' has ${value}; ${remedy}`]));
  });

  test('is refused where it is declared, in every construct that runs something', () => {
    const namespace = new SecureNamespace(environment(), 'orders');
    const resources = { cpu: '100m', memory: '0Mi' } as const;
    const postgres = { instances: 1, image: IMAGE, storage: '1Gi', credentials: { ttlHours: 12 } } as const;
    const pooler = { instances: 1, image: IMAGE, resources: RESOURCES };
    const said = (path: string, place = 'resources.memory') =>
      new UserError([`'test/orders/${path}' has '0Mi' for \`${place}\`; ${MEMORY}`]);
    expect(() => new Worker(namespace, 'mail', { image: IMAGE, scale: 1, resources })).toThrow(said('mail'));
    expect(() => new Postgres(namespace, 'a', { ...postgres, resources, pooler })).toThrow(said('a'));
    expect(
      () => new Postgres(namespace, 'b', { ...postgres, resources: RESOURCES, pooler: { ...pooler, resources } }),
    ).toThrow(said('b', 'pooler.resources.memory'));
  });
});
