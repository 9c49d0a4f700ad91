import { Construct } from 'constructs';
import { Postgres } from '../../data/postgres';
import { Redis } from '../../data/redis';
import { unused } from '../../names';
import { SecureNamespace } from '../../network/secure-namespace';
import { list, value } from '../../props/checks';
import { checkProps, optional, type Props } from '../../props/props';
import { WebService } from '../../workload/web-service';
import { Dashboard } from './dashboard';
import { databaseRows } from './database';
import type { Row } from './model';
import { redisRows } from './redis';
import { rotationRows } from './rotation';
import { serviceRows } from './service';
import { serviceLevelRows } from './service-levels';

/** What there is a dashboard of. */
export interface DashboardsProps {
  /**
   * Requests, errors and latency of each of these.
   *
   * @default - no dashboard of a service
   */
  readonly services?: readonly WebService[];

  /**
   * Utilisation, saturation and errors of each of these, with its poolers.
   *
   * @default - no dashboard of a database
   */
  readonly databases?: readonly Postgres[];

  /**
   * Utilisation, saturation and errors of each of these.
   *
   * @default - no dashboard of a Redis
   */
  readonly redis?: readonly Redis[];
}

const PROPS: Props<DashboardsProps> = {
  services: optional(
    list(
      value('list each WebService', (given) => given instanceof WebService),
      'write a list',
    ),
  ),
  databases: optional(
    list(
      value('list each Postgres', (given) => given instanceof Postgres),
      'write a list',
    ),
  ),
  redis: optional(
    list(
      value('list each Redis', (given) => given instanceof Redis),
      'write a list',
    ),
  ),
};

/**
 * The dashboards of a namespace: of each service, database and Redis that is given; of how its services keep their
 * levels, and of what rotates in it.
 */
export class Dashboards extends Construct {
  constructor(scope: Construct, id: string, props: DashboardsProps = {}) {
    super(scope, unused(scope, id));
    checkProps(this, props, PROPS, { postgres: 'databases', caches: 'redis', workloads: 'services' });
    const { services = [], databases = [], redis = [] } = props;
    const namespace = SecureNamespace.of(this).name;
    const add = (name: string, title: string, description: string, tag: string, rows: () => readonly Row[]) =>
      new Dashboard(this, `dashboard-${name}`, { title, description, tags: [tag], rows });
    for (const service of services) {
      const { id: name } = service.node;
      const { protocol } = service;
      const rows = () =>
        serviceRows({ namespace: service.pod.namespace, service: name, protocol }, service.serviceLevel);
      add(`service-${name}`, name, 'Requests, errors and latency.', 'service', rows);
    }
    for (const database of databases) {
      const { id: name } = database.node;
      const rows = () => {
        const poolers = [database.pooler, ...(database.replicaPooler ? [database.replicaPooler] : [])];
        return databaseRows(
          SecureNamespace.of(database).name,
          name,
          poolers.map((pooler) => pooler.name),
        );
      };
      add(`database-${name}`, name, 'Utilisation, saturation and errors.', 'data', rows);
    }
    for (const one of redis) {
      const { id: name } = one.node;
      const rows = () => redisRows(SecureNamespace.of(one).name, name, one.isExported);
      add(`redis-${name}`, name, 'Utilisation, saturation and errors.', 'data', rows);
    }
    const levels = 'What services are held to, what is left of their budgets, and how long that lasts.';
    add('service-levels', 'service levels', levels, 'service-level', () => serviceLevelRows(namespace));
    const ages = 'How old certificates are, and the pods that hold credentials.';
    add('rotation', 'rotation', ages, 'rotation', () => rotationRows(namespace));
  }
}
