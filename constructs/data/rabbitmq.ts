import { createHash } from 'node:crypto';
import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment } from '../environment';
import { AdoptedPod } from '../existing/adopted-pod';
import type { Reload } from '../grants/grant-options';
import type { Grantee } from '../grants/grantee';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { OUTSIDE_MESH } from '../mesh/sidecar';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import { toRun } from '../network/edge';
import { workloadLabels } from '../network/labels';
import { kubeApi, kubelet } from '../network/peers/cluster';
import { Port, type Ports } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import { observe } from '../observability/observe';
import { checkProps } from '../props/props';
import { CertificateAuthority } from '../vault/pki';
import { disruptionBudget } from '../workload/disruption-budget';
import { storage } from '../workload/quantity';
import { containerResources } from '../workload/resources';
import { spread } from '../workload/spread';
import { rabbitMqAlerts } from './rabbitmq-alerts';
import { BETWEEN_NODES, CONFIGURATION, ENVIRONMENT, FILES, nodeHosts, OWN_FOLDER, PLUGINS } from './rabbitmq-config';
import { definitionsOf, type QueueDefinition, type QueueGrant } from './rabbitmq-definitions';
import { RABBITMQ_PROPS, type RabbitMqProps } from './rabbitmq-props';

/** https://www.rabbitmq.com/docs/networking#ports */
export const AMQPS_PORT = Port.tcp(5671, 'amqps');
const MANAGEMENT_PORT = Port.tcp(15671, 'management');
const METRICS_PORT = Port.tcp(15691, 'metrics');
const NODE_FINDER_PORT = Port.tcp(4369, 'epmd');
const BETWEEN_NODES_PORT = Port.tcp(25_672, 'nodes');

const VOLUME = 'dwcp';

/** By which a client is known, and of which queue's grant it was made. */
interface ClientCertificate {
  readonly secret: string;
  readonly reload: Reload;
  readonly queue: string;
}

/**
 * A RabbitMQ, made by RabbitMQ's cluster operator, with the queues that are declared in it: `new Queue(rabbitMq, 'email')`.
 *
 * Only holders of a certificate of its own authority can talk to it, each as the user that its certificate names, who may do what the
 * queues granted. There is no password, not even of an administrator: `rabbitmqctl` in a pod of its needs none. It stays outside the
 * mesh, because its own TLS already proves both ends, and its nodes speak TLS to each other.
 *
 * Nodes read queues and users when they start: after another queue or grant they are restarted, one at a time. The next certificate
 * they read by themselves.
 */
export class RabbitMq extends Construct implements Connectable<Ports> {
  /** What clients of its queues are told to connect to. */
  readonly host: string;
  private readonly props: RabbitMqProps;
  private readonly nodes: AdoptedPod<Ports>;
  private readonly authority: CertificateAuthority;
  private readonly queues: QueueDefinition[] = [];
  private readonly granted: QueueGrant[] = [];
  private readonly certificates = new Map<Grantee, ClientCertificate>();

