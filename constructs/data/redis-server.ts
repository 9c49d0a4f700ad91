import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Grantable, Grantee } from '../grants/grantee';
import { type Delivery, type GrantOptions, Grants } from '../grants/grants';
import { KubernetesObject, type Probe } from '../kubernetes';
import type { Connectable } from '../network/connections';
import { Port, type Ports } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import type { RestartTarget } from '../operators/vault-secrets-operator';
import { whole } from '../props/checks';
import { needed, optional, type Props } from '../props/props';
import { CERTIFICATE_FILES, CertificateAuthority } from '../vault/pki';
import { IMAGE } from '../workload/container-options';
import { Pod } from '../workload/pod';
import { memoryBytes } from '../workload/quantity';
import { RESOURCES, type Resources } from '../workload/resources';
import { DRAIN_SECONDS } from '../workload/rollout';
import { ALL_ALIKE, eachApart, type RedisAccess } from './redis-access';
import { CONFIG_FOLDER, probeCommand, type RedisConfig, renderConfig } from './redis-config';

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
   * yet cannot connect meanwhile, so do it in a quiet hour. The former authority stays in Vault, and signs nothing.
   *
   * @default 1 - the one that it was made with
   */
  readonly authority?: number;
}

export const REDIS_SERVER_PROPS: Props<RedisServerProps> = {
  image: needed(IMAGE),
  resources: needed(RESOURCES),
  authority: optional(whole(1, 99)),
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

  constructor(owner: Construct & Connectable<Ports>, props: RedisServerProps, options: RedisServerOptions) {
    const { id } = owner.node;
    this.owner = owner;
    this.options = options;
    this.grants = new Grants(owner);
    this.authority = new CertificateAuthority(owner, 'authority', { generation: props.authority ?? 1 });
    this.pod = new Pod(owner, 'pod', {
      name: id,
      image: props.image,
      resources: props.resources,
      ports: [REDIS_PORT],
      command: ['valkey-server', `${CONFIG_FOLDER}/redis.conf`],
      probes: probes(options.startupSeconds),
      mesh: false,
      restart: { kind: options.kind, name: id },
      rolloutSeconds: options.startupSeconds + DRAIN_SECONDS,
    });
    const namespace = SecureNamespace.of(owner).name;
    const secret = this.authority.issue({
      holder: this.pod,
      names: [id, `${id}.${namespace}`, `${id}.${namespace}.svc`],
      usage: 'server',
    });
    this.pod.mountSecret({ folder: 'tls', sources: [{ secret, files: CERTIFICATE_FILES }] });
    this.pod.connections.letsInBy(owner, 'grantReadWrite');
    this.before = [this.pod, this.configure(memoryBytes(owner, props.resources.memory)), this.serve()];
  }

  /** Gives a workload a certificate of its own, and with it the access. */
  grant(verb: string, access: RedisAccess, to: Grantable, options?: GrantOptions): void {
    const deliver = (client: Grantee) => this.deliver(client, access);
    this.grants.give(to, { verb, access, reach: this.owner, deliver }, options);
  }

  private deliver(client: Grantee, access: RedisAccess): Delivery {
    // By this name, the common one of its certificate, the server knows it.
    const name = `${client.name}.${client.namespace}`;
    this.clients.set(name, access);
    const secret = this.authority.issue({ holder: client, names: [name], usage: 'client' });
    const host = `${this.owner.node.id}.${SecureNamespace.of(this.owner).name}.svc`;
    return {
      sources: [{ secret, files: CERTIFICATE_FILES }],
      env: { HOST: host, PORT: `${REDIS_PORT.number}`, ...this.options.env },
    };
  }

  private get access(): readonly string[] {
    const isApart = this.options.apart || [...this.clients.values()].includes('read-only');
    return isApart ? eachApart(this.owner.node.id, this.clients) : ALL_ALIKE;
  }

  private configure(bytes: bigint): KubernetesObject {
    const { name } = this.pod;
    const { keeping, whenFull } = this.options;
    // Once all is granted: who may do what is in it.
    const render = () =>
      renderConfig({ port: REDIS_PORT.number, memoryBytes: bytes, access: this.access, keeping, whenFull });
    this.pod.mountConfig(name, {
      path: CONFIG_FOLDER,
      get content() {
        return render();
      },
    });
    return new KubernetesObject(this.owner, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data: Lazy.any({ produce: () => ({ 'redis.conf': render() }) }),
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
