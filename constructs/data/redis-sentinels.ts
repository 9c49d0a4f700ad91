import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import type { Connectable, Connections } from '../network/connections';
import { toRun } from '../network/edge';
import { Port, type Ports } from '../network/port';
import { CERTIFICATE_FILES, type CertificateAuthority } from '../vault/pki';
import { Pod } from '../workload/pod';
import type { Resources } from '../workload/resources';
import { DRAIN_SECONDS, rolloutSeconds } from '../workload/rollout';
import { AGREES, ASKS_WHO_IS_PRIMARY, HANDS_OVER, type Users } from './redis-access';
import { CONFIG_FOLDER } from './redis-config';
import { hostsOf, MEMBERS, type Replicated, running, SCRIPTS, SENTINEL_PORT } from './redis-replication';
import { renderSentinelConfig, sentinelProbes, sentinelStartScript } from './redis-sentinel-config';
import { redisSet } from './redis-set';

const PORT = Port.tcp(SENTINEL_PORT, 'tcp-sentinel');

/** Whatever the load is: it asks three servers each second, and answers clients that connect. */
const RESOURCES: Resources = { cpu: '50m', memory: '64Mi' };

/** A few lines of who is who; no smaller disk is to be had everywhere. */
const STORAGE = '1Gi';

const STARTUP_SECONDS = 60;

export interface RedisSentinelsProps {
  /** The servers. */
  readonly of: Replicated;
  /** Image of Valkey, by digest. */
  readonly image: string;
  readonly authority: CertificateAuthority;
  /** Names of who may ask them, once all is granted. */
  readonly clients: () => Iterable<string>;
}

/**
 * Three Sentinels, which agree on who of the servers is primary, and make another one when it is lost.
 *
 * In pods of their own: they may do more with a server than the server itself may, and so have a certificate of their own;
 * and a server that is restarted takes no vote along. What they agreed on they keep on a disk, so that one that comes back does
 * not vote twice.
 */
export class RedisSentinels extends Construct implements Connectable<Ports> {
  readonly pod: Pod<Ports>;
  private readonly props: RedisSentinelsProps;

  constructor(scope: Construct, id: string, props: RedisSentinelsProps) {
    super(scope, id);
    this.props = props;
    const { of, image, authority } = props;
    const name = `${of.name}-sentinel`;
    this.pod = new Pod(this, 'pod', {
      name,
      image,
      resources: RESOURCES,
      ports: [PORT],
      command: running(SCRIPTS.start),
      probes: sentinelProbes(of.name),
      mesh: false,
      restart: { kind: 'StatefulSet', name },
      rolloutSeconds: rolloutSeconds(MEMBERS, { startupSeconds: STARTUP_SECONDS, drainSeconds: DRAIN_SECONDS }),
    });
    const secret = authority.issue({
      holder: this.pod,
      names: [name, `${name}.${of.namespace}.svc`, ...this.hosts],
      usage: 'server',
    });
    this.pod.mountSecret({ folder: 'tls', sources: [{ secret, files: CERTIFICATE_FILES }] });
    this.connections.allowFrom(this.pod, { origin: toRun(scope) });
    redisSet(this, { pod: this.pod, storage: STORAGE, before: [this.pod, this.configure(), this.serve()] });
  }

  get connections(): Connections<Ports> {
    return this.pod.connections;
  }

  /** What clients are told beside: whom to ask for the primary, and by which name. */
  get env(): Readonly<Record<string, string>> {
    return {
      SENTINELS: this.hosts.map((host) => `${host}:${PORT.number}`).join(','),
      PRIMARY: this.props.of.name,
    };
  }

  private get hosts(): readonly [string, ...string[]] {
    return hostsOf(`${this.props.of.name}-sentinel`, this.props.of.namespace);
  }

  private render(): string {
    const { of, clients } = this.props;
    const own: Users = new Map([
      [this.pod.name, AGREES],
      [of.name, HANDS_OVER],
    ]);
    const asking = [...clients()].map((client) => [client, ASKS_WHO_IS_PRIMARY] as const);
    return renderSentinelConfig({ of, own, clients: new Map(asking) });
  }

  private configure(): KubernetesObject {
    const { name } = this.pod;
    const start = sentinelStartScript(this.props.of);
    const render = () => this.render();
    this.pod.mountConfig(name, {
      path: CONFIG_FOLDER,
      get content() {
        return `${render()}${start}`;
      },
    });
    return new KubernetesObject(this, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data: Lazy.any({ produce: () => ({ 'sentinel.conf': render(), [SCRIPTS.start]: start }) }),
    });
  }

  private serve(): KubernetesObject {
    const { name, labels } = this.pod;
    return new KubernetesObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: {
        clusterIP: 'None',
        // They are ready when they have found each other, by these names.
        publishNotReadyAddresses: true,
        selector: labels,
        ports: [{ name: PORT.name, port: PORT.number, targetPort: PORT.name, protocol: 'TCP' }],
      },
    });
  }
}
