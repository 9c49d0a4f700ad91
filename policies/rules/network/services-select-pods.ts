import { namespaceOf } from '../../../constructs/plan/identity';
import { defineRule } from '../../define-rule';
import { type Entry, entriesOf, type Fields, fieldsOf } from '../../fields';
import { selectsPods } from '../../selected';
import { labelsSelected } from '../../selector';
import type { PodSubject } from '../../subjects';

const NOBODY = {
  field: 'spec.selector',
  problem: 'nothing here makes a pod that it selects, so whoever calls it is refused',
  fix: 'select the labels that the pods have, or judge it together with what makes them',
};
const FIX = 'name a port that one of their containers declares, or give its number';

/** A Service is accepted with a selector that selects nothing, and with the name of a port that nobody has. */
export const servicesSelectPods = defineRule({
  id: 'services-select-pods',
  subject: 'object',
  of: ['Service'],
  needs: 'plan',
  says: 'A Service selects pods, and names ports that they have.',
  because: 'calls of it would be refused, and nothing says so before somebody calls',
  level: 'mandatory',
  severity: 'medium',
  topic: 'network',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  // Without a selector its endpoints are written by somebody else.
  applies: ({ object }) => Object.keys(selectorIn(object)).length > 0,
  check: (resource, context) => {
    const selector = { matchLabels: selectorIn(resource.object) };
    if (!selectsPods(resource, selector, NOBODY.field, context)) return [NOBODY];
    const pods = [...context.podsSelected(namespaceOf(resource.object), selector, NOBODY.field)];
    return portsIn(resource.object).flatMap((port) => deadEnd(port, pods));
  },
  examples: {
    accepted: [
      { shows: 'the name of a port', resources: [pod(), service({ targetPort: 'http' })] },
      { shows: 'a number, which no container has to declare', resources: [pod(), service({ targetPort: 9000 })] },
      { shows: 'the port itself', resources: [pod(), service({})] },
      {
        shows: 'a host outside, whatever it selects',
        resources: [
          pod(),
          service({}),
          {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: { name: 'mail', namespace: 'shop' },
            spec: { type: 'ExternalName', externalName: 'mail.example.com', selector: { app: 'mail' } },
          },
        ],
      },
      {
        shows: 'a port of pods that an operator fills in',
        resources: [pooler(), service({ targetPort: 'pgbouncer' })],
      },
      {
        shows: 'a port that one pod, one container and one port among others has',
        resources: [
          { ...pod(), metadata: { ...pod().metadata, name: 'other' } },
          {
            ...pod(),
            spec: {
              containers: [
                { name: 'other', ports: [{ name: 'other', containerPort: 1 }] },
                {
                  name: 'api',
                  ports: [
                    { name: 'http', containerPort: 8080 },
                    { name: 'grpc', containerPort: 9090 },
                  ],
                },
              ],
            },
          },
          service({ targetPort: 'grpc' }),
        ],
      },
      {
        shows: 'a port of pods of which an operator fills some in',
        resources: [pod(), pooler(), service({ targetPort: 'pgbouncer' })],
      },
      {
        shows: 'a port of pods that an operator makes',
        resources: [
          {
            apiVersion: 'monitoring.coreos.com/v1',
            kind: 'Prometheus',
            metadata: { name: 'main', namespace: 'shop' },
            spec: {},
          },
          {
            ...service({}),
            spec: { selector: { 'app.kubernetes.io/name': 'prometheus' }, ports: [{ port: 80, targetPort: 'web' }] },
          },
        ],
      },
    ],
    refused: [
      { shows: 'no pod', resources: [service({})], violations: [NOBODY] },
      { shows: 'pods of another label', resources: [pod({ app: 'web' }), service({})], violations: [NOBODY] },
      {
        shows: 'the name of a port that none of them has',
        resources: [pod(), service({ targetPort: 'grpc' })],
        violations: [
          { field: 'spec.ports[0].targetPort', problem: "no container of its pods has a port 'grpc'", fix: FIX },
        ],
      },
    ],
    skipped: [
      {
        shows: 'a Service whose endpoints are written by somebody else',
        resources: [{ ...service({}), spec: { ports: [{ port: 80 }] } }],
      },
    ],
  },
});

function selectorIn(object: { readonly [field: string]: unknown }) {
  const { type, selector } = specOf(object);
  return type === 'ExternalName' ? {} : labelsSelected(selector, NOBODY.field);
}

function portsIn(object: { readonly [field: string]: unknown }): readonly Entry[] {
  return entriesOf(specOf(object)['ports'], 'spec.ports');
}

function specOf(object: { readonly [field: string]: unknown }): Fields {
  return fieldsOf(object['spec'], 'spec');
}

function deadEnd({ field, value: { targetPort } }: Entry, pods: readonly PodSubject[]) {
  // Of pods that an operator fills in, nobody here knows the ports.
  const isKnown = pods.length > 0 && pods.every(({ containers }) => containers.length > 0);
  if (typeof targetPort !== 'string' || !isKnown || pods.some((one) => hasPort(one, targetPort))) return [];
  return [{ field: `${field}.targetPort`, problem: `no container of its pods has a port '${targetPort}'`, fix: FIX }];
}

function hasPort({ containers }: PodSubject, name: string): boolean {
  return containers.some(({ spec, field }) =>
    entriesOf(spec['ports'], `${field}.ports`).some(({ value }) => value['name'] === name),
  );
}

function pod(labels: Readonly<Record<string, string>> = { app: 'api' }) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api', namespace: 'shop', labels },
    spec: { containers: [{ name: 'api', ports: [{ name: 'http', containerPort: 8080 }] }] },
  };
}

function pooler() {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Pooler',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { template: { metadata: { labels: { app: 'api' } }, spec: { hostNetwork: true } } },
  };
}

function service(port: object) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { selector: { app: 'api' }, ports: [{ port: 80, ...port }] },
  };
}
