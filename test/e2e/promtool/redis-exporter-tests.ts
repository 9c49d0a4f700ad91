import { Redis, SecureNamespace, synthesize } from '../../../constructs';
import { environment, IMAGE, objectsOf, RESOURCES } from '../../support/environment';
import { playRules } from './promtool';

/** What `redis.test.ts` has scraped, in states that it does not bring about. */
export function redisExporterTests(): void {
  test('what the exporter of a Redis sees is told of: memory that is nearly full, clients turned away, replicas behind or cut off, and that it is not let in', async () => {
    const tree = environment();
    const redis = {
      image: IMAGE,
      resources: RESOURCES,
      storage: '1Gi',
      highAvailability: true,
      exporter: IMAGE,
    } as const;
    new Redis(new SecureNamespace(tree, 'shop'), 'carts', redis);
    const objects = objectsOf(synthesize(tree));
    const of = (metric: string, pod: string, values: string, more = '') => ({
      [`redis_${metric}{namespace="shop",job="shop/carts",container="exporter",pod="${pod}"${more}}`]: values,
    });
    const each = ['carts-0', 'carts-1', 'carts-2'];
    const every = (metric: string, values: string) => Object.assign({}, ...each.map((pod) => of(metric, pod, values)));
    const lag = (values: string, replica = '10.0.0.2') =>
      of(
        'connected_slave_lag_seconds',
        'carts-0',
        values,
        `,slave_ip="${replica}",slave_port="6379",slave_state="online"`,
      );
    const link = (values: string) =>
      of('master_link_up', 'carts-1', values, ',master_host="carts-0",master_port="6379"');
    const well = {
      'up{namespace="shop",job="shop/carts",pod="carts-0"}': '1x60',
      'kube_statefulset_status_replicas_ready{namespace="shop",statefulset="carts"}': '3x60',
      'kube_statefulset_status_replicas_ready{namespace="shop",statefulset="carts-sentinel"}': '3x60',
      ...every('up', '1x60'),
      ...every('memory_max_bytes', '100x60'),
      ...every('memory_used_bytes', '90x60'),
      ...every('rejected_connections_total', '7x60'),
      ...lag('1x60'),
      ...link('1x60'),
    };
    await playRules(objects, [
      { name: 'well, and full by nine tenths', series: well, told: { '10m': [], '59m': [] } },
      {
        name: 'a little more is in use of one',
        series: { ...well, ...of('memory_used_bytes', 'carts-2', '50x10 91x50') },
        told: { '19m': [], '22m': ['RedisNearlyFull warning'] },
      },
      {
        name: 'clients are turned away',
        series: { ...well, ...of('rejected_connections_total', 'carts-0', '7x10 8+1x20 28x30') },
        told: { '14m': [], '18m': ['RedisTurnsClientsAway warning'], '45m': [] },
      },
      {
        name: 'one of two replicas is behind',
        series: { ...well, ...lag('10x60', '10.0.0.3'), ...lag('1x10 11+60x50') },
        told: { '14m': [], '17m': ['RedisReplicaBehind warning'] },
      },
      {
        name: 'a failover, and a replica that is cut off for good',
        series: { ...well, ...link('1x5 0x3 1x10 0x40') },
        told: { '9m': [], '23m': [], '26m': ['RedisReplicaCutOff warning'] },
      },
      {
        name: 'one exporter is not let in',
        series: { ...well, ...of('up', 'carts-1', '1x10 0x50') },
        told: { '14m': [], '17m': ['RedisExporterRefused warning'] },
      },
    ]);
  });
}
