import { namespaceOf } from '../../../constructs/plan/identity';
import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { entriesOf, type Fields, fieldsOf, isAbsent } from '../../fields';
import { monitoredNamespaces } from '../../monitors';
import type { Prepared } from '../../prepared';
import { podsBehind, servicesSelected } from '../../scraped';
import type { PodSubject } from '../../subjects';
import type { Violation } from '../../violation';

/** The one port that an injected sidecar declares, and the label by which a pod goes without one. */
const SIDECAR = { name: 'http-envoy-prom', containerPort: 15090 };
const INJECT = 'sidecar.istio.io/inject';

const FIX =
  'name a port that one of their containers declares, and relabel its address where the metrics are beside it';

const FIX_NAME =
  'name one of the ports of the Service, by the name that it has there, or give the Service one of that name';
const SERVICE_MONITOR = 'monitoring.coreos.com/ServiceMonitor';

const POOLER = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Pooler',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'pgbouncer' }] } } },
};

/** Prometheus makes a target for each port that a container declares, and drops those that the monitor does not name. */
export const monitorsFindTheirPort = defineRule({
  id: 'monitors-find-their-port',
  subject: 'object',
  of: ['monitoring.coreos.com/PodMonitor', SERVICE_MONITOR],
  needs: 'plan',
  says: 'A monitor names a port that its Services have, or that a container of its pods declares.',
  because: 'Prometheus otherwise has no target, no alert that needs one fires, and nothing says so',
  level: 'mandatory',
  severity: 'medium',
  topic: 'observability',
  references: ['https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMetricsEndpoint'],
  check: ({ object }, context) => {
    const spec = fieldsOf(object['spec'], 'spec');
    const namespaces = monitoredNamespaces(spec, namespaceOf(object), context.namespaces.keys());
    const selector = spec['selector'] ?? {};
    if (kindOf(object) === SERVICE_MONITOR) {
      const services = namespaces.flatMap((namespace) => [...servicesSelected(namespace, selector, context)]);
      return portsOfServices(spec, services, context);
    }
    const pods = namespaces.flatMap((namespace) => [...context.podsSelected(namespace, selector, 'spec.selector')]);
    const known = portsDeclared(pods);
    return entriesOf(spec['podMetricsEndpoints'], 'spec.podMetricsEndpoints').flatMap(({ field, value }) =>
      undeclared(field, portOf(value), known),
    );
  },
  examples: {
    accepted: [
      { shows: 'the name of a port', resources: [monitor({ port: 'metrics' }), deployment()] },
      { shows: 'the number of a port', resources: [monitor({ portNumber: 9090 }), deployment()] },
      { shows: 'the port of the sidecar', resources: [monitor({ port: 'http-envoy-prom' }), deployment()] },
      { shows: 'pods that are not in the plan', resources: [monitor({ portNumber: 15020 })] },
      { shows: 'pods to which an operator adds ports', resources: [monitor({ port: 'metrics' }), POOLER] },
      ...[{ port: 'http' }, { targetPort: 'metrics' }, { targetPort: 9090 }, { port: '', targetPort: 9090 }, {}].map(
        (endpoint) => ({
          shows: `a port of a Service: ${JSON.stringify(endpoint)}`,
          resources: [serviceMonitor(endpoint), service(), deployment()],
        }),
      ),
      { shows: 'a Service that is not in the plan', resources: [serviceMonitor({ port: 'web' }), deployment()] },
      {
        shows: 'a Service whose endpoints somebody writes',
        resources: [
          serviceMonitor({ port: 'web' }),
          service(),
          { ...service(), metadata: { ...service().metadata, name: 'other' }, spec: { ports: [{ port: 80 }] } },
        ],
      },
      { shows: 'a target in pods that are not in the plan', resources: [serviceMonitor({ targetPort: 1 }), service()] },
      { shows: 'no port by name or number', resources: [monitor({ path: '/metrics' }), deployment()] },
    ],
    refused: [
      ...['metrics', '80'].map((port) => ({
        shows: `a port that its Service has by no such name: ${port}`,
        resources: [serviceMonitor({ port }), service(), deployment()],
        violations: [
          {
            field: 'spec.endpoints[0].port',
            problem: `no Service that it selects has a port named '${port}'`,
            fix: FIX_NAME,
          },
        ],
      })),
      {
        shows: 'a target that no container declares',
        resources: [serviceMonitor({ targetPort: 'admin' }), service(), deployment()],
        violations: [
          {
            field: 'spec.endpoints[0].targetPort',
            problem: 'no container of the pods declares port admin',
            fix: FIX,
          },
        ],
      },
      {
        shows: 'a port at which the sidecar listens, and which it does not declare',
        resources: [monitor({ portNumber: 15020 }), deployment()],
        violations: [
          {
            field: 'spec.podMetricsEndpoints[0].portNumber',
            problem: 'no container of the pods declares port 15020',
            fix: FIX,
          },
        ],
      },
      {
        shows: 'the port of a sidecar that its pods go without',
        resources: [monitor({ port: 'http-envoy-prom' }), deployment({ [INJECT]: 'false' })],
        violations: [
          {
            field: 'spec.podMetricsEndpoints[0].port',
            problem: 'no container of the pods declares port http-envoy-prom',
            fix: FIX,
          },
        ],
      },
      {
        shows: 'a port of other pods',
        resources: [monitor({ targetPort: 'admin' }), deployment()],
        violations: [
          {
            field: 'spec.podMetricsEndpoints[0].targetPort',
            problem: 'no container of the pods declares port admin',
            fix: FIX,
          },
        ],
      },
      {
        shows: 'a port of other pods only',
        resources: [
          monitor({ port: 'other' }),
          deployment(),
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'other', namespace: 'shop', labels: { app: 'other' } },
            spec: { containers: [{ name: 'other', ports: [{ name: 'other', containerPort: 1 }] }] },
          },
        ],
        violations: [
          {
            field: 'spec.podMetricsEndpoints[0].port',
            problem: 'no container of the pods declares port other',
            fix: FIX,
          },
        ],
      },
      ...[{ namespaceSelector: { any: true } }, { namespaceSelector: { any: true }, selector: undefined }].map(
        (spec) => ({
          shows: `pods of every namespace${'selector' in spec ? ', whatever their labels' : ''}`,
          resources: [
            {
              ...monitor({}),
              metadata: { name: 'api', namespace: 'watching' },
              spec: { ...monitor({ port: 'admin' }).spec, ...spec },
            },
            deployment(),
          ],
          violations: [
            {
              field: 'spec.podMetricsEndpoints[0].port',
              problem: 'no container of the pods declares port admin',
              fix: FIX,
            },
          ],
        }),
      ),
    ],
  },
});

