import type { Manifest } from '../../constructs/plan/resource';
import type { Example, RefusedExample, UnknownExample } from '../rule';
import type { PlanViolation } from '../violation';

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

const { identity: _, ...ANONYMOUS } = EDGE;

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
/** The same, out of the mesh. */
const OUTSIDE: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
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
const AUTHORIZED = authorized('web');
const UNREAD: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { metadata: { labels: 'app=web' }, spec: { containers: [{ name: 'web' }] } } },
};
const PROMETHEUS: Manifest = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { podMetadata: { labels: { app: 'web' } } },
};
const GUARDS = [NAMESPACE, DENY, ALLOW_NOTHING];

const VAULT = { type: 'vault:index/mount:Mount', vaultPath: 'shop', args: { path: 'shop', type: 'kv' } };

export const ACCEPTED: readonly Example<'plan'>[] = [
  {
    shows: 'an edge that is open at both ends, and to the identity of the caller',
    resources: [...GUARDS, OUT, IN, AUTHORIZED, deployment('web'), deployment('api'), VAULT],
    ...DECLARED,
  },
];

export const SKIPPED: readonly Example<'plan'>[] = [
  { shows: 'manifests that declare nothing', resources: [NAMESPACE] },
  { shows: 'a plan without an edge', resources: [NAMESPACE], ...DECLARED, edges: [] },
  { shows: 'edges of which nobody says who they join', resources: [NAMESPACE], edges: [EDGE] },
];

export const UNKNOWN: readonly UnknownExample<'plan'>[] = [
  {
    shows: 'a caller on the network of its node',
    resources: [
      OUTSIDE,
      DENY,
      OUT,
      IN,
      deployment('web', { app: 'web' }, 'web', { hostNetwork: true }),
      deployment('api'),
    ],
    ...DECLARED,
    doubts: [
      {
        field: 'spec',
        why: `${SAID}: it may be that Deployment shop/web can open 8080/TCP on Deployment shop/api: Deployment shop/web is on its node's network, which policies need not govern, in networking.k8s.io/v1/NetworkPolicy shop/web`,
      },
    ],
  },
];

export const REFUSED: readonly RefusedExample<'plan'>[] = [
  {
    shows: 'connections of two whose selectors select no pods, of which one is of another team',
    resources: [...GUARDS, OUT, IN, AUTHORIZED],
    ...DECLARED,
    ends: [{ ...end('api'), role: 'external' }, end('web')],
    violations: [nobody('web', 'app=web')],
  },
  {
    shows: 'connections with somebody who is not declared',
    resources: [...GUARDS, OUT, IN, AUTHORIZED, deployment('web'), deployment('api')],
    ...DECLARED,
    ends: [end('web')],
    violations: [nobody('api', 'no label')],
  },
  {
    shows: 'pods of an operator that are given no service account',
    resources: [...GUARDS, OUT, IN, PROMETHEUS, deployment('api')],
    ...DECLARED,
    violations: [
      {
        resource: 'security.istio.io/v1/AuthorizationPolicy shop/allow-nothing',
        field: 'spec',
        problem: `${SAID} is closed: Prometheus shop/web runs as 'default', and 'web' is let in`,
        fix: 'name the service account that its pods have',
      },
    ],
  },
  {
    shows: 'pods that nobody can read, and no sidecar that lets anybody in',
    resources: [...GUARDS, OUT, IN, UNREAD, deployment('api')],
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
    shows: 'connections without a service account, and no sidecar that lets anybody in',
    resources: [...GUARDS, OUT, IN, deployment('web'), deployment('api')],
    ...DECLARED,
    edges: [ANONYMOUS],
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
  {
    shows: 'one end without its policy, and pods that run as another service account',
    resources: [...GUARDS, IN, AUTHORIZED, deployment('web', { app: 'web' }, 'frontend'), deployment('api')],
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
  {
    shows: 'a sidecar that lets in somebody else',
    resources: [...GUARDS, OUT, IN, authorized('store'), deployment('web'), deployment('api')],
    ...DECLARED,
    violations: [
      {
        resource: 'security.istio.io/v1/AuthorizationPolicy shop/allow-nothing',
        field: 'spec',
        problem: `${SAID} is closed: nothing in AuthorizationPolicy shop/allow-nothing and AuthorizationPolicy shop/api allows Deployment shop/web 8080/TCP of Deployment shop/api`,
        fix: 'let the AuthorizationPolicy of the target name the caller, or take the edge away',
      },
    ],
  },
  {
    shows: 'connections of two edges whose selector selects no pods',
    resources: [...GUARDS, OUT, IN, AUTHORIZED, deployment('web'), deployment('api', { app: 'backend' })],
    ...DECLARED,
    edges: [EDGE, { ...EDGE, port: 8081 }],
    violations: [
      {
        resource: 'networking.k8s.io/v1/NetworkPolicy shop/api',
        field: 'spec.podSelector',
        problem: "no object makes pods of 'shop/api' (app=api), so 2 edges of it are dead",
        fix: 'select the labels that its pods have, or declare what runs them',
      },
    ],
  },
];

function nobody(name: string, labels: string): PlanViolation {
  return {
    resource: `networking.k8s.io/v1/NetworkPolicy shop/${name}`,
    field: 'spec.podSelector',
    problem: `no object makes pods of 'shop/${name}' (${labels}), so 1 edge of it is dead`,
    fix: 'select the labels that its pods have, or declare what runs them',
  };
}

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

function authorized(account: string): Manifest {
  return authorization('api', {
    action: 'ALLOW',
    selector: { matchLabels: { app: 'api' } },
    rules: [
      {
        from: [{ source: { principals: [`cluster.local/ns/shop/sa/${account}`] } }],
        to: [{ operation: { ports: ['8080'] } }],
      },
    ],
  });
}

function authorization(name: string, spec: object): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name, namespace: 'shop' },
    spec,
  };
}

function deployment(
  name: string,
  labels: Readonly<Record<string, string>> = { app: name },
  account = name,
  pod: object = {},
): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { serviceAccountName: account, containers: [{ name }], ...pod } },
    },
  };
}
