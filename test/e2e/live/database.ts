import { once } from 'node:events';
import { eventually } from '../support/eventually';
import { type Cluster, isReady } from './cluster/cluster';
import { exec, execOpen } from './kubectl';
import { DATABASE, LEDGER } from './ledger/platform';

const CLUSTER = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: DATABASE, namespace: LEDGER },
};

/** Waits until the operator calls a database healthy, with all its instances. */
export function healthy(cluster: Cluster, timeoutMs: number, database = CLUSTER.metadata): Promise<boolean> {
  const what = `${database.namespace}/${database.name} healthy`;
  return eventually(() => isHealthy(cluster, database), { what, timeoutMs });
}

/** Waits until the operator has seen that it is not. */
export function unhealthy(cluster: Cluster, timeoutMs: number): Promise<boolean> {
  return eventually(async () => !(await isHealthy(cluster)), { what: `${LEDGER}/${DATABASE} not healthy`, timeoutMs });
}

async function isHealthy({ api }: Cluster, metadata = CLUSTER.metadata): Promise<boolean> {
  const status = (await api.get({ ...CLUSTER, metadata }))?.['status'] ?? {};
  return status.phase === 'Cluster in healthy state' && status.readyInstances === 3;
}

/** The pod that takes writes, as the operator has it. */
export async function primaryOf({ api }: Cluster, metadata = CLUSTER.metadata): Promise<string> {
  return (await api.get({ ...CLUSTER, metadata }))!['status'].currentPrimary as string;
}

/**
 * Asks the first instance for a checkpoint each second, for as long as the others are copied of it: a copy waits for one, and
 * PostgreSQL takes a tenth of a second for each page of it where nobody asks.
 */
export async function hastenCopies(
  cluster: Cluster,
  { namespace, name }: Readonly<Record<'namespace' | 'name', string>>,
) {
  const first = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name: `${name}-1` } };
  const isThere = async () => {
    const pod = await cluster.api.get(first);
    return pod !== undefined && isReady(pod);
  };
  await eventually(isThere, { what: `${namespace}/${name}-1 ready`, timeoutMs: 300_000, everyMs: 500 });
  const psql = execOpen(cluster, { namespace, pod: first.metadata.name }, 'psql', '--no-psqlrc', '--quiet');
  psql.stdin!.end(`CHECKPOINT \\watch i=1 c=${COPIES_SECONDS}\n`);
  await once(psql, 'exit');
}

/** Longer than it takes until two are copied. */
const COPIES_SECONDS = 40;

export async function poolerVersion(cluster: Cluster): Promise<string> {
  const pod = `deploy/${DATABASE}-pooler`;
  const [first = ''] = (await exec(cluster, { namespace: LEDGER, pod }, 'pgbouncer', '--version')).split('\n');
  return first;
}

/** Asks the primary as its administrator, in its own pod. */
export async function administer(cluster: Cluster, sql: string): Promise<string> {
  const pod = await primaryOf(cluster);
  return exec(cluster, { namespace: LEDGER, pod }, 'psql', '-XAtq', '-d', 'app', '-c', sql);
}

/** Asks the database from inside a client's pod, with what is mounted there, through the pooler. */
export function query(cluster: Cluster, client: string, sql: string): Promise<string> {
  return exec(cluster, { namespace: LEDGER, pod: `deploy/${client}` }, 'sh', '-c', QUERY, 'sh', sql);
}

const QUERY = `
read -r PGUSER < $ORDERS_CREDENTIALS_DIR/username
read -r PGPASSWORD < $ORDERS_CREDENTIALS_DIR/password
export PGUSER PGPASSWORD PGCONNECT_TIMEOUT=3 PGSSLMODE=verify-full PGSSLROOTCERT=$ORDERS_CREDENTIALS_DIR/ca.crt
exec psql --no-psqlrc --tuples-only --no-align --set=ON_ERROR_STOP=1 \\
  --host=$ORDERS_HOST --port=$ORDERS_PORT --dbname=$ORDERS_DATABASE --command="$1"
`;
