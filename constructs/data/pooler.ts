import { Construct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject, type PodTemplateSpec } from '../kubernetes';
import { OUTSIDE_MESH } from '../mesh/sidecar';
import { type Connectable, Connections } from '../network/connections';
import { toRun } from '../network/edge';
import { API_ACCESS_ANNOTATION, workloadLabels } from '../network/labels';
import { kubeApi, kubelet } from '../network/peers/cluster';
import { Port, type Ports } from '../network/port';
import { observe } from '../observability/observe';
import { count } from '../props/checks';
import { needed, type Props } from '../props/props';
import { STANDARDS } from '../standards';
import { IMAGE } from '../workload/container-options';
import { disruptionBudget } from '../workload/disruption-budget';
import { HARDENED } from '../workload/hardened';
import { containerResources, RESOURCES, type Resources } from '../workload/resources';
import { DRAIN_SECONDS, FAREWELL_SECONDS, graceSeconds } from '../workload/rollout';
import { spread } from '../workload/spread';
import { HOST_BASED_AUTHENTICATION_OF_POOLER } from './postgres-access';

const POOLER_PORT = Port.tcp(5432, 'postgres');
const METRICS_PORT = Port.tcp(9127, 'metrics');

/** Clients that may be connected to one pooler instance, most of them idle. */
const MAX_CLIENTS = 1000;

export interface PoolerProps {
  /** Pooler pods; each keeps pools of its own, so the database's connections grow with them, for which its instances restart. */
  readonly instances: number;
  /** CPU and memory of one pod. */
  readonly resources: Resources;

  /** Image of PgBouncer, by digest. */
  readonly image: string;
}

export const POOLER_PROPS: Props<PoolerProps> = {
  instances: needed(count),
  resources: needed(RESOURCES),
  image: needed(IMAGE),
};

/** By which instances it leads to: the Service of the operator is `<cluster>-rw`, or `<cluster>-ro`. */
const TYPES = { primary: 'rw', replicas: 'ro' } as const;

/**
 * PgBouncer in front of a PostgreSQL cluster, in transaction mode.
 *
 * New logins work at once: PgBouncer looks passwords up in the database. A pool belongs to one login, so that the pools
 * of a login that has been replaced lose their clients, and then, by the idle timeout, their connections.
 */
export class Pooler extends Construct implements Connectable<Ports> {
  /** Name of its Pooler, of its Service, and of its service account. */
  readonly name: string;
  /** What clients connect to. */
  readonly connections: Connections<Ports>;

  constructor(
    scope: Construct,
    id: string,
    props: PoolerProps & {
      readonly cluster: KubernetesObject;
      readonly name: string;
      /** Which instances it leads to. @default 'primary' */
      readonly leadsTo?: 'primary' | 'replicas';
    },
  ) {
    super(scope, id);
    this.name = props.name;
    const labels = workloadLabels(props.name);
    const { facts } = Environment.of(this);
    this.connections = new Connections(this, 'connections', {
      workload: props.name,
      selector: labels,
      ports: [POOLER_PORT],
    });
    const origin = toRun(this);
    this.connections.allowFrom(kubelet(facts), { ports: [POOLER_PORT], origin });
    this.connections.allowTo(kubeApi(facts), { origin });
    observe(this, { port: METRICS_PORT });

    const pooler = new KubernetesObject(this, 'pooler', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Pooler',
      metadata: { name: props.name },
      spec: {
        cluster: { name: props.cluster.name },
        type: TYPES[props.leadsTo ?? 'primary'],
        instances: props.instances,
        pgbouncer: {
          poolMode: 'transaction',
          pg_hba: HOST_BASED_AUTHENTICATION_OF_POOLER,
          parameters: PARAMETERS,
        },
        template: this.podTemplate(props, labels),
      },
    });
    pooler.node.addDependency(this.connections, props.cluster);
    // The operator makes one for a Cluster and none for a Pooler, which is the only way to the database.
    disruptionBudget(this, props.name, labels);
  }

  /** What the operator fills in as well, said here so that a policy can read it. */
  private podTemplate(
    { name, image, resources }: PoolerProps & { readonly name: string },
    labels: Readonly<Record<string, string>>,
  ): PodTemplateSpec {
    return {
      metadata: {
        labels: { ...labels, ...OUTSIDE_MESH },
        annotations: { [API_ACCESS_ANNOTATION]: 'the instance manager reads its Pooler and the certificates' },
      },
      spec: {
        serviceAccountName: name,
        terminationGracePeriodSeconds: graceSeconds(DRAIN_SECONDS),
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        // The operator runs the pods by a Deployment.
        topologySpreadConstraints: spread(this, labels, { byRevision: true }),
        containers: [
          {
            // The operator knows the container by this name, and adds its command, ports and volumes.
            name: 'pgbouncer',
            image,
            resources: { ...containerResources(this, resources) },
            securityContext: HARDENED,
            // PgBouncer lets what is under way end, and cuts off whoever asks meanwhile: by then nobody is led to it.
            lifecycle: { preStop: { sleep: { seconds: FAREWELL_SECONDS } } },
          },
        ],
      },
    };
  }
}

/** How long a client waits for a connection at the most. */
export const QUERY_WAIT_SECONDS = 30;

const { minConnections, maxConnections, idleTimeoutSeconds, lifetimeSeconds } = STANDARDS.connectionPool;

/** https://www.pgbouncer.org/config.html, of which the operator allows a part. */
const PARAMETERS = {
  // Kept only for a login that has clients, so a login that has been replaced does not hold on to its share.
  min_pool_size: `${minConnections}`,
  // A login may use up to a quarter of the whole; several share the database, each for a while with its successor.
  default_pool_size: `${maxConnections / 4}`,
  max_db_connections: `${maxConnections}`,
  max_client_conn: `${MAX_CLIENTS}`,
  server_idle_timeout: `${idleTimeoutSeconds}`,
  server_lifetime: `${lifetimeSeconds}`,
  // Where a primary has failed, nobody is served until this has passed since the last attempt, which is 15 s by default:
  // another primary would be there, and not be asked.
  server_login_retry: '1',
  // Whoever waits longer for a connection has a caller that is gone: it is told, and may try again.
  query_wait_timeout: `${QUERY_WAIT_SECONDS}`,
  client_tls_sslmode: 'require',
} as const;
