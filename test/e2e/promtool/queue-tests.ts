import { Queue, RabbitMq, SecureNamespace, synthesize } from '../../../constructs';
import { environment, IMAGE, objectsOf, RESOURCES } from '../../support/environment';
import { playRules } from './promtool';

/** What a RabbitMQ exports, in states that are hard to bring about. */
export function queueTests(): void {
  test('a queue that is deep, that nobody consumes, or that has dead letters, and nodes that are missing or short of something are told of', async () => {
    const tree = environment();
    const props = { instances: 3, image: IMAGE, storage: '1Gi', resources: RESOURCES } as const;
    new Queue(new RabbitMq(new SecureNamespace(tree, 'shop'), 'jobs', props), 'email', { waiting: 50 });
    const objects = objectsOf(synthesize(tree));
    const of = (metric: string, values: string, node = 0, more = '') => ({
      [`rabbitmq_${metric}{namespace="shop",job="shop/jobs",container="rabbitmq",pod="jobs-server-${node}"${more}}`]:
        values,
    });
    const queue = (metric: string, values: string, name = 'email') =>
      of(`queue_${metric}`, values, 0, `,vhost="/",queue="${name}"`);
    const ready = (values: string, label = 'namespace') => ({
      [`kube_statefulset_status_replicas_ready{${label}="shop",statefulset="jobs-server"}`]: values,
    });
    const scraped = {
      'up{namespace="shop",job="shop/jobs",pod="jobs-server-0"}': '1x60',
      ...queue('messages_ready', '50x60'),
      ...queue('consumers', '2x60'),
      ...queue('messages_ready', '0x60', 'email.dead'),
      ...queue('consumers', '0x60', 'email.dead'),
      ...of('alarms_memory_used_watermark', '0x60', 1),
      ...of('alarms_free_disk_space_watermark', '0x60', 2),
    };
    const well = { ...scraped, ...ready('3x60') };
    await playRules(objects, [
      { name: 'well, and as many wait as may', series: well, told: { '10m': [], '59m': [] } },
      {
        name: 'one more waits',
        series: { ...well, ...queue('messages_ready', '50x10 51x50') },
        told: { '19m': [], '22m': ['QueueDeep warning'] },
      },
      {
        name: 'nobody consumes, first with nothing to do, and then with one message',
        series: { ...well, ...queue('consumers', '0x60'), ...queue('messages_ready', '0x30 1x30') },
        told: { '25m': [], '39m': [], '42m': ['QueueWithoutConsumers critical'] },
      },
      {
        name: 'one dead letter',
        series: { ...well, ...queue('messages_ready', '0x10 1x50', 'email.dead') },
        told: { '14m': [], '17m': ['QueueHasDeadLetters warning'] },
      },
      {
        name: 'a rollout, and a node that stays away',
        series: { ...scraped, ...ready('3x5 2x5 3x5 2x45', 'exported_namespace') },
        told: { '12m': [], '30m': [], '34m': ['RabbitMqNodeMissing warning'] },
      },
      {
        name: 'two nodes stay away',
        series: { ...well, ...ready('3x10 1x50') },
        told: { '11m': [], '14m': ['RabbitMqWithoutQuorum critical'] },
        paged: { '14m': ['RabbitMqWithoutQuorum critical'] },
      },
      {
        name: 'one node is short of memory, and then another of disk',
        series: {
          ...well,
          ...of('alarms_memory_used_watermark', '0x10 1x10 0x40', 1),
          ...of('alarms_free_disk_space_watermark', '0x30 1x30', 2),
        },
        told: { '10m': [], '14m': ['RabbitMqShortOfMemory critical'], '35m': ['RabbitMqShortOfDisk critical'] },
      },
      {
        name: 'nothing is known of its pods',
        series: scraped,
        told: { '14m': [], '17m': ['RabbitMqUnknown warning'] },
      },
    ]);
  });
}
