import { definePlatform, type Environment, Queue, RabbitMq, SecureNamespace, Worker } from '@dwcp/baseline';
import { environments } from '../../../stacks/environments';
import { posture } from '../../../stacks/environments/fields';
import type { EnvironmentPosture } from '../../../stacks/environments/posture';
import { facts, type PlatformFacts } from '../../../stacks/facts';

const RESOURCES = { cpu: '200m', memory: '256Mi' } as const;

/** A worker that KEDA scales by what waits for it. */
export default definePlatform({
  environments,
  posture,
  facts,
  declare: (environment: Environment<EnvironmentPosture, PlatformFacts>) => {
    const image = environment.facts.images.api;
    const shop = new SecureNamespace(environment, 'shop');
    const broker = new RabbitMq(shop, 'jobs', { image, instances: 3, storage: '10Gi', resources: RESOURCES });
    const mails = new Queue(broker, 'mails');
    const mailer = new Worker(shop, 'mailer', {
      image,
      scale: { min: 2, max: 8 },
      scaleBy: { queues: [{ queue: mails, perPod: 20 }] },
      resources: RESOURCES,
    });
    mails.grantConsume(mailer);
  },
});
