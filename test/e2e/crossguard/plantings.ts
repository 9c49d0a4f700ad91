/** One value of a plan that is made wrong by hand. */
export interface Planting {
  /** The id of the resource that has it. */
  readonly resource: string;
  /** Where, as a JSON pointer (RFC 6901) into what is deployed. */
  readonly at: string;
  /** What is put there, or `UNKNOWN` for what only the update brings; left out, what is there is taken away. */
  readonly value?: unknown;
}

/** Survives the way through JSON, which what Pulumi has for it does not. */
export const UNKNOWN = 'not known before the update';

/** A planting, and what the pack has to say of it: by rule, the resource, what is wrong, and the field. */
export interface Offence extends Planting {
  readonly told: Readonly<Record<string, string>>;
}

const WORKER = 'apps/v1/Deployment dwcp/dwcp-worker';
const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;

/** By what they break: pods, network, mesh, Vault, availability, alerts; some of one resource, some of the whole. */
export const OFFENCES: readonly Offence[] = [
  {
    resource: WORKER,
    at: `${POD}/hostNetwork`,
    value: true,
    told: {
      'host-namespaces-isolated':
        'Deployment dwcp/dwcp-worker: the pod shares the network of its node, where no NetworkPolicy applies ' +
        '(spec.template.spec.hostNetwork); remove it',
    },
  },
  {
    resource: WORKER,
    at: `${CONTAINER}/image`,
    value: 'registry.example.com/dwcp/worker:1.5.0',
    told: {
      'image-by-digest':
        "Deployment dwcp/dwcp-worker: container 'dwcp-worker' runs 'registry.example.com/dwcp/worker:1.5.0', which can change " +
        '(spec.template.spec.containers[0].image)',
    },
  },
  {
    resource: WORKER,
    at: `${CONTAINER}/securityContext/capabilities/add`,
    value: ['NET_ADMIN'],
    told: {
      'capabilities-dropped':
        "Deployment dwcp/dwcp-worker: container 'dwcp-worker' adds the capability NET_ADMIN " +
        '(spec.template.spec.containers[0].securityContext.capabilities.add)',
    },
  },
  {
    resource: WORKER,
    at: `${CONTAINER}/env/0`,
    value: { name: 'DB_PASSWORD', value: 'hunter2' },
    told: {
      'no-secret-values':
        "Deployment dwcp/dwcp-worker: container 'dwcp-worker' is given the secret DB_PASSWORD in clear text " +
        '(spec.template.spec.containers[0].env[0].value)',
    },
  },
  {
    resource: 'v1/Namespace dwcp',
    at: '/metadata/labels/pod-security.kubernetes.io~1enforce',
    value: 'baseline',
    told: {
      'namespaces-enforce-restricted':
        "Namespace dwcp: it enforces 'baseline' only (metadata.labels[pod-security.kubernetes.io/enforce])",
    },
  },
  {
    resource: 'v1/Service dwcp/dwcp-api',
    at: '/spec/type',
    value: 'NodePort',
    told: {
      'services-cluster-internal': 'Service dwcp/dwcp-api: it is reached at every node, past the gateway (spec.type)',
    },
  },
  {
    resource: 'networking.k8s.io/v1/NetworkPolicy dwcp/dwcp-worker',
    at: '/spec/egress/0/to/1/ipBlock/cidr',
    value: '0.0.0.0/0',
    told: {
      'no-open-cidr':
        'NetworkPolicy dwcp/dwcp-worker: pods may call any address in 0.0.0.0/0 (spec.egress[0].to[1].ipBlock.cidr)',
      'metadata-address-excluded':
        "NetworkPolicy dwcp/dwcp-worker: 0.0.0.0/0 contains the cloud's metadata address (spec.egress[0].to[1].ipBlock.except)",
    },
  },
  {
    // Of the whole: it is the namespace that is open.
    resource: 'networking.k8s.io/v1/NetworkPolicy dwcp/default-deny',
    at: '/spec/policyTypes',
    value: ['Ingress'],
    told: {
      'namespaces-deny-by-default':
        "Namespace dwcp: pods in 'dwcp' may talk to anything that nothing forbids (metadata.name)",
    },
  },
  {
    resource: 'policy/v1/PodDisruptionBudget dwcp/dwcp-api',
    at: '/spec/selector/matchLabels/dwcp.io~1workload',
    value: 'dwcp-web',
    told: {
      'budgets-select-pods': 'PodDisruptionBudget dwcp/dwcp-api: it selects no pod, so it keeps none (spec.selector)',
      'disruptions-budgeted':
        'Deployment dwcp/dwcp-api: no PodDisruptionBudget keeps any of its pods, so draining nodes may evict all of them at ' +
        'once (spec.template.metadata.labels)',
    },
  },
  {
    resource: 'security.istio.io/v1/AuthorizationPolicy dwcp/dwcp-worker',
    at: '/spec/rules',
    value: [{}],
    told: {
      'authorization-by-identity':
        'AuthorizationPolicy dwcp/dwcp-worker: it lets in callers whom it does not name (spec.rules[0].from)',
    },
  },
  {
    resource: 'gateway.networking.k8s.io/v1/Gateway edge/edge',
    at: '/spec/listeners/0',
    value: { name: 'http', port: 80, protocol: 'HTTP' },
    told: {
      'gateway-listeners-use-tls':
        'Gateway edge/edge: it takes requests in clear text, with the tokens in them (spec.listeners[0].protocol)',
    },
  },
  {
    resource: 'monitoring.coreos.com/v1/PrometheusRule dwcp/restarts',
    at: '/spec/groups/0/rules/0/annotations/summary',
    told: {
      'alerts-say-what-to-do':
        'PrometheusRule dwcp/restarts: the alert NotRestarted does not say what is wrong ' +
        '(spec.groups[0].rules[0].annotations.summary)',
    },
  },
  {
    resource: 'vault:index/policy:Policy sys/policies/acl/dev.dwcp.dwcp-worker',
    at: '/policy',
    value: 'path "dev/dwcp/dwcp-postgres/creds/dwcp-worker" { capabilities = ["read", "sudo"] }',
    told: {
      'vault-policies-least-privilege':
        "Policy sys/policies/acl/dev.dwcp.dwcp-worker: path 'dev/dwcp/dwcp-postgres/creds/dwcp-worker' grants sudo, which " +
        'opens what only root may do (policy)',
    },
  },
  {
    resource: 'vault:kubernetes/authBackendRole:AuthBackendRole auth/dev/dwcp/kubernetes/role/dwcp-worker',
    at: '/boundServiceAccountNames',
    value: ['*'],
    told: {
      'vault-roles-bound':
        'AuthBackendRole auth/dev/dwcp/kubernetes/role/dwcp-worker: any service account may log in with it ' +
        '(boundServiceAccountNames)',
    },
  },
  {
    resource: 'vault:pkiSecret/secretBackendRole:SecretBackendRole dev/dwcp/dwcp-redis/roles/dwcp-api',
    at: '/maxTtl',
    value: '34560000',
    told: {
      'credential-lifetimes-bounded':
        'SecretBackendRole dev/dwcp/dwcp-redis/roles/dwcp-api: its credentials live 400 days (maxTtl)',
    },
  },
];
