import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Grantable } from '../grants/grantee';
import { type GrantOptions, Grants, type Offer } from '../grants/grants';
import { KubernetesObject, type Probe } from '../kubernetes';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import { Port, type Ports } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import { whole } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { CERTIFICATE_FILES, CertificateAuthority } from '../vault/pki';
import { IMAGE } from '../workload/container-options';
import { Pod } from '../workload/pod';
import { AMOUNTS, memoryBytes, storage } from '../workload/quantity';
import { RESOURCES, type Resources, type StorageQuantity } from '../workload/resources';
import { DRAIN_SECONDS } from '../workload/rollout';
import { CONFIG_FOLDER, DATA_FOLDER, probeCommand, renderConfig } from './redis-config';

const REDIS_PORT = Port.tcp(6379, 'redis');

/** How long loading the data set may take after a restart. */
const STARTUP_SECONDS = 300;

export interface RedisProps {
  /** Image of Valkey, by digest. */
  readonly image: string;

  /** Disk for the append-only file. */
  readonly storage: StorageQuantity;

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

const PROPS: Props<RedisProps> = {
  image: needed(IMAGE),
  storage: needed(AMOUNTS.storage),
  resources: needed(RESOURCES),
  authority: optional(whole(1, 99)),
};

/**
 * A Redis server (Valkey) that only holders of a certificate of its own authority can talk to.
 *
 * One instance: a restart, such as the one that renews its certificate every three weeks, is a gap of seconds, so
 * clients must retry. It stays outside the mesh, because its own TLS already proves both ends.
 */
export class Redis extends Construct implements Connectable<Ports>, Grantable {
  /** The pod of the server, which may be granted something itself. */
  readonly pod: Pod<Ports>;
  private readonly authority: CertificateAuthority;
  private readonly grants = new Grants(this);

  constructor(scope: Construct, id: string, props: RedisProps) {
    super(scope, objectName(scope, id, NAMES.redis));
    checkProps(this, props, PROPS, { size: 'storage' });
    const namespace = SecureNamespace.of(this).name;
    this.authority = new CertificateAuthority(this, 'authority', { generation: props.authority ?? 1 });
    this.pod = new Pod(this, 'pod', {
      name: id,
      image: props.image,
      resources: props.resources,
      ports: [REDIS_PORT],
      command: ['valkey-server', `${CONFIG_FOLDER}/redis.conf`],
      probes: PROBES,
      mesh: false,
      restart: { kind: 'StatefulSet', name: id },
      rolloutSeconds: STARTUP_SECONDS + DRAIN_SECONDS,
    });
    const secret = this.authority.issue({
      holder: this.pod,
      names: [id, `${id}.${namespace}`, `${id}.${namespace}.svc`],
      usage: 'server',
    });
    this.pod.mountSecret({ folder: 'tls', sources: [{ secret, files: CERTIFICATE_FILES }] });
    this.connections.letsInBy(this, 'grantReadWrite');
    this.serve(props);
  }

  /** What clients connect to. */
  get connections(): Connections<Ports> {
    return this.pod.connections;
  }

  /** Lets a workload read and change data, with a client certificate of its own. Administrative commands stay closed. */
  grantReadWrite(to: Grantable, options?: GrantOptions): void {
    this.grants.give(to, this.readWrite, options);
  }

  private get readWrite(): Offer {
    const host = `${this.node.id}.${SecureNamespace.of(this).name}.svc`;
    return {
      verb: 'grantReadWrite',
      access: 'read-write',
      reach: this,
      deliver: (client) => {
        const names = [`${client.name}.${client.namespace}`] as const;
        const secret = this.authority.issue({ holder: client, names, usage: 'client' });
        return {
          sources: [{ secret, files: CERTIFICATE_FILES }],
          env: { HOST: host, PORT: `${REDIS_PORT.number}` },
        };
      },
    };
  }

  private serve(props: RedisProps): void {
    const { name, labels } = this.pod;
    const content = renderConfig(REDIS_PORT.number, memoryBytes(this, props.resources.memory));
    const config = new KubernetesObject(this, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data: { 'redis.conf': content },
    });
    this.pod.mountConfig(name, { path: CONFIG_FOLDER, content });
    const service = new KubernetesObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: {
        clusterIP: 'None',
        selector: labels,
        ports: [{ name: REDIS_PORT.name, port: REDIS_PORT.number, targetPort: REDIS_PORT.name, protocol: 'TCP' }],
      },
    });
    const set = new KubernetesObject(this, 'stateful-set', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name, labels },
      spec: {
        replicas: 1,
        serviceName: name,
        selector: { matchLabels: labels },
        template: Lazy.any({
          produce: () => this.pod.template({ mounts: [{ name: 'data', mountPath: DATA_FOLDER }] }),
        }),
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: storage(this, props.storage) } },
            },
          },
        ],
      },
    });
    set.node.addDependency(this.pod, config, service);
  }
}

// By a command, which passes the same door as a client: kubelets have no certificate.
const PROBES = {
  startup: {
    exec: { command: probeCommand(REDIS_PORT.number) },
    periodSeconds: 10,
    failureThreshold: STARTUP_SECONDS / 10,
  },
  readiness: { exec: { command: probeCommand(REDIS_PORT.number) }, periodSeconds: 10, timeoutSeconds: 3 },
  liveness: {
    exec: { command: probeCommand(REDIS_PORT.number) },
    periodSeconds: 10,
    timeoutSeconds: 3,
    failureThreshold: 6,
  },
} satisfies Record<string, Probe>;
