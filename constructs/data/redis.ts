import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { RotatingGrantOptions } from '../grants/grant-options';
import type { Grantable } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { NAMES, objectName } from '../names';
import type { Connectable, Connections } from '../network/connections';
import type { Ports } from '../network/port';
import { flag } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import type { Pod } from '../workload/pod';
import { AMOUNTS, storage } from '../workload/quantity';
import type { StorageQuantity } from '../workload/resources';
import { redisAlerts } from './redis-alerts';
import { DATA_FOLDER, KEPT } from './redis-config';
import { HANDOVER_SECONDS, running, SCRIPTS } from './redis-replication';
import { REDIS_SERVER_PROPS, RedisServer, type RedisServerProps } from './redis-server';
import { redisSet } from './redis-set';

/** How long loading the data set may take after a restart. */
const STARTUP_SECONDS = 300;

export interface RedisProps extends RedisServerProps {
  /** Disk for the append-only file, of each server. */
  readonly storage: StorageQuantity;

  /**
   * Whether there are three servers and three Sentinels, in the place of one server: Sentinels have one of the others take
   * over when the one that is written to is lost, within 6 to 9 seconds, and before one ends that is only restarted.
   *
   * Clients ask the Sentinels which server that is: `<NAME>_SENTINELS`, a list of addresses, and `<NAME>_PRIMARY`, the name
   * to ask for, take the place of `<NAME>_HOST` and `<NAME>_PORT`. Each is a user of its own, which takes Valkey 9.0 or newer.
   * What was written less than a second before its server was lost may be lost with it.
   *
   * An existing one becomes three by its StatefulSet being made anew: see the guide on deploying.
   *
   * @default false - one server
   */
  readonly highAvailability?: boolean;
}

const { image, ...others } = REDIS_SERVER_PROPS;

const PROPS: Props<RedisProps> = {
  image,
  storage: needed(AMOUNTS.storage),
  ...others,
  highAvailability: optional(flag),
};

/**
 * A Redis server (Valkey) that only holders of a certificate of its own authority can talk to.
 *
 * One instance, unless it is to be highly available: a restart, such as the one that renews its certificate every three
 * weeks, is a gap of seconds, so clients must retry. It stays outside the mesh, because its own TLS already proves both ends.
 *
 * What is kept in it is there after a restart, but for the last second. What need not be is for a `Cache`.
 */
export class Redis extends Construct implements Connectable<Ports>, Grantable {
  private readonly server: RedisServer;

  constructor(scope: Construct, id: string, props: RedisProps) {
    super(scope, objectName(scope, id, props?.highAvailability === true ? NAMES.redisWithSentinels : NAMES.redis));
    checkProps(this, props, PROPS, { size: 'storage', replicas: 'highAvailability', sentinel: 'highAvailability' });
    const { highAvailability = false } = props;
    this.server = new RedisServer(this, props, {
      kind: 'StatefulSet',
      startupSeconds: STARTUP_SECONDS,
      keeping: KEPT,
      // What is kept here is not only a cache.
      whenFull: 'noeviction',
      // For as long as all may do the same, every version of Valkey can tell who may do it.
      apart: false,
      replicated: highAvailability,
    });
    if (highAvailability) this.runThree(props);
    else this.run(props);
  }

  /** The pod of the server, which may be granted something itself. */
  get pod(): Pod<Ports> {
    return this.server.pod;
  }

  /** What clients connect to. */
  get connections(): Connections<Ports> {
    return this.pod.connections;
  }

  /** Whether an exporter tells Prometheus how it is. */
  get isExported(): boolean {
    return this.server.isExported;
  }

  /** Lets a workload read and change data, with a client certificate of its own. Administrative commands stay closed. */
  grantReadWrite(to: Grantable, options?: RotatingGrantOptions): void {
    this.server.grant('grantReadWrite', 'read-write', to, options);
  }

  /**
   * Lets a workload read data, with a client certificate of its own, and change nothing: the server refuses it.
   *
   * As soon as one workload only reads, each is a user of its own, which takes Valkey 9.0 or newer: an older one does not
   * start. The server restarts whenever there is another grant then.
   */
  grantReadOnly(to: Grantable, options?: RotatingGrantOptions): void {
    this.server.grant('grantReadOnly', 'read-only', to, options);
  }

  private runThree({ storage: size }: RedisProps): void {
    const farewell = { command: running(SCRIPTS.leave), seconds: HANDOVER_SECONDS };
    redisSet(this, { pod: this.pod, storage: size, before: this.server.before, farewell });
    redisAlerts(this, this.pod.name);
  }

  private run(props: RedisProps): void {
    const { name, labels } = this.pod;
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
    set.node.addDependency(...this.server.before);
  }
}
