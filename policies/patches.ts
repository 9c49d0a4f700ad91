import type { Manifest } from '../constructs/plan/resource';
import type { Container } from './containers';
import { isAbsent, isFields } from './fields';

/**
 * Groups whose operators lay what they are given over containers that they make, by the names of these.
 *
 * Each says so where its fields are described: as a strategic merge patch, or as a template that it completes.
 */
const LAID_OVER: ReadonlySet<string> = new Set([
  'agent.k8s.elastic.co',
  'apm.k8s.elastic.co',
  'beat.k8s.elastic.co',
  'cassandra.datastax.com',
  'elasticsearch.k8s.elastic.co',
  'enterprisesearch.k8s.elastic.co',
  'flink.apache.org',
  'grafana.integreatly.org',
  'k8s.keycloak.org',
  'kibana.k8s.elastic.co',
  'logstash.k8s.elastic.co',
  'maps.k8s.elastic.co',
  'mongodb.com',
  'mongodbcommunity.mongodb.com',
  'monitoring.coreos.com',
  'operator.tigera.io',
  'operator.victoriametrics.com',
  'pkg.crossplane.io',
  'rabbitmq.com',
]);

/** The same of operators that complete only some, by the names of these. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'postgresql.cnpg.io': ['bootstrap-controller', 'pgbouncer'],
};

/**
 * Whether a container is only what somebody changes of one that an operator makes, as in `spec.containers` of a Prometheus.
 *
 * It has a name and no image, which no container goes without: what it leaves out is said by the operator, and nothing here.
 */
export function isPatch({ name, spec }: Pick<Container, 'name' | 'spec'>, { apiVersion }: Manifest): boolean {
  const group = String(apiVersion).replace(/\/.*$/, '');
  const isMade = LAID_OVER.has(group) || (Object.hasOwn(NAMED, group) && NAMED[group]!.includes(name));
  return isMade && isAbsent(spec['image']);
}

/** Whether a field lies in one of these places, and the object says nothing there. */
export function isLeftOut(field: string, places: readonly string[], object: Manifest): boolean {
  return places.some((place) => field.startsWith(`${place}.`)) && !isWritten(field, object);
}

function isWritten(field: string, object: Manifest): boolean {
  let value: unknown = object;
  for (const [, name, quoted, index] of field.matchAll(/([^.[\]]+)|\['([^']*)'\]|\[(\d+)\]/g)) {
    const key = name ?? quoted ?? index!;
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isFields(value)) value = value[key];
    else return false;
  }
  return !isAbsent(value);
}
