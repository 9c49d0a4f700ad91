import { proven as of, type ProvenClaim } from './claim';

const GUIDE = 'docs/guides/queues.md';
const SCALING = `${GUIDE}#as-many-consumers-as-there-is-work`;
const BROKER = 'RabbitMQ 4.0.5, of one node, with what is rendered';
const PROMTOOL = 'promtool 3.15.0';

/** What a broker does with its configuration and definitions, and what is asked of it. */
export const OF_QUEUES: readonly ProvenClaim[] = [
  of(
    'a broker lets each client do what it was granted, by the name in its certificate, and nothing else: nobody declares or binds anything',
    ['constructs/data/rabbitmq-definitions.ts', GUIDE, `${GUIDE}#what-a-workload-finds`],
    BROKER,
    ['queue.test.ts', 'lets each client do what it was granted, and nothing else'],
  ),
  of(
    'a broker takes no password, and nobody without a certificate of its authority',
    ['constructs/data/rabbitmq-config.ts', `${GUIDE}#what-a-workload-finds`],
    BROKER,
    [
      'queue.test.ts',
      'lets nobody in without a certificate of its authority, by a password, unknown to it or by TLS 1.2',
    ],
  ),
  of(
    'a message that was given back as often as `deliveries` says is a dead letter, which stays however often somebody tries it again',
    ['constructs/data/rabbitmq-definitions.ts', `${GUIDE}#what-a-workload-finds`],
    BROKER,
    ['queue.test.ts', 'makes a message that was given back as often as is said a dead letter'],
  ),
  of('a message that somebody rejects is a dead letter at once', [`${GUIDE}#what-a-workload-finds`], BROKER, [
    'queue.test.ts',
    'makes a message that somebody rejects a dead letter at once',
  ]),
  of(
    'a broker that was killed has every message that it had confirmed',
    ['constructs/data/queue.ts', `${GUIDE}#what-a-workload-finds`],
    BROKER,
    ['queue.test.ts', 'has every message that it has confirmed'],
  ),
  of(
    'a broker has the metrics that alerts ask for, by TLS under the name that its PodMonitor says',
    ['constructs/data/queue-alerts.ts', 'constructs/data/rabbitmq-alerts.ts', `${GUIDE}#what-is-told-of-it`],
    BROKER,
    ['queue.test.ts', 'has the metrics that alerts ask for, of each queue, where Prometheus scrapes them'],
  ),
  of(
    'a message counts until it is done, also while a client has it in hand',
    ['constructs/data/queue.ts', SCALING],
    BROKER,
    ['queue.test.ts', 'counts what somebody has in hand until it is done'],
  ),
  of(
    'what KEDA asks Prometheus has one answer, which is how many pods all queues take, and none where one of them is not known',
    ['constructs/workload/queue-scaler.ts', SCALING],
    PROMTOOL,
    [
      'promtool/scaler-tests.ts',
      'the question of a scaler has one answer, in pods, and none where a queue is not known',
    ],
  ),
  of(
    'a scaler that asks in vain, and one of which nobody knows anything, are told of',
    ['constructs/workload/scaler-alerts.ts', SCALING],
    PROMTOOL,
    ['promtool/scaler-tests.ts', 'a scaler that asks in vain, and one of which nobody knows anything, are told of'],
  ),
  of(
    'a user and a queue that are declared no more stay in the broker until they are deleted',
    [`${GUIDE}#when-a-grant-goes`],
    BROKER,
    ['queue.test.ts', 'keeps both, until somebody deletes them'],
  ),
];
