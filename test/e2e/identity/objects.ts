import type { Manifest, Resource } from '../../../constructs';
import { kubernetesResource } from '../../../constructs/plan/resource';

/** Where the objects are; no other test uses it. */
export const NAMESPACE = 'identity';

/** An object in two versions of its kind that the API server serves. */
interface TwoVersions {
  readonly kind: string;
  readonly group: string;
  readonly older: readonly [version: string, spec: object];
  readonly newer: readonly [version: string, spec: object];
}

const LABELS = { app: 'api' };
const SELECTS = { selector: { matchLabels: LABELS } };
const SCALES = {
  scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
  minReplicas: 1,
  maxReplicas: 3,
};
const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } };
const ROUTES = {
  parentRefs: [{ name: 'edge' }],
  hostnames: ['shop.example.com'],
  rules: [{ backendRefs: [{ name: 'api', port: 8080 }] }],
};
const OUTSIDE = {
  hosts: ['bank.example.com'],
  ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
  resolution: 'DNS',
};
const GRANTS = {
  from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'edge' }],
  to: [{ group: '', kind: 'Service' }],
};

const OBJECTS: readonly TwoVersions[] = [
  {
    kind: 'HorizontalPodAutoscaler',
    group: 'autoscaling',
    older: ['v1', { ...SCALES, targetCPUUtilizationPercentage: 80 }],
    newer: ['v2', { ...SCALES, metrics: [CPU] }],
  },
  alike('PeerAuthentication', 'security.istio.io', ['v1beta1', 'v1'], { ...SELECTS, mtls: { mode: 'STRICT' } }),
  alike('AuthorizationPolicy', 'security.istio.io', ['v1beta1', 'v1'], SELECTS),
  alike('DestinationRule', 'networking.istio.io', ['v1alpha3', 'v1'], { host: 'api' }),
  alike('ServiceEntry', 'networking.istio.io', ['v1beta1', 'v1'], OUTSIDE),
  alike('HTTPRoute', 'gateway.networking.k8s.io', ['v1beta1', 'v1'], ROUTES),
  alike('ReferenceGrant', 'gateway.networking.k8s.io', ['v1beta1', 'v1'], GRANTS),
  alike('Telemetry', 'telemetry.istio.io', ['v1alpha1', 'v1'], SELECTS),
];

function alike(kind: string, group: string, [older, newer]: readonly [string, string], spec: object): TwoVersions {
  return { kind, group, older: [older, spec], newer: [newer, spec] };
}

/** All of them, in the older version of each or in the newer one. */
export function objectsIn(age: 'older' | 'newer'): readonly Resource[] {
  const namespace = manifest('v1', 'Namespace', { metadata: { name: NAMESPACE } });
  const objects = OBJECTS.map(({ kind, group, [age]: [version, spec] }) =>
    manifest(`${group}/${version}`, kind, { spec }),
  );
  const first = kubernetesResource(namespace, 'identity');
  return [first, ...objects.map((object) => kubernetesResource(object, `identity/${object.kind}`, [first.id]))];
}

function manifest(apiVersion: string, kind: string, rest: object): Manifest {
  return { apiVersion, kind, metadata: { name: 'api', namespace: NAMESPACE }, ...rest };
}
