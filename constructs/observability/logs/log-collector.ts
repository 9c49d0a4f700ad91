import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment } from '../../environment';
import { KubernetesObject } from '../../kubernetes';
import { NAMES, objectName } from '../../names';
import type { Connectable, Connections } from '../../network/connections';
import { toRun } from '../../network/edge';
import { kubelet } from '../../network/peers/cluster';
import { Port, type Ports } from '../../network/port';
import { isSecureNamespace, SecureNamespace } from '../../network/secure-namespace';
import { patch } from '../../plan/patch';
import { checkProps } from '../../props/props';
import { Pod } from '../../workload/pod';
import { DRAIN_SECONDS } from '../../workload/rollout';
import { Volume } from '../../workload/volume';
import { observe } from '../observe';
import { type CollectorConfig, collectorConfig } from './collector-config';
import { logAlerts } from './log-alerts';
import { LOG_COLLECTOR_PROPS, type LogCollectorProps } from './log-collector-props';
import { onTheNode, POD_LOGS } from './on-the-node';

const METRICS = Port.tcp(8888, 'metrics');

/** Both how far it has read and what is not sent: they are gone together, with the pod, and the next one reads anew. */
const STATE = { path: '/var/lib/otelcol', size: '2Gi', queueBytes: 2 ** 30 } as const;

const CONFIG = { folder: '/etc/otelcol', file: 'config.yaml' } as const;
const AUTHORITY_FOLDER = '/etc/otelcol-store';

const STARTUP_SECONDS = 60;

const POD_SECURITY = 'pod-security.kubernetes.io';

/** It answers with its metrics once its pipeline runs. */
const ASKED = { httpGet: { path: '/metrics', port: METRICS.name }, periodSeconds: 5, timeoutSeconds: 2 } as const;

/**
 * On each node, an OpenTelemetry Collector that sends what the environment's containers write to a store of logs.
 *
 * Each line gets the nine fields of the best practices, and loses secrets, mail addresses and card numbers. Lines are read on the node,
 * so it breaks rules, and the platform needs exemptions: for the path of the node, and for the Pod Security of its namespace, which
 * therefore holds nothing else (docs/adr/0027-logs-are-read-on-the-node.md).
 */
export class LogCollector extends Construct implements Connectable<Ports> {
  private readonly pod: Pod<Ports>;

  constructor(scope: Construct, id: string, props: LogCollectorProps) {
    super(scope, objectName(scope, id, NAMES.logCollector));
    checkProps(this, props, LOG_COLLECTOR_PROPS, { loki: 'store', endpoint: 'store', debug: 'debugPercent' });
    const namespace = SecureNamespace.of(this);
    const { authority } = props.store;
    this.pod = new Pod<Ports>(this, 'pod', {
      name: id,
      image: props.image,
      resources: props.resources,
      ports: [METRICS],
      args: ['--config', `${CONFIG.folder}/${CONFIG.file}`],
      probes: {
        startup: { ...ASKED, failureThreshold: STARTUP_SECONDS / ASKED.periodSeconds },
        readiness: ASKED,
        liveness: { ...ASKED, failureThreshold: 6 },
      },
      volumes: {
        [STATE.path]: Volume.scratch('state', STATE.size),
        ...(authority !== undefined && { [AUTHORITY_FOLDER]: Volume.configMap(authority) }),
      },
      mesh: false,
      restart: { kind: 'DaemonSet', name: id },
      rolloutSeconds: STARTUP_SECONDS + DRAIN_SECONDS,
    });
    this.connections.allowTo(props.store.at, { why: 'logs' });
    this.connections.allowFrom(kubelet(Environment.of(this).facts), { ports: [METRICS], origin: toRun(this) });
    observe(this.pod, { port: METRICS });
    logAlerts(this, id);
    this.run(this.configure(props));
    this.takeOver(namespace);
  }

  /** The network paths into and out of the collectors. */
  get connections(): Connections<Ports> {
    return this.pod.connections;
  }

  private configure(props: LogCollectorProps): KubernetesObject {
    const { name } = this.pod;
    // Once all is declared: whose lines are read is in it.
    const render = () => `${JSON.stringify(this.config(props), null, 2)}\n`;
    this.pod.mountConfig(name, {
      path: CONFIG.folder,
      get content() {
        return render();
      },
    });
    return new KubernetesObject(this, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data: Lazy.any({ produce: () => ({ [CONFIG.file]: render() }) }),
    });
  }

  private config({ store, debugPercent = 10 }: LogCollectorProps): CollectorConfig {
    const { url, authority, tenant } = store;
    return collectorConfig({
      environment: Environment.of(this).posture.name,
      debugPercent,
      include: this.namespaces().map((namespace) => `${POD_LOGS}/${namespace}_*/*/*.log`),
      state: STATE.path,
      metrics: { host: '0.0.0.0', port: METRICS.number },
      store: url,
      ...(authority !== undefined && { authority: `${AUTHORITY_FOLDER}/ca.crt` }),
      ...(tenant !== undefined && { tenant }),
      queueBytes: STATE.queueBytes,
    });
  }

  /** Every other one of the environment: its own lines would be of each line that it cannot send. */
  private namespaces(): string[] {
    const own = SecureNamespace.of(this);
    const all = Environment.of(this).node.findAll().filter(isSecureNamespace);
    return all.flatMap((namespace) => (namespace === own ? [] : [namespace.name])).sort();
  }

  private run(config: KubernetesObject): void {
    const { name, labels } = this.pod;
    const set = new KubernetesObject(this, 'daemon-set', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name, labels },
      spec: {
        selector: { matchLabels: labels },
        template: Lazy.any({ produce: () => onTheNode(this.pod) }),
      },
    });
    set.node.addDependency(this.pod, config);
  }

  /** Nothing that mounts a path of its node starts under a stricter level, and no level lets one workload in alone. */
  private takeOver(namespace: SecureNamespace): void {
    patch(Environment.of(this), {
      kind: 'Namespace',
      name: namespace.name,
      // In the audit log of the API server it stays what it is.
      change: {
        metadata: { labels: { [`${POD_SECURITY}/enforce`]: 'privileged', [`${POD_SECURITY}/warn`]: 'privileged' } },
      },
      why: 'its collectors of logs read them from their nodes',
    });
    this.node.addValidation({
      validate: () => {
        const others = namespace.node.findAll().filter((one) => one instanceof Pod && one !== this.pod);
        return others.map(
          ({ node }) =>
            `weakens Pod Security in '${namespace.name}', where '${node.scope?.node.path}' runs as well; declare it in a namespace of its own`,
        );
      },
    });
  }
}
