import { Queue, RabbitMq, ScheduledJob, SecureNamespace, synthesize, WebService, Worker } from '../../../constructs';
import { nodeHosts } from '../../../constructs/data/rabbitmq-config';
import { environment, IMAGE, objectsOf, RESOURCES } from '../../support/environment';

/** How often a message of `email` is given to somebody. */
export const DELIVERIES = 3;

/** What is rendered of a broker, as its pod has it. */
export interface RenderedBroker {
  /** What is configured, beside what the operator configures. */
  readonly configuration: string;
  readonly environment: string;
  readonly plugins: readonly string[];
  /** What is mounted of the ConfigMap, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The names in the certificate of its nodes, the common one first. */
  readonly names: readonly string[];
  /** Where clients connect to, and what its only node is called. */
  readonly host: string;
  readonly node: string;
  /** The common name in the certificate of each client. */
  readonly clients: readonly string[];
  /** Where and by which name Prometheus scrapes it. */
  readonly metrics: { readonly port: number; readonly path: string; readonly serverName: string };
}

/**
 * A broker with two queues. Of `email`, `api` fills it, `mail` empties it, and `again` puts its dead letters back; `accounts`, without whom
 * and whose queue it is rendered, too, empties `report` and fills the other.
 */
export function renderedBroker({ accounts = true } = {}): RenderedBroker {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'shop');
  const props = { image: IMAGE, resources: RESOURCES };
  const jobs = new RabbitMq(namespace, 'jobs', { ...props, instances: 1, storage: '1Gi' });
  const email = new Queue(jobs, 'email', { deliveries: DELIVERIES });
  email.grantPublish(new WebService(namespace, 'api', { ...props, scale: 2 }));
  email.grantConsume(new Worker(namespace, 'mail', { ...props, scale: 2 }));
  email.grantRedrive(new ScheduledJob(namespace, 'again', { ...props, schedule: '0 6 * * 1' }));
  if (accounts) {
    const worker = new Worker(namespace, 'accounts', { ...props, scale: 2 });
    new Queue(jobs, 'report').grantConsume(worker);
    email.grantPublish(worker);
  }
  const [node] = nodeHosts('jobs', 'shop', 1) as [string];
  return { ...partsOf(objectsOf(synthesize(tree)) as unknown as readonly Rendered[]), host: jobs.host, node };
}

/** What the objects say, as far as it is read here. */
type Rendered = any;

function partsOf(objects: readonly Rendered[]): Omit<RenderedBroker, 'host' | 'node'> {
  const find = (kind: string, name: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  const { rabbitmq } = find('RabbitmqCluster', 'jobs').spec;
  const certificates = objects.filter(({ kind }) => kind === 'VaultPKISecret').map(({ spec }) => spec);
  const own = find('VaultPKISecret', 'jobs-tls').spec;
  const [endpoint] = find('PodMonitor', 'jobs').spec.podMetricsEndpoints;
  return {
    configuration: rabbitmq.additionalConfig,
    environment: rabbitmq.envConfig,
    plugins: rabbitmq.additionalPlugins,
    files: find('ConfigMap', 'jobs-own').data,
    names: [own.commonName, ...own.altNames],
    clients: certificates
      .filter(({ mount, role }) => mount === own.mount && role !== own.role)
      .map((spec) => spec.commonName),
    metrics: { port: endpoint.portNumber, path: endpoint.path, serverName: endpoint.tlsConfig.serverName },
  };
}
