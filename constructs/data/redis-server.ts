import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Reload, RotatingGrantOptions } from '../grants/grant-options';
import type { Grantable, Grantee } from '../grants/grantee';
import { type Delivery, Grants } from '../grants/grants';
import { KubernetesObject, type Probe } from '../kubernetes';
import type { Connectable } from '../network/connections';
import { toRun } from '../network/edge';
import { Port, type Ports } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import { observe } from '../observability/observe';
import type { RestartTarget } from '../operators/vault-secrets-operator';
import { whole } from '../props/checks';
import { needed, optional, type Props } from '../props/props';
import { CERTIFICATE_FILES, CertificateAuthority } from '../vault/pki';
import { IMAGE } from '../workload/container-options';
import { Pod } from '../workload/pod';
import { memoryBytes } from '../workload/quantity';
import { RESOURCES, type Resources } from '../workload/resources';
import { DRAIN_SECONDS, rolloutSeconds } from '../workload/rollout';
import {
  ALL_ALIKE,
  ASKS_HOW_IT_IS,
  ASKS_ITSELF,
  eachApart,
  FOLLOWS,
  type RedisAccess,
  rightsOf,
  type Users,
  WATCHES,
} from './redis-access';
import { CONFIG_FOLDER, probeCommand, type RedisConfig, renderConfig } from './redis-config';
import { EXPORTER_PORT, exporterContainer, exporterSecret, exporterUser, OWN_POD } from './redis-exporter';
import { exporterAlerts } from './redis-exporter-alerts';
import {
  HANDOVER_SECONDS,
  hostsOf,
  leaveScript,
  MEMBERS,
  REPLICATED,
  type Replicated,
  replicatedProbes,
  running,
  SCRIPTS,
  startScript,
} from './redis-replication';
import { RedisSentinels } from './redis-sentinels';

const REDIS_PORT = Port.tcp(6379, 'redis');

/** What is said of a server, whether it keeps its data or not. */
export interface RedisServerProps {
  /** Image of Valkey, by digest. */
  readonly image: string;

  /** Three quarters of the memory hold data; the rest is for copying it while it is rewritten. */
  readonly resources: Resources;

  /**
   * Which certificate authority it has: 2 makes a second one beside the first, and everybody's certificates by it.
   *
   * An authority lives five years, and neither its key nor its name can change: raise this by one, well before, instead.
   * Server and clients get their certificates anew and are restarted by the same deploy; a client that has not restarted
   * yet, or whose files are not exchanged yet, cannot connect meanwhile, so do it in a quiet hour. The former authority stays in Vault, and signs nothing.
   *
   * @default 1 - the one that it was made with
   */
  readonly authority?: number;

  /**
   * Image of redis_exporter, by digest: `oliver006/redis_exporter:v1.82.0@sha256:…`. It runs beside each server, is a user of it that may
   * read no data, and has Prometheus know memory, clients, hits, evictions and replicas. Alerts and panels of those come with it.
   *
   * Each client is a user of its own then, which takes Valkey 9.0 or newer, and the server restarts whenever there is another grant.
   *
   * @default - only what the kubelet and kube-state-metrics see of its pods is known
   */
  readonly exporter?: string;
}

export const REDIS_SERVER_PROPS: Props<RedisServerProps> = {
  image: needed(IMAGE),
  resources: needed(RESOURCES),
  authority: optional(whole(1, 99)),
  exporter: optional(IMAGE),
};

/** What its construct says beside. */
export interface RedisServerOptions extends Pick<RedisConfig, 'keeping' | 'whenFull'> {
  readonly kind: RestartTarget['kind'];
  /** How long it may take until it answers. */
  readonly startupSeconds: number;
  /** Whether each client is a user of its own from the first grant on, and not only once one of them may only read. */
  readonly apart: boolean;
  /** Variables that clients are given beside its address. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it is one of several, which Sentinels watch. @default false - it is alone */
  readonly replicated?: boolean;
}

