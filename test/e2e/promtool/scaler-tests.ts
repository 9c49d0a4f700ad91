import { Queue, RabbitMq, SecureNamespace, synthesize, Worker } from '../../../constructs';
import type { ScaledObject } from '../../../constructs/operators/keda';
import { environment, IMAGE, objectsOf, RESOURCES } from '../../support/environment';
import { counter, playRules } from './promtool';

/** A worker that two queues scale: what is asked of them, and what is told of it. */
function scaledWorker() {
  const tree = environment();
  const shop = new SecureNamespace(tree, 'shop');
  const props = { image: IMAGE, resources: RESOURCES } as const;
  const broker = new RabbitMq(shop, 'jobs', { ...props, instances: 3, storage: '1Gi' });
  const queues = [
    { queue: new Queue(broker, 'email'), perPod: 20 },
    { queue: new Queue(broker, 'notification'), perPod: 100 },
  ];
  const mail = new Worker(shop, 'mail', { ...props, scale: { min: 1, max: 9 }, scaleBy: { queues } });
  for (const { queue } of queues) queue.grantConsume(mail);
  const objects = objectsOf(synthesize(tree));
  const scaler = objects.find(({ kind }) => kind === 'ScaledObject') as unknown as ScaledObject;
  const [trigger] = scaler.spec.triggers;
  if (trigger?.type !== 'prometheus') throw new Error('the first trigger asks no Prometheus');
  // What is said of its pods is played elsewhere.
  const told = objects.filter(({ metadata }) => metadata.name === 'mail.scaler');
  return { told, query: trigger.metadata.query };
}

/** What KEDA exports of a worker that it scales, and what brokers do, in states that are hard to bring about. */
export function scalerTests(): void {
  test('a scaler that asks in vain, and one of which nobody knows anything, are told of', async () => {
    const errors = (values: string, where: string) => ({
      [`keda_scaled_object_errors_total{${where},scaledObject="mail",job="keda-operator"}`]: values,
    });
    const renamed = 'namespace="keda",exported_namespace="shop"';
    await playRules(scaledWorker().told, [
      { name: 'well', series: errors('0x60', renamed), told: { '59m': [] } },
      {
        name: 'a Prometheus that is back after three minutes',
        series: errors(counter([10, 0], [3, 4], [47, 0]), renamed),
        told: { '14m': [], '30m': [] },
      },
      {
        name: 'one that stays away, of a KEDA whose labels are kept',
        series: errors(counter([10, 0], [50, 4]), 'namespace="shop"'),
        told: { '19m': [], '23m': ['ScalerBlind warning'] },
      },
      {
        name: 'another worker of the same name, elsewhere',
        series: {
          ...errors('0x60', renamed),
          ...errors(counter([60, 4]), 'namespace="keda",exported_namespace="other"'),
        },
        told: { '40m': [] },
      },
      {
        name: 'nothing is known',
        series: { 'up{job="keda-operator"}': '0x60' },
        told: { '14m': [], '17m': ['ScalerUnknown warning'] },
      },
    ]);
  });

  test('the question of a scaler has one answer, in pods, and none where a queue is not known', async () => {
    const { told, query: expr } = scaledWorker();
    const messages = (queue: string, values: string, node = 0) => ({
      [`rabbitmq_queue_messages{namespace="shop",job="shop/jobs",pod="jobs-server-${node}",vhost="/",queue="${queue}"}`]:
        values,
    });
    const others = {
      'keda_scaled_object_errors_total{namespace="shop",scaledObject="mail"}': '0x60',
      ...messages('email.dead', '700x60'),
      'rabbitmq_queue_messages{namespace="other",job="other/jobs",queue="email"}': '700x60',
    };
    await playRules(told, [
      {
        name: 'nothing to do, then both, then one of them',
        series: {
          ...others,
          ...messages('email', '0x9 60x9 60x39'),
          ...messages('notification', '0x9 200x9 0x39'),
        },
        told: {},
        asked: { expr, answers: { '5m': 0, '15m': 5, '30m': 3 } },
      },
      {
        name: 'another node leads a queue, and for a moment both say so',
        series: {
          ...others,
          ...messages('email', '40x11 stale'),
          ...messages('email', '_x10 60x49', 1),
          ...messages('notification', '0x60', 2),
        },
        told: {},
        asked: { expr, answers: { '5m': 2, '11m': 3, '20m': 3 } },
      },
      {
        name: 'a queue that nobody scrapes any more',
        series: { ...others, ...messages('email', '60x9 stale'), ...messages('notification', '200x60') },
        told: {},
        asked: { expr, answers: { '5m': 5, '20m': undefined } },
      },
    ]);
  });
}
