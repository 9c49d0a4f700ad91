import { namespaceOf } from '../../../constructs/plan/identity';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { entriesOf, fieldsOf, listOf } from '../../fields';
import { letsAnybodyIn } from '../../lets-in';
import type { Prepared } from '../../prepared';
import { labelsSelected } from '../../selector';
import type { PodSubject } from '../../subjects';

const SELECTOR = 'spec.selector';
const NOBODY = {
  field: 'spec.ports',
  problem: 'the policies of its pods let nobody in on any of its ports',
  fix: 'let those in who call it, or remove it',
};

/** What opens what a NetworkPolicy leaves closed, or is read otherwise: beside one, this rule has nothing to say. */
const OTHER_POLICIES = [
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'cilium.io/CiliumNetworkPolicy',
  'crd.projectcalico.org/GlobalNetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy',
  'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/ClusterNetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy',
  'projectcalico.org/NetworkPolicy',
];

const WEB = { podSelector: { matchLabels: { app: 'web' } } };
const DENY = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'default-deny');

/** Who calls it waits until its time is over, because what a policy closes gives no answer. */
export const servicesHaveAnEdge = defineRule({
  id: 'services-have-an-edge',
  subject: 'object',
  of: ['Service'],
  needs: 'plan',
  says: 'Somebody may call a Service, by the NetworkPolicies of its pods.',
  because: 'it is there for nobody: every call of it waits until its time is over',
  level: 'advisory',
  severity: 'low',
  topic: 'network',
  references: ['NSA:network-policies'],
  applies: (service, context) => {
    const { type, ports, clusterIP } = fieldsOf(service.object['spec'], 'spec');
    // One without an address gives names to pods, on which its ports are no more than a hint.
    if (type === 'ExternalName' || clusterIP === 'None' || listOf(ports, 'spec.ports').length === 0) return false;
    // Which pods an operator makes, and on which ports they listen, is for other rules.
    return podsOf(service, context).length > 0 && context.of(...OTHER_POLICIES).length === 0;
  },
  check: (service, context) => {
    const ports = entriesOf(fieldsOf(service.object['spec'], 'spec')['ports'], 'spec.ports');
    return podsOf(service, context).some((pod) => ports.some((port) => letsAnybodyIn(pod, port, context)))
      ? []
      : [NOBODY];
  },
  examples: {
    accepted: [
      {
        shows: 'one of its pods that is open, and one that is closed',
        resources: [
          pod(),
          { ...pod(), metadata: { ...pod().metadata, name: 'closed', labels: { app: 'api', closed: 'yes' } } },
          policy({ podSelector: { matchLabels: { closed: 'yes' } } }),
          service(),
        ],
      },
      { shows: 'pods that no policy closes', resources: [pod(), service()] },
      {
        shows: 'pods of which only what they call is closed',
        resources: [pod(), policy({ policyTypes: ['Egress'] }), service()],
      },
      {
        shows: 'a caller',
        resources: [pod(), DENY, policy({ ingress: [{ from: [WEB], ports: [{ port: 8080 }] }] }), service()],
      },
      { shows: 'a caller of every port', resources: [pod(), policy({ ingress: [{ from: [WEB] }] }), service()] },
      {
        shows: 'a caller of one of two ports',
        resources: [
          pod(),
          policy({ ingress: [{ ports: [{ port: 9090 }] }] }),
          service({}, [{ port: 80, targetPort: 8080 }, { port: 9090 }]),
        ],
      },
      {
        shows: 'a caller, by the name of the port',
        resources: [pod(), policy({ ingress: [{ ports: [{ port: 'http' }] }] }), service()],
      },
      {
        shows: 'the name of the port in the Service',
        resources: [
          pod(),
          policy({ ingress: [{ ports: [{ port: 8000, endPort: 8080 }] }] }),
          service({}, [{ port: 80, targetPort: 'http' }]),
        ],
      },
      {
        shows: 'pods in the network of their node, which no policy closes',
        resources: [pod({ hostNetwork: true }), policy({}), service()],
      },
    ],
    refused: [
      { shows: 'pods that are closed', resources: [pod(), DENY, service()], violations: [NOBODY] },
      {
        shows: 'pods that are closed, beside others that are open',
        resources: [
          pod(),
          { ...pod(), metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } } },
          policy({}),
          service({ clusterIP: '10.0.0.10' }),
        ],
        violations: [NOBODY],
      },
      {
        shows: 'a policy that says of no direction that it is its own',
        resources: [pod(), policy({}), service()],
        violations: [NOBODY],
      },
      {
        shows: 'callers of another port',
        resources: [pod(), DENY, policy({ ingress: [{ ports: [{ port: 9090 }] }] }), service()],
        violations: [NOBODY],
      },
      {
        shows: 'callers of ports around it',
        resources: [
          pod(),
          policy({ ingress: [{ ports: [{ port: 8000, endPort: 8079 }, { port: 8081 }] }] }),
          service(),
        ],
        violations: [NOBODY],
      },
      {
        shows: 'callers by another protocol',
        resources: [pod(), policy({ ingress: [{ ports: [{ port: 8080, protocol: 'UDP' }] }] }), service()],
        violations: [NOBODY],
      },
      {
        shows: 'callers of a port of another name',
        resources: [pod(), policy({ ingress: [{ ports: [{ port: 'grpc' }] }] }), service()],
        violations: [NOBODY],
      },
      {
        shows: 'callers of other pods',
        resources: [pod(), DENY, policy({ podSelector: { matchLabels: { app: 'web' } }, ingress: [{}] }), service()],
        violations: [NOBODY],
      },
      {
        shows: 'callees',
        resources: [pod(), policy({ policyTypes: ['Ingress', 'Egress'], egress: [{}] }), service()],
        violations: [NOBODY],
      },
    ],
    skipped: [
      { shows: 'a host outside', resources: [pod(), DENY, service({ type: 'ExternalName' })] },
      { shows: 'no address of its own', resources: [pod(), DENY, service({ clusterIP: 'None' })] },
      { shows: 'pods that are not here', resources: [DENY, service()] },
      { shows: 'no port', resources: [pod(), DENY, service({}, [])] },
      ...OTHER_POLICIES.map((kind) => ({
        shows: `a policy beside them that is a ${kind}`,
        resources: [
          pod(),
          DENY,
          service(),
          {
            apiVersion: `${kind.slice(0, kind.indexOf('/'))}/v1`,
            kind: kind.slice(kind.indexOf('/') + 1),
            metadata: { name: 'api', namespace: 'shop' },
            spec: {},
          },
        ],
      })),
      {
        shows: 'endpoints that somebody else writes',
        resources: [pod(), DENY, { ...service(), spec: { ports: [{ port: 80 }] } }],
      },
    ],
  },
});

function podsOf({ object }: KubernetesResource, { podsSelected }: Prepared): readonly PodSubject[] {
  const matchLabels = labelsSelected(fieldsOf(object['spec'], 'spec')['selector'], SELECTOR);
  // Without a selector its endpoints are written by somebody else.
  if (Object.keys(matchLabels).length === 0) return [];
  return [...podsSelected(namespaceOf(object), { matchLabels }, SELECTOR)];
}

function pod(spec: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api', namespace: 'shop', labels: { app: 'api' } },
    spec: {
      containers: [
        {
          name: 'api',
          ports: [
            { name: 'other', containerPort: 1 },
            { name: 'http', containerPort: 8080 },
          ],
        },
      ],
      ...spec,
    },
  };
}

function service(more: object = {}, ports: readonly object[] = [{ port: 80, targetPort: 8080 }]) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { selector: { app: 'api' }, ports, ...more },
  };
}

function policy(spec: object, name = 'api') {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec: { podSelector: { matchLabels: { app: 'api' } }, ...spec },
  };
}