/**
 * What a `Redis` and a `Cache` share: pods, certificates, configuration and Service of one server of Valkey, and who may
 * talk to it. All of it is declared below their construct, which runs the pods.
 */
export class RedisServer {
  readonly pod: Pod<Ports>;
  /** What has to be there before its pods are. */
  readonly before: readonly Construct[];
  private readonly owner: Construct & Connectable<Ports>;
  private readonly options: RedisServerOptions;
  private readonly authority: CertificateAuthority;
  private readonly grants: Grants;
  private readonly clients = new Map<string, RedisAccess>();
  private readonly replicated?: Replicated;
  private readonly sentinels?: RedisSentinels;
  /** Whether an exporter tells Prometheus how it is. */
  readonly isExported: boolean;

  constructor(owner: Construct & Connectable<Ports>, props: RedisServerProps, options: RedisServerOptions) {
    const { id } = owner.node;
    this.owner = owner;
    this.options = options;
    this.isExported = props.exporter !== undefined;
    this.grants = new Grants(owner);
    this.authority = new CertificateAuthority(owner, 'authority', { generation: props.authority ?? 1 });
    const namespace = SecureNamespace.of(owner).name;
    if (options.replicated) this.replicated = { name: id, namespace, port: REDIS_PORT.number };
    this.pod = new Pod(owner, 'pod', {
      name: id,
      image: props.image,
      resources: props.resources,
      ports: [REDIS_PORT],
      command: this.replicated ? running(SCRIPTS.start) : ['valkey-server', `${CONFIG_FOLDER}/redis.conf`],
      probes: this.replicated ? replicatedProbes(REDIS_PORT.number) : probes(options.startupSeconds),
      mesh: false,
      restart: { kind: options.kind, name: id },
      ...(props.exporter !== undefined && {
        sideContainers: [exporterContainer(props.exporter, REDIS_PORT.number)],
      }),
      rolloutSeconds: this.rolloutSeconds,
    });
    const secret = this.authority.issue({
      holder: this.pod,
      names: [
        ...([id, `${id}.${namespace}`, `${id}.${namespace}.svc`] as const),
        ...(this.replicated ? hostsOf(id, namespace) : []),
        ...(this.isExported ? [OWN_POD] : []),
      ],
      usage: 'server',
    });
    this.pod.mountSecret({ folder: 'tls', sources: [{ secret, files: CERTIFICATE_FILES }] });
    this.pod.connections.letsInBy(owner, 'grantReadWrite');
    if (this.isExported) this.export();
    if (this.replicated) this.sentinels = this.watch(this.replicated, props.image);
    this.before = [this.pod, this.configure(memoryBytes(owner, props.resources.memory)), this.serve()];
  }

  /** Gives a workload a certificate of its own, and with it the access. */
  grant(verb: string, access: RedisAccess, to: Grantable, options?: RotatingGrantOptions): void {
    const deliver = (client: Grantee, reload: Reload) => this.deliver(client, access, reload);
    const reach = [this.owner, ...(this.sentinels ? [this.sentinels] : [])];
    this.grants.give(to, { verb, access, reach, rotates: true, deliver }, options);
  }

  private deliver(client: Grantee, access: RedisAccess, reload: Reload): Delivery {
    // By this name, the common one of its certificate, the server knows it.
    const name = `${client.name}.${client.namespace}`;
    this.clients.set(name, access);
    const secret = this.authority.issue({ holder: client, names: [name], usage: 'client', reload });
    const host = `${this.owner.node.id}.${SecureNamespace.of(this.owner).name}.svc`;
    return {
      sources: [{ secret, files: CERTIFICATE_FILES }],
      // Of several, Sentinels say which one to call: by the name of all, it would be any.
      env: { ...(this.sentinels?.env ?? { HOST: host, PORT: `${REDIS_PORT.number}` }), ...this.options.env },
    };
  }

