import { namespaceOf } from '../../../constructs/plan/identity';
import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import { defineRule } from '../../define-rule';
import { entriesOf, type Fields, fieldsOf, isAbsent } from '../../fields';
import { monitoredNamespaces } from '../../monitors';
import type { PodSubject } from '../../subjects';

/** The one port that an injected sidecar declares, and the label by which a pod goes without one. */
const SIDECAR = { name: 'http-envoy-prom', containerPort: 15090 };
const INJECT = 'sidecar.istio.io/inject';

const FIX =
  'name a port that one of their containers declares, and relabel its address where the metrics are beside it';

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
  of: ['monitoring.coreos.com/PodMonitor'],
  needs: 'plan',
  says: 'A PodMonitor names a port that a container of its pods declares.',
  because: 'Prometheus otherwise has no target, no alert that needs one fires, and nothing says so',
  level: 'mandatory',
  severity: 'medium',
  topic: 'observability',
  references: ['https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMetricsEndpoint'],
  check: ({ object }, context) => {
    const spec = fieldsOf(object['spec'], 'spec');
    const pods = monitoredNamespaces(spec, namespaceOf(object), context.namespaces.keys())
      .flatMap((namespace) => [...context.podsSelected(namespace, spec['selector'] ?? {}, 'spec.selector')])
      // An operator adds ports to the pods that it makes, as CloudNativePG does: the plan does not have them.
      .filter(({ resource }) => factsOf(kindOf(resource.object)).template !== undefined);
    if (pods.length === 0) return [];
    const known = pods.flatMap(portsOf);
    return entriesOf(spec['podMetricsEndpoints'], 'spec.podMetricsEndpoints').flatMap(({ field, value }) => {
      const [key, asked] = portOf(value);
      if (key === undefined || known.some(({ name, containerPort }) => asked === name || asked === containerPort)) {
        return [];
      }
      return [
        { field: `${field}.${key}`, problem: `no container of the pods declares port ${String(asked)}`, fix: FIX },
      ];
    });
  },
  examples: {
    accepted: [
      { shows: 'the name of a port', resources: [monitor({ port: 'metrics' }), deployment()] },
      { shows: 'the number of a port', resources: [monitor({ portNumber: 9090 }), deployment()] },
      { shows: 'the port of the sidecar', resources: [monitor({ port: 'http-envoy-prom' }), deployment()] },
      { shows: 'pods that are not in the plan', resources: [monitor({ portNumber: 15020 })] },
      { shows: 'pods to which an operator adds ports', resources: [monitor({ port: 'metrics' }), POOLER] },
      { shows: 'no port by name or number', resources: [monitor({ path: '/metrics' }), deployment()] },
    ],
    refused: [
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

function deployment(labels: object = {}) {
  const containers = [{ name: 'api', ports: [{ name: 'metrics', containerPort: 9090 }] }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { replicas: 1, template: { metadata: { labels: { app: 'api', ...labels } }, spec: { containers } } },
  };
}
