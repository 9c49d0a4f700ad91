import { MADE_ELSEWHERE } from '../../constructs/plan/made-elsewhere';
import type { Manifest } from '../../constructs/plan/resource';

/** Objects that name `it` in a way of their own: the field, and the kind of what is named. */
export const NAMED_BY = [
  ['cert-manager.io/v1', 'Issuer', { ca: { secretName: 'it' } }, 'spec.ca.secretName', 'Secret'],
  [
    'cert-manager.io/v1',
    'Issuer',
    { acme: { solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { name: 'it' } } } }] } },
    'spec.acme.solvers[0].dns01.cloudflare.apiTokenSecretRef.name',
    'Secret',
  ],
  [
    'argoproj.io/v1alpha1',
    'Rollout',
    { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'it' } },
    'spec.workloadRef.name',
    'apps/Deployment',
  ],
  [
    'argoproj.io/v1alpha1',
    'Rollout',
    { strategy: { canary: { steps: [{ analysis: { templates: [{ templateName: 'it' }] } }] } } },
    'spec.strategy.canary.steps[0].analysis.templates[0].templateName',
    'argoproj.io/AnalysisTemplate',
  ],
  [
    'autoscaling.k8s.io/v1',
    'VerticalPodAutoscaler',
    { targetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'it' } },
    'spec.targetRef.name',
    'apps/StatefulSet',
  ],
  [
    'keda.sh/v1alpha1',
    'TriggerAuthentication',
    { secretTargetRef: [{ name: 'it', key: 'a' }] },
    'spec.secretTargetRef[0].name',
    'Secret',
  ],
  [
    'projectcontour.io/v1',
    'HTTPProxy',
    { virtualhost: { tls: { secretName: 'it' } } },
    'spec.virtualhost.tls.secretName',
    'Secret',
  ],
  ['traefik.io/v1alpha1', 'IngressRoute', { tls: { secretName: 'it' } }, 'spec.tls.secretName', 'Secret'],
  [
    'external-secrets.io/v1',
    'ExternalSecret',
    { dataFrom: [{ sourceRef: { storeRef: { name: 'it' } } }] },
    'spec.dataFrom[0].sourceRef.storeRef.name',
    'external-secrets.io/SecretStore',
  ],
] as const;

export function there(apiVersion: string, kind: string, name = 'it'): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' } };
}

export function volumes(...sources: readonly object[]) {
  return { volumes: sources.map((source, index) => ({ name: `v${index}`, ...source })) };
}

export function pod(spec: object, more: object = {}, elsewhere?: string) {
  const annotations = elsewhere === undefined ? {} : { annotations: { [MADE_ELSEWHERE]: elsewhere } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api', namespace: 'shop', ...annotations },
    spec: { containers: [{ name: 'main' }], ...spec, ...more },
  };
}

export function route(rule: object, parentRefs: readonly object[] = []) {
  return { ...there('gateway.networking.k8s.io/v1', 'HTTPRoute', 'api'), spec: { parentRefs, rules: [rule] } };
}

export function ingress(spec: object) {
  return { ...there('networking.k8s.io/v1', 'Ingress', 'api'), spec };
}

export function service(ports: readonly object[], namespace = 'shop') {
  return { ...there('v1', 'Service'), metadata: { name: 'it', namespace }, spec: { ports } };
}
