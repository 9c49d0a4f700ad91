import { type Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { RotatingGrantOptions } from '../grants/grant-options';
import type { Grantable } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import type { Ports } from '../network/port';
import { seconds } from '../props/checks';
import { checkProps, optional, type Props } from '../props/props';
import { STANDARDS } from '../standards';
import type { Pod } from '../workload/pod';
import { NOT_KEPT } from './redis-config';
import { REDIS_SERVER_PROPS, RedisServer, type RedisServerProps } from './redis-server';

/** How long it may take until it answers: it has nothing to load. */
const STARTUP_SECONDS = 60;

export interface CacheProps extends RedisServerProps {
  /**
   * How long an entry is good for, unless the application knows better: in seconds, `<NAME>_TTL_SECONDS` of its environment.
   *
   * The server does not enforce it. An entry that is written without an end stays until its room is needed.
   *
   * @default Duration.minutes(15) - the standards' for what applications cache ("Caching")
   */
  readonly ttl?: Duration;
}

const PROPS: Props<CacheProps> = { ...REDIS_SERVER_PROPS, ttl: optional(seconds) };

/**
 * A Redis server (Valkey 9.0 or newer) whose data may go at any time: it is in memory only, and what was not used for the
 * longest makes room.
 *
 * Each workload that is granted something is a user of the server by the name in its certificate, and nobody else is. A
 * restart empties it: for another grant, another certificate of its own (every three weeks), another node. So what is in it
 * must be had from somewhere else, and that has to bear the load for a while.
 *
 * A Deployment, and not a StatefulSet: it has no disk to come back to, and on a node that is lost a StatefulSet's pod waits
 * for somebody to say that it is gone, where a Deployment's is replaced. Its strategy is `Recreate`, since of two caches
 * behind one name one would still have what was just deleted from the other. A drained node takes it along at once.
 */
export class Cache extends Construct implements Connectable<Ports>, Grantable {
  private readonly server: RedisServer;

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, objectName(scope, id, NAMES.cache));
    checkProps(this, props, PROPS, { timeToLive: 'ttl', expiry: 'ttl' });
    this.server = new RedisServer(this, props, {
      kind: 'Deployment',
      startupSeconds: STARTUP_SECONDS,
      keeping: NOT_KEPT,
      whenFull: 'allkeys-lru',
      apart: true,
      env: { TTL_SECONDS: `${props.ttl?.toSeconds() ?? STANDARDS.cache.applicationSeconds}` },
    });
    const { name, labels } = this.pod;
    const deployment = new KubernetesObject(this, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, labels },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 5,
        selector: { matchLabels: labels },
        strategy: { type: 'Recreate' },
        template: Lazy.any({ produce: () => this.pod.template() }),
      },
    });
    deployment.node.addDependency(...this.server.before);
  }

  /** The pod of the server, which may be granted something itself. */
  get pod(): Pod<Ports> {
    return this.server.pod;
  }

  /** What clients connect to. */
  get connections(): Connections<Ports> {
    return this.pod.connections;
  }

  /** Lets a workload read, write and delete entries, with a client certificate of its own. It may not empty the cache. */
  grantReadWrite(to: Grantable, options?: RotatingGrantOptions): void {
    this.server.grant('grantReadWrite', 'read-write', to, options);
  }

  /** Lets a workload read entries, with a client certificate of its own, and change none: the server refuses it. */
  grantReadOnly(to: Grantable, options?: RotatingGrantOptions): void {
    this.server.grant('grantReadOnly', 'read-only', to, options);
  }
}
