import type { Manifest } from '../../constructs/plan/resource';
import type { Example, RefusedExample } from '../rule';

const CALL = { path: 'test/shop/web', call: "allowTo('shop/api')" };
const SAID = "shop/web → shop/api 8080/TCP, by allowTo('shop/api') of test/shop/web,";

const EDGE = {
  from: 'shop/web',
  to: 'shop/api',
  port: 8080,
  protocol: 'TCP',
  infrastructure: false,
  by: 'allow',
  declaredAt: CALL,
  identity: 'cluster.local/ns/shop/sa/web',
} as const;

const DECLARED = {
  cluster: {
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: ['10.0.0.0/16'],
    trustDomain: 'cluster.local',
    meshRoot: 'istio-system',
  },
  edges: [EDGE],
  ends: [end('api'), end('web')],
};

const NAMESPACE: Manifest = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
};
const DENY = policy('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const ALLOW_NOTHING = authorization('allow-nothing', {});
const OUT = policy('web', {
  podSelector: { matchLabels: { app: 'web' } },
  policyTypes: ['Ingress', 'Egress'],
  egress: [{ to: [pods('api')], ports: [{ port: 8080, protocol: 'TCP' }] }],
});
const IN = policy('api', {
  podSelector: { matchLabels: { app: 'api' } },
  policyTypes: ['Ingress', 'Egress'],
  ingress: [{ from: [pods('web')], ports: [{ port: 8080, protocol: 'TCP' }] }],
});
const AUTHORIZED = authorization('api', {
  action: 'ALLOW',
  selector: { matchLabels: { app: 'api' } },
  rules: [
    {
      from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
      to: [{ operation: { ports: ['8080'] } }],
    },
  ],
});
const GUARDS = [NAMESPACE, DENY, ALLOW_NOTHING];

export const ACCEPTED: readonly Example<'plan'>[] = [
  {
    shows: 'an edge that is open at both ends, and to the identity of the caller',
    resources: [...GUARDS, OUT, IN, AUTHORIZED, deployment('web'), deployment('api')],
    ...DECLARED,
  },
];

export const REFUSED: readonly RefusedExample<'plan'>[] = [
  {
    shows: 'connections with a service account, and no sidecar that lets anybody in',
    resources: [...GUARDS, OUT, IN, deployment('web'), deployment('api')],
    ...DECLARED,
    violations: [
      {
        resource: 'security.istio.io/v1/AuthorizationPolicy shop/allow-nothing',
        field: 'spec',
        problem: `${SAID} is closed: nothing in AuthorizationPolicy shop/allow-nothing allows Deployment shop/web 8080/TCP of Deployment shop/api`,
        fix: "give the target its sidecar's policy by new Sidecar(scope, id, connections), or keep its pods out of the mesh",
      },
    ],
  },
  {
    shows: 'connections whose selector selects no pods',
    resources: [...GUARDS, OUT, IN, AUTHORIZED, deployment('web'), deployment('api', { app: 'backend' })],
    ...DECLARED,
    violations: [
      {
        resource: 'networking.k8s.io/v1/NetworkPolicy shop/api',
        field: 'spec.podSelector',
        problem: "no object makes pods of 'shop/api' (app=api), so 1 edge of it is dead",
        fix: 'select the labels that its pods have, or declare what runs them',
      },
    ],
  },
  {
    shows: 'pods that run as another service account than their connections say',
    resources: [...GUARDS, OUT, IN, AUTHORIZED, deployment('web', { app: 'web' }, 'frontend'), deployment('api')],
    ...DECLARED,
    violations: [
      {
        resource: 'security.istio.io/v1/AuthorizationPolicy shop/allow-nothing',
        field: 'spec',
        problem: `${SAID} is closed: Deployment shop/web runs as 'frontend', and 'web' is let in`,
        fix: 'name the service account that its pods have',
      },
    ],
  },
  {
    shows: 'one end without its policy',
    resources: [...GUARDS, IN, AUTHORIZED, deployment('web'), deployment('api')],
    ...DECLARED,
    violations: [
      {
        resource: 'networking.k8s.io/v1/NetworkPolicy shop/default-deny',
        field: 'spec',
        problem: `${SAID} is closed: NetworkPolicy shop/default-deny selects Deployment shop/web, and nothing lets it open 8080/TCP on Deployment shop/api`,
        fix: 'let what is rendered say what is declared: look for a patch, or a policy of another hand',
      },
    ],
  },
];

function end(name: string) {
  return {
    name: `shop/${name}`,
    role: 'workload',
    selectors: [pods(name)],
    ports: [],
    serviceAccount: `ns/shop/sa/${name}`,
  } as const;
}

function pods(name: string) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
    podSelector: { matchLabels: { app: name } },
  };
}

function policy(name: string, spec: object): Manifest {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec };
}

function authorization(name: string, spec: object): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name, namespace: 'shop' },
    spec,
  };
}

function deployment(name: string, labels: Readonly<Record<string, string>> = { app: name }, account = name): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { serviceAccountName: account, containers: [{ name }] } },
    },
  };
}
