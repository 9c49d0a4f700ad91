import type { Manifest } from '../../../constructs/plan/resource';

type Fields = Readonly<Record<string, any>>;

const PROBE = { httpGet: { path: '/healthz', port: 8080 } };

const RESTRICTED = {
  pod: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  container: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};

/**
 * A pod of the Pod Security tests with what the standards do not ask for, and the rules do: a digest, resources, an
 * account, no token, a root that is only read, and probes. A pod of the baseline level gets what the restricted one asks
 * for as well, so that what refuses it is what it is about. What the pod says itself stays.
 */
export function filledIn(pod: Manifest, level: 'baseline' | 'restricted'): Manifest {
  const spec: Fields = pod['spec'] as Fields;
  const isWindows = spec['os']?.name === 'windows';
  const isBare = level === 'baseline' && !isWindows;
  const container = (one: Fields, probes: boolean): Fields => ({
    ...one,
    image: `registry.example.com/pause@sha256:${'0'.repeat(64)}`,
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
    ...(probes && { livenessProbe: PROBE, readinessProbe: PROBE, ...given(one, 'livenessProbe', 'readinessProbe') }),
    ...(!isWindows && {
      securityContext: { readOnlyRootFilesystem: true, ...(isBare && RESTRICTED.container), ...one['securityContext'] },
    }),
  });
  return {
    ...pod,
    spec: {
      ...spec,
      ...(isBare && { securityContext: { ...RESTRICTED.pod, ...spec['securityContext'] } }),
      serviceAccountName: 'fixture',
      automountServiceAccountToken: false,
      containers: spec['containers'].map((one: Fields) => container(one, true)),
      ...(spec['initContainers'] && {
        initContainers: spec['initContainers'].map((one: Fields) => container(one, false)),
      }),
    },
  };
}

function given(from: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]));
}
