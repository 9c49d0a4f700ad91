import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment } from '../environment';
import type { Grantable } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import { toRun } from '../network/edge';
import { kubelet } from '../network/peers/cluster';
import { isPort, type Ports } from '../network/port';
import { observe } from '../observability/observe';
import { also, choice, count, flag, group, list, nameOf, seconds, text, value } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { CLAIMS_KEPT } from './claims-kept';
import { IMAGE, pathProblem } from './container-options';
import { disruptionBudget } from './disruption-budget';
import { paceOf, podOptions, SYNONYMS } from './long-running';
import { Management } from './management';
import {
  HEALTH_CHECK,
  type MetricsOptions,
  OPERATION_OPTIONS,
  type OperationOptions,
  type ProbeOptions,
} from './operation';
import { Pod } from './pod';
import { POD_OPTIONS, type PodOptions } from './pod-options';
import { AMOUNTS, storage } from './quantity';
import { RESOURCES, type Resources, type StorageQuantity } from './resources';
import { type Pace, rolloutSeconds, rolloutSum, SETTLE_SECONDS } from './rollout';

/** A disk of each pod's own, which outlives the pod. */
export interface Disk {
  /** Name of its claim, which is `<name>-<workload>-<number of the pod>`. Kubernetes never lets it change. */
  readonly name: string;

  /** Growing it takes its claims by hand: Kubernetes lets nobody change the template. */
  readonly size: StorageQuantity;

  /** Folder that it is mounted as. */
  readonly path: `/${string}`;

  /** @default - the cluster's default class */
  readonly storageClass?: string;
}

export interface StatefulServiceProps extends PodOptions, Omit<OperationOptions, 'probes'> {
  /** By digest, such as `registry.example.com/broker@sha256:…`. */
  readonly image: string;

  /** How many pods. Load does not decide it: a pod more or less moves data. */
  readonly scale: number;
  /** CPU and memory of one pod's own container. */
  readonly resources: Resources;

  /** Ports that it listens on, the first of which a check asks that names none. */
  readonly ports: Ports;

  /**
   * What is spoken on them.
   *
   * @default 'tcp'
   */
  readonly protocol?: 'http' | 'grpc' | 'tcp';

  /** The disks of each pod, one at least. */
  readonly disks: readonly [Disk, ...Disk[]];

  /** How the kubelet asks it: nobody can guess what a program with state answers. */
  readonly probes: ProbeOptions & Required<Pick<ProbeOptions, 'readiness' | 'liveness'>>;

  /**
   * Its own metrics.
   *
   * @default 'none' - in the mesh, those of its sidecar are scraped all the same
   */
  readonly metrics?: MetricsOptions | 'none';

  /**
   * Whether its traffic goes through a sidecar. What proves both ends by TLS of its own may stand outside.
   *
   * @default true
   */
  readonly mesh?: boolean;

  /**
   * Whether its pods start one after the other, or all at once, as those have to that wait for each other.
   *
   * Kubernetes never lets it change. New versions are rolled out one pod at a time either way.
   *
   * @default 'ordered'
   */
  readonly start?: 'ordered' | 'parallel';
}

const PROBES = group<StatefulServiceProps['probes']>({
  readiness: needed(HEALTH_CHECK),
  liveness: needed(HEALTH_CHECK),
  startup: optional(HEALTH_CHECK),
  startupTime: optional(seconds),
});