  constructor(scope: Construct, id: string, props: RabbitMqProps) {
    super(scope, objectName(scope, id, NAMES.rabbitMq));
    checkProps(this, props, RABBITMQ_PROPS, { replicas: 'instances', nodes: 'instances', size: 'storage' });
    this.props = props;
    const { name: namespace } = SecureNamespace.of(this);
    this.host = `${id}.${namespace}.svc`;
    this.authority = new CertificateAuthority(this, 'authority', { generation: props.authority ?? 1 });
    this.nodes = new AdoptedPod(this, 'nodes', {
      ...{ name: id, selector: workloadLabels(id), ports: [AMQPS_PORT], mesh: false },
      // It is only who may ask Vault for the certificate: the operator makes another one, which the pods run as, after that.
      serviceAccount: id,
      restart: undefined,
      rolloutSeconds: undefined,
    });
    const account = new KubernetesObject(this, 'service-account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: id },
      automountServiceAccountToken: false,
    });
    this.nodes.node.addDependency(account);
    this.connect();
    const secret = this.authority.issue({
      holder: this.nodes,
      names: [id, `${id}.${namespace}`, this.host, ...nodeHosts(id, namespace, props.instances)],
      usage: 'server',
    });
    this.run(secret, this.configure());
    const { instances } = props;
    if (instances > 1) disruptionBudget(this, id, workloadLabels(id));
    observe(this.nodes, { port: METRICS_PORT, tls: { secret, key: 'issuing_ca', serverName: this.host } });
    rabbitMqAlerts(this, id, instances);
  }

  /** What clients connect to. A way there alone is no use to them: the grants of its queues open it. */
  get connections(): Connections<Ports> {
    return this.nodes.connections;
  }

  /** Declares a queue in it: a `Queue` does. */
  addQueue(queue: QueueDefinition): void {
    this.queues.push(queue);
  }

  /** Lets a workload do something with a queue, and returns the Secret with the certificate by which it is known for all of them. */
  addClient(client: Grantee, grant: Omit<QueueGrant, 'user'>, reload: Reload): string {
    // By this name, the common one of its certificate, the broker knows it.
    const user = `${client.name}.${client.namespace}`;
    this.granted.push({ user, ...grant });
    const { queue } = grant;
    const former = this.certificates.get(client);
    if (former === undefined) {
      const secret = this.authority.issue({ holder: client, names: [user], usage: 'client', reload });
      this.certificates.set(client, { secret, reload, queue });
      return secret;
    }
    if (former.reload === reload) return former.secret;
    const [byFile, byRestart] = reload === 'file' ? [queue, former.queue] : [former.queue, queue];
    throw invalid(
      this,
      `knows '${client.name}' by one certificate, which is to be read anew for '${byFile}' and to restart it for '${byRestart}'`,
      'say the same `reload` in each of its grants',
    );
  }

  private connect(): void {
    const { facts } = Environment.of(this);
    const origin = toRun(this);
    this.connections.letsInBy(this, 'grantPublish');
    this.connections.allowFrom(this, { ports: [NODE_FINDER_PORT, BETWEEN_NODES_PORT], origin });
    this.connections.allowFrom(kubelet(facts), { ports: [AMQPS_PORT, MANAGEMENT_PORT], origin });
    // It asks for the other nodes there.
    this.connections.allowTo(kubeApi(facts), { origin });
  }

  private get definitions(): string {
    const byName = [...this.queues].sort((a, b) => (a.name < b.name ? -1 : 1));
    return definitionsOf(byName, this.granted);
  }

  private configure(): KubernetesObject {
    return new KubernetesObject(this, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${this.node.id}-own` },
      data: Lazy.any({
        // Once all is granted: who may do what is in it.
        produce: () => ({ [FILES.betweenNodes]: BETWEEN_NODES, [FILES.definitions]: this.definitions }),
      }),
    });
  }

  private run(secret: string, config: KubernetesObject): void {
    const { node, props } = this;
    const labels = workloadLabels(node.id);
    const cluster = new KubernetesObject(this, 'cluster', {
      apiVersion: 'rabbitmq.com/v1beta1',
      kind: 'RabbitmqCluster',
      metadata: { name: node.id },
      spec: {
        replicas: props.instances,
        image: props.image,
        resources: containerResources(this, props.resources),
        persistence: {
          storage: storage(this, props.storage),
          ...(props.storageClass !== undefined && { storageClassName: props.storageClass }),
        },
        tls: { secretName: secret, disableNonTLSListeners: true },
        rabbitmq: { additionalPlugins: PLUGINS, additionalConfig: CONFIGURATION, envConfig: ENVIRONMENT },
        override: {
          statefulSet: {
            spec: {
              template: {
                metadata: { labels: { ...labels, ...OUTSIDE_MESH }, annotations: this.hash },
                spec: {
                  topologySpreadConstraints: spread(this, labels),
                  containers: [
                    { name: 'rabbitmq', volumeMounts: [{ name: VOLUME, mountPath: OWN_FOLDER, readOnly: true }] },
                  ],
                  volumes: [{ name: VOLUME, projected: { sources: this.sources(secret, config.name) } }],
                },
              },
            },
          },
        },
      },
    });
    cluster.node.addDependency(this.nodes, config);
  }

  private sources(secret: string, config: string) {
    return [
      { secret: { name: secret, items: [{ key: 'issuing_ca', path: FILES.authority }] } },
      { configMap: { name: config } },
    ];
  }

  /** By which the nodes are restarted when what they read as they start is another. */
  private get hash(): Readonly<Record<string, string>> {
    const produce = () =>
      createHash('sha256').update(this.definitions).update(BETWEEN_NODES).digest('hex').slice(0, 16);
    return { [`dwcp.io/config-${this.node.id}-own`]: Lazy.any({ produce }) as unknown as string };
  }
}
