import { Postgres, ScheduledJob, SecureNamespace, synthesize } from '../../../constructs';
import { environment, IMAGE, objectIn, POSTGRES, RESOURCES } from '../../support/environment';

/** What is rendered for a job that reads a database at its replicas, as far as it is tried. */
export interface Rendered {
  /** How Vault makes and drops its logins. */
  readonly login: { readonly creationStatements: readonly string[]; readonly revocationStatements: readonly string[] };
  /** What it is told to connect to. */
  readonly host: string;
  /** The Cluster's. */
  readonly serverAltDNSNames: readonly string[];
  /** The Cluster's, in front of those that CloudNativePG writes itself. */
  readonly accessRules: readonly string[];
  /** Of the pooler that leads to replicas. */
  readonly parameters: Readonly<Record<string, string>>;
}

export function rendered(): Rendered {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'shop');
  const orders = new Postgres(namespace, 'orders', POSTGRES);
  const report = new ScheduledJob(namespace, 'report', { image: IMAGE, schedule: '@daily', resources: RESOURCES });
  orders.grantReadOnly(report, { from: 'replica' });
  const role = synthesize(tree).find(({ id }) => id.endsWith('test/shop/orders/roles/report'));
  if (role?.api !== 'vault') throw new Error('Vault makes no login for the report');
  // As far as it is read here.
  const cluster = objectIn(tree, 'Cluster', 'orders')['spec'] as {
    certificates: Pick<Rendered, 'serverAltDNSNames'>;
    postgresql: { pg_hba: readonly string[] };
  };
  const pooler = objectIn(tree, 'Pooler', orders.replicaPooler!.name)['spec'] as {
    pgbouncer: Pick<Rendered, 'parameters'>;
  };
  const job = JSON.stringify(objectIn(tree, 'CronJob', 'report'));
  return {
    login: role.args as unknown as Rendered['login'],
    host: /"ORDERS_HOST","value":"([^"]+)"/.exec(job)![1]!,
    serverAltDNSNames: cluster.certificates.serverAltDNSNames,
    accessRules: cluster.postgresql.pg_hba,
    parameters: pooler.pgbouncer.parameters,
  };
}