const DISKS = also(
  list(
    group<Disk>({
      name: needed(text('write lower-case letters, digits and inner hyphens', /^[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$/)),
      size: needed(AMOUNTS.storage),
      path: needed(
        value('write a folder, e.g. /data', (given) => typeof given === 'string' && pathProblem(given) === undefined),
      ),
      storageClass: optional(nameOf('a StorageClass')),
    }),
    "write a list of disks, as in [{ name: 'data', size: '10Gi', path: '/data' }]",
    1,
  ),
  (disks: readonly Disk[], place) => {
    const names = disks.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    return twice === undefined ? [] : [`has two disks named '${twice}' in \`${place}\`; rename one`];
  },
);

const PROPS: Props<StatefulServiceProps> = {
  image: needed(IMAGE),
  scale: needed(count),
  resources: needed(RESOURCES),
  ports: needed(
    list(value("write Port.tcp(9092, 'broker')", isPort), "write a list of ports, as in [Port.tcp(9092, 'broker')]", 1),
  ),
  protocol: optional(choice('http', 'grpc', 'tcp')),
  disks: needed(DISKS),
  probes: needed(PROBES),
  mesh: optional(flag),
  start: optional(choice('ordered', 'parallel')),
  ...POD_OPTIONS,
  managementPort: OPERATION_OPTIONS.managementPort,
  metrics: OPERATION_OPTIONS.metrics,
  drain: OPERATION_OPTIONS.drain,
};

/**
 * A service whose pods each have a name, a place and disks of their own: a broker, a search index, a store.
 *
 * One is replaced at a time, from the last to the first, each after its successor is ready. Its headless Service names
 * them one by one: `<name>-0.<name>.<namespace>.svc`. Where they talk to each other, let them:
 * `store.connections.allowFrom(store)`.
 */
export class StatefulService extends Construct implements Connectable<Ports>, Grantable {
  /** Its pods: who is granted something. */
  readonly pod: Pod<Ports>;

  constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, objectName(scope, id, NAMES.statefulService));
    checkProps(this, props, PROPS, { ...SYNONYMS, port: 'ports', storage: 'disks', volumeClaimTemplates: 'disks' });
    const { mesh = true, metrics = 'none', ports, scale } = props;
    const management = new Management(this, ports, { ...props, metrics }, props.probes);
    const pace = paceOf(props, management);
    this.pod = new Pod(this, 'pod', {
      ...podOptions(props),
      name: id,
      ports,
      managementPorts: management.ports,
      probes: management.probes,
      annotations: { ...props.annotations, ...(mesh && management.annotations) },
      mesh,
      restart: { kind: 'StatefulSet', name: id },
      rolloutSeconds: rolloutSeconds(scale, pace),
      rolloutSum: rolloutSum(scale, pace),
    });
    this.run(props, this.serve(props), pace);
    disruptionBudget(this, id, this.pod.labels);
    if (mesh) observe(this.pod);
    else this.letOperatorsIn(management);
  }

  /** The network paths into and out of the pods. */
  get connections(): Connections<Ports> {
    return this.pod.connections;
  }

  private serve({ ports, protocol = 'tcp' }: StatefulServiceProps): KubernetesObject {
    return new KubernetesObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: this.pod.name },
      spec: {
        clusterIP: 'None',
        selector: this.pod.labels,
        ports: ports.map(({ name, number, protocol: transport }) => ({
          name,
          port: number,
          targetPort: name,
          protocol: transport,
          ...(transport === 'TCP' && { appProtocol: protocol }),
        })),
      },
    });
  }

  private run({ scale, disks, start, labels }: StatefulServiceProps, service: KubernetesObject, pace: Pace): void {
    const { name, labels: own } = this.pod;
    const mounts = disks.map(({ name: disk, path }) => ({ name: disk, mountPath: path }));
    const set = new KubernetesObject(this, 'stateful-set', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name, labels: { ...labels, ...own } },
      spec: {
        replicas: scale,
        serviceName: service.name,
        revisionHistoryLimit: 5,
        minReadySeconds: SETTLE_SECONDS,
        podManagementPolicy: start === 'parallel' ? 'Parallel' : 'OrderedReady',
        updateStrategy: { type: 'RollingUpdate' },
        persistentVolumeClaimRetentionPolicy: CLAIMS_KEPT,
        selector: { matchLabels: own },
        template: Lazy.any({
          produce: () =>
            this.pod.template({
              mounts,
              drains: { seconds: pace.drainSeconds },
              fsGroupChangePolicy: 'OnRootMismatch',
            }),
        }),
        volumeClaimTemplates: disks.map(({ name: disk, size, storageClass }) => ({
          metadata: { name: disk },
          spec: {
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: storage(this, size) } },
            ...(storageClass && { storageClassName: storageClass }),
          },
        })),
      },
    });
    set.node.addDependency(this.pod, service);
  }

  /** Outside the mesh, where no sidecar asks and answers in their place. */
  private letOperatorsIn({ probed, metrics }: Management): void {
    const { facts } = Environment.of(this);
    const [first, ...others] = probed;
    if (first) this.connections.allowFrom(kubelet(facts), { ports: [first, ...others], origin: toRun(this) });
    if (metrics) observe(this.pod, metrics);
  }
}
