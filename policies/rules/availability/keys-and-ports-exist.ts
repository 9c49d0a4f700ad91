import { namespaceOf } from '../../../constructs/plan/identity';
import type { Container } from '../../containers';
import { defineRule } from '../../define-rule';
import { ingress, pod, route, service, there, volumes } from '../../examples/naming';
import { entriesOf, step } from '../../fields';
import { handlersOf } from '../../handlers';
import { missingParts } from '../../named/parts';
import { mayName, referencesIn } from '../../named/references';
import { writtenAt } from '../../origins';
import type { Violation } from '../../violation';

const NUMBER = 'declare it among the ports of the container, or give its number';

/** A pod waits for ever for a key, and a route answers 503 for a port, that what they name does not have. */
export const keysAndPortsExist = defineRule({
  id: 'keys-and-ports-exist',
  subject: 'object',
  needs: 'plan',
  says: 'What an object names has the key or the port that it names, and a container the port of its probes.',
  because: 'it is accepted, and then the pod never starts, or calls are refused',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions',
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#resource-backend',
  ],
  applies: mayName,
  check: (resource, context) => [
    ...referencesIn(resource, context).flatMap((reference) => {
      const { kind, name, namespace = namespaceOf(resource.object) } = reference;
      return missingParts(reference, () => context.find(kind, name, namespace)?.object);
    }),
    ...context
      .podsOf(resource)
      .flatMap(({ containers, origins }) =>
        containers.flatMap(calledByNobody).map((one) => ({ ...one, field: writtenAt(one.field, origins) })),
      ),
  ],
  examples: {
    accepted: [
      {
        shows: 'the port of a probe by its name, and by its number',
        resources: [
          pod({
            containers: [
              {
                name: 'api',
                ports: [{ containerPort: 8080, name: 'http' }],
                livenessProbe: { httpGet: { port: 'http' } },
                readinessProbe: { tcpSocket: { port: 9090 } },
                startupProbe: { tcpSocket: { port: '9090' } },
              },
            ],
          }),
        ],
      },
      { shows: 'what is not here', resources: [pod(volumes({ configMap: { name: 'it', items: [{ key: 'a' }] } }))] },
      {
        shows: 'keys of what is there, and what is optional of it',
        resources: [
          { ...there('v1', 'ConfigMap'), data: { a: '1' }, binaryData: { b: 'Mg==' } },
          { ...there('v1', 'Secret'), stringData: { c: '3' } },
          pod({
            ...volumes(
              { configMap: { name: 'it', items: [{ key: 'a' }, { key: 'b' }] } },
              { configMap: { name: 'it', optional: true, items: [{ key: 'z' }] } },
            ),
            containers: [{ name: 'api', env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'it', key: 'c' } } }] }],
          }),
        ],
      },
      {
        shows: 'keys of what others fill in',
        resources: [
          there('v1', 'ConfigMap'),
          { ...there('v1', 'Secret'), type: 'kubernetes.io/service-account-token', data: { 'ca.crt': '' } },
          pod(
            volumes(
              { configMap: { name: 'it', items: [{ key: 'a' }] } },
              { secret: { secretName: 'it', items: [{ key: 'token' }] } },
            ),
          ),
        ],
      },
      {
        shows: 'ports of a Service, by number and by name, and of one that stands for a host outside',
        resources: [
          service([{ port: 80, name: 'http' }]),
          {
            ...there('v1', 'Service', 'outside'),
            spec: { type: 'ExternalName', externalName: 'example.com', ports: [{ port: 1 }] },
          },
          ingress({
            defaultBackend: { service: { name: 'it', port: { number: 80 } } },
            rules: [
              { http: { paths: [{ backend: { service: { name: 'it', port: { name: 'http' } } } }] } },
              { http: { paths: [{ backend: { service: { name: 'outside', port: { number: 443 } } } }] } },
            ],
          }),
        ],
      },
    ],
    refused: [
      {
        shows: 'probes and hooks that call a port which their container does not declare',
        resources: [
          pod({
            initContainers: [{ name: 'other', ports: [{ containerPort: 8080, name: 'http' }] }],
            containers: [
              {
                name: 'api',
                ports: [{ containerPort: 9090, name: 'metrics' }],
                livenessProbe: { httpGet: { port: 'http' } },
                readinessProbe: { tcpSocket: { port: 'http' } },
                lifecycle: { preStop: { httpGet: { port: 'http' } } },
              },
            ],
          }),
        ],
        violations: ['livenessProbe.httpGet', 'readinessProbe.tcpSocket', 'lifecycle.preStop.httpGet'].map((how) => ({
          field: `spec.containers[0].${how}.port`,
          problem: "container 'api' has no port 'http'",
          fix: NUMBER,
        })),
      },
      ...(
        [
          [
            volumes({ configMap: { name: 'it', items: [{ key: 'a' }, { key: 'z' }] } }),
            'spec.volumes[0].configMap.items[1].key',
            'ConfigMap',
          ],
          [
            volumes({ projected: { sources: [{ secret: { name: 'it', items: [{ key: 'z' }] } }] } }),
            'spec.volumes[0].projected.sources[0].secret.items[0].key',
            'Secret',
          ],
          [
            {
              containers: [
                { name: 'api', env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'it', key: 'z' } } }] },
              ],
            },
            'spec.containers[0].env[0].valueFrom.configMapKeyRef.key',
            'ConfigMap',
          ],
        ] as const
      ).map(([spec, field, kind]) => ({
        shows: `a key that a ${kind} does not have, by ${field}`,
        resources: [
          { ...there('v1', 'ConfigMap'), data: { a: '1', b: '2' } },
          { ...there('v1', 'Secret'), data: { a: 'MQ==', b: 'Mg==' } },
          pod(spec),
        ],
        violations: [without(field, kind, "key 'z'", 'a, b')],
      })),
      {
        shows: 'a key that one of many does not have',
        resources: [
          { ...there('v1', 'ConfigMap'), data: { a: '', b: '', c: '', d: '', e: '', f: '' } },
          pod(volumes({ configMap: { name: 'it', items: [{ key: 'z' }] } })),
        ],
        violations: [
          without('spec.volumes[0].configMap.items[0].key', 'ConfigMap', "key 'z'", 'a, b, c, d, e or 1 more'),
        ],
      },
      ...(
        [
          [
            ingress({ defaultBackend: { service: { name: 'it', port: { number: 81 } } } }),
            'spec.defaultBackend.service.port.number',
            81,
          ],
          [
            ingress({
              rules: [{ http: { paths: [{ backend: { service: { name: 'it', port: { name: 'web' } } } }] } }],
            }),
            'spec.rules[0].http.paths[0].backend.service.port.name',
            'web',
          ],
          [route({ backendRefs: [{ name: 'it', port: 8080 }] }), 'spec.rules[0].backendRefs[0].port', 8080],
          [
            {
              ...there('traefik.io/v1alpha1', 'IngressRoute', 'web'),
              spec: { routes: [{ services: [{ name: 'it', port: 'web' }] }] },
            },
            'spec.routes[0].services[0].port',
            'web',
          ],
          [
            {
              apiVersion: 'admissionregistration.k8s.io/v1',
              kind: 'ValidatingWebhookConfiguration',
              metadata: { name: 'web' },
              webhooks: [{ clientConfig: { service: { name: 'it', namespace: 'shop' } } }],
            },
            'webhooks[0].clientConfig.service.port',
            443,
          ],
        ] as const
      ).map(([object, field, port]) => ({
        shows: `a port that a Service does not have, by ${field}`,
        resources: [service([{ port: 80, name: 'http' }]), object],
        violations: [without(field, 'Service', `port '${port}'`, '80, http')],
      })),
    ],
    skipped: [{ shows: 'what names nothing', resources: [there('v1', 'ConfigMap')] }],
  },
});

/** Ports that probes and hooks name and their own container does not declare: the kubelet looks nowhere else. */
function calledByNobody(container: Container): readonly Violation[] {
  const { name, field, spec } = container;
  const declared = entriesOf(spec['ports'], `${field}.ports`).map(({ value }) => value['name']);
  return handlersOf(container).flatMap((handler) =>
    ['httpGet', 'tcpSocket'].flatMap((how) => {
      const { port } = step(handler, how).value;
      if (typeof port !== 'string' || !/[a-z]/i.test(port) || declared.includes(port)) return [];
      const problem = `container '${name}' has no port '${port}'`;
      return [{ field: `${handler.field}.${how}.port`, problem, fix: NUMBER }];
    }),
  );
}

function without(field: string, kind: string, what: string, has: string): Violation {
  return { field, problem: `the ${kind} 'it' has no ${what}`, fix: `name one that it has: ${has}` };
}