  private export(): void {
    const { owner, pod, authority, options } = this;
    const [as, names] = ['exporter', [exporterUser(owner.node.id)]] as const;
    const secret = authority.issue({ holder: pod, names, usage: 'client', beside: as });
    pod.mountSecret(exporterSecret([{ secret, files: CERTIFICATE_FILES }]));
    observe(pod, { port: EXPORTER_PORT });
    exporterAlerts(owner, pod.name, {
      keeps: options.whenFull === 'noeviction',
      replicated: this.replicated !== undefined,
    });
  }

  private get rolloutSeconds(): number {
    const { startupSeconds } = this.options;
    if (!this.replicated) return startupSeconds + DRAIN_SECONDS;
    return rolloutSeconds(MEMBERS, { startupSeconds, drainSeconds: HANDOVER_SECONDS + DRAIN_SECONDS });
  }

  private watch(of: Replicated, image: string): RedisSentinels {
    const sentinels = new RedisSentinels(this.owner, 'sentinels', {
      ...{ of, image, authority: this.authority },
      clients: () => this.clients.keys(),
    });
    sentinels.connections.letsInBy(this.owner, 'grantReadWrite');
    const origin = toRun(this.owner);
    this.pod.connections.allowFrom(this.pod, { origin });
    this.pod.connections.allowFrom(sentinels, { origin });
    this.pod.connections.allowTo(sentinels, { origin });
    return sentinels;
  }

  private get access(): readonly string[] {
    const { id } = this.owner.node;
    const clients = rightsOf(this.clients, this.sentinels !== undefined);
    if (this.sentinels) {
      const own: Users = new Map([
        [id, FOLLOWS],
        [this.sentinels.pod.name, WATCHES],
      ]);
      return eachApart(new Map([...own, ...this.exporterUsers]), clients);
    }
    const isApart = this.options.apart || this.isExported || [...this.clients.values()].includes('read-only');
    return isApart ? eachApart(new Map([[id, ASKS_ITSELF], ...this.exporterUsers]), clients) : ALL_ALIKE;
  }

  private get exporterUsers(): Users {
    return new Map(this.isExported ? [[exporterUser(this.owner.node.id), ASKS_HOW_IT_IS]] : []);
  }

  private get scripts(): Readonly<Record<string, string>> {
    if (!this.replicated) return {};
    return { [SCRIPTS.start]: startScript(this.replicated), [SCRIPTS.leave]: leaveScript(this.replicated) };
  }

  private configure(bytes: bigint): KubernetesObject {
    const { name } = this.pod;
    const { keeping, whenFull } = this.options;
    const { scripts } = this;
    // Once all is granted: who may do what is in it.
    const render = () =>
      renderConfig({
        ...{
          port: REDIS_PORT.number,
          memoryBytes: bytes,
          access: this.access,
          keeping,
          whenFull,
          exported: this.isExported,
        },
        ...(this.replicated && { replication: REPLICATED }),
      });
    this.pod.mountConfig(name, {
      path: CONFIG_FOLDER,
      get content() {
        return [render(), ...Object.values(scripts)].join('');
      },
    });
    return new KubernetesObject(this.owner, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data: Lazy.any({ produce: () => ({ 'redis.conf': render(), ...scripts }) }),
    });
  }

  private serve(): KubernetesObject {
    const { name, labels } = this.pod;
    return new KubernetesObject(this.owner, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: {
        clusterIP: 'None',
        // Of several, a primary is ready when others have found it, by these names.
        ...(this.replicated && { publishNotReadyAddresses: true }),
        selector: labels,
        ports: [{ name: REDIS_PORT.name, port: REDIS_PORT.number, targetPort: REDIS_PORT.name, protocol: 'TCP' }],
      },
    });
  }
}

/** By a command, which passes the same door as a client: kubelets have no certificate. */
function probes(startupSeconds: number): {
  readonly startup: Probe;
  readonly readiness: Probe;
  readonly liveness: Probe;
} {
  const exec = { command: probeCommand(REDIS_PORT.number) };
  return {
    startup: { exec, periodSeconds: 10, failureThreshold: startupSeconds / 10 },
    readiness: { exec, periodSeconds: 10, timeoutSeconds: 3 },
    liveness: { exec, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 6 },
  };
}