/** By the name of a port, Prometheus keeps endpoints of Services; by a target, those of containers that declare it. */
function portsOfServices(
  spec: Fields,
  services: readonly KubernetesResource[],
  context: Prepared,
): readonly Violation[] {
  const specs = services.map(({ object }) => fieldsOf(object['spec'], 'spec'));
  // Whoever writes the endpoints of one without a selector says which ports they have.
  if (specs.length === 0 || specs.some(({ selector }) => isAbsent(selector))) return [];
  const names = specs.flatMap(({ ports }) => entriesOf(ports, 'spec.ports').map(({ value }) => value['name']));
  const known = portsDeclared(services.flatMap((service) => [...podsBehind(service, context)]));
  return entriesOf(spec['endpoints'], 'spec.endpoints').flatMap(({ field, value }) => {
    const { port, targetPort } = value;
    if (isAbsent(port) || port === '') {
      return undeclared(field, isAbsent(targetPort) ? [undefined, undefined] : ['targetPort', targetPort], known);
    }
    if (names.includes(port)) return [];
    const problem = `no Service that it selects has a port named '${String(port)}'`;
    return [{ field: `${field}.port`, problem, fix: FIX_NAME }];
  });
}

/** The ports that pods declare; undefined where nobody here says which pods there are. */
function portsDeclared(pods: readonly PodSubject[]): readonly Fields[] | undefined {
  // An operator adds ports to the pods that it makes, as CloudNativePG does: the plan does not have them.
  const read = pods.filter(({ resource }) => factsOf(kindOf(resource.object)).template !== undefined);
  return read.length === 0 ? undefined : read.flatMap(portsOf);
}

function undeclared(
  field: string,
  [key, asked]: ReturnType<typeof portOf>,
  known: readonly Fields[] | undefined,
): readonly Violation[] {
  if (known === undefined || key === undefined) return [];
  if (known.some(({ name, containerPort }) => asked === name || asked === containerPort)) return [];
  return [{ field: `${field}.${key}`, problem: `no container of the pods declares port ${String(asked)}`, fix: FIX }];
}

function portsOf({ containers, metadata, metadataField }: PodSubject): readonly Fields[] {
  const labels = fieldsOf(metadata['labels'], `${metadataField}.labels`);
  const declared = containers.flatMap(({ spec, field: place }) =>
    entriesOf(spec['ports'], `${place}.ports`).map(({ value }) => value),
  );
  return labels[INJECT] === 'false' ? declared : [...declared, SIDECAR];
}

/** The field by which an endpoint names its port, and what it says there. */
function portOf(endpoint: Fields): readonly [key: string | undefined, asked: unknown] {
  const key = ['port', 'portNumber', 'targetPort'].find((candidate) => !isAbsent(endpoint[candidate]));
  return [key, key === undefined ? undefined : endpoint[key]];
}

function monitor(endpoint: object) {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { selector: { matchLabels: { app: 'api' } }, podMetricsEndpoints: [endpoint] },
  };
}

function serviceMonitor(endpoint: object) {
  return {
    ...monitor({}),
    kind: 'ServiceMonitor',
    spec: { selector: { matchLabels: { tier: 'web' } }, endpoints: [endpoint] },
  };
}

function service() {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop', labels: { tier: 'web' } },
    spec: { selector: { app: 'api' }, ports: [{ name: 'http', port: 80, targetPort: 'metrics' }] },
  };
}

function deployment(labels: object = {}) {
  const containers = [{ name: 'api', ports: [{ name: 'metrics', containerPort: 9090 }] }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { replicas: 1, template: { metadata: { labels: { app: 'api', ...labels } }, spec: { containers } } },
  };
}
