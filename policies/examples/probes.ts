import type { Example, RefusedExample, UnknownExample } from '../rule';

const HANGS = {
  field: 'livenessProbe',
  problem: "container 'api' is never restarted when it hangs",
  fix: 'probe something that fails only when a restart would help',
};
const EARLY = {
  field: 'readinessProbe',
  problem: "container 'api' receives requests before it can serve them",
  fix: 'probe what a request needs',
};
/** Some of the kinds that keep their pods up: what the examples are tried in. */
const LONG_RUNNING = ['apps/DaemonSet', 'apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'];

const ASKS = { exec: { command: ['/healthy'] } };
const NAMES = ['api', 'beside'];
const LISTENING = deployment({ image: 'api:1', ports: [{ containerPort: 8080 }] });
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 8080 }] },
};

export const ACCEPTED: readonly Example<'container'>[] = [
  {
    shows: 'both, where it listens',
    container: {
      ports: [{ containerPort: 8080 }],
      livenessProbe: { httpGet: { path: '/livez', port: 8080 } },
      readinessProbe: { httpGet: { path: '/readyz', port: 8080 } },
    },
    lists: ['containers'],
    kinds: LONG_RUNNING,
  },
  {
    shows: 'when it lives, where it listens on nothing',
    container: { livenessProbe: { exec: { command: ['/healthy'] } } },
    lists: ['containers'],
    kinds: LONG_RUNNING,
  },
  {
    shows: 'one that names no port, beside one that a request may be for',
    resources: [
      SERVICE,
      deployment({ livenessProbe: ASKS }, { livenessProbe: ASKS, readinessProbe: ASKS }),
      deployment(
        { livenessProbe: ASKS },
        { livenessProbe: ASKS, readinessProbe: ASKS, ports: [{ containerPort: 8080 }] },
      ),
    ],
  },
  {
    shows: 'one that names no port, and to which no Service leads',
    resources: [{ ...SERVICE, spec: { selector: { app: 'web' } } }, deployment({ livenessProbe: ASKS })],
  },
  {
    shows: 'both, in pods of which nobody here knows whether they are kept up',
    resources: [
      ofSomebody({ containers: [{ name: 'api', image: 'api:1', livenessProbe: ASKS, readinessProbe: ASKS }] }),
    ],
  },
  {
    shows: 'a container that only runs before the others, which says what it needs',
    resources: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'api', namespace: 'shop' },
        spec: {
          template: {
            spec: {
              initContainers: [{ name: 'migrate' }],
              containers: [
                { name: 'api', restartPolicy: 'Always', livenessProbe: { exec: { command: ['/healthy'] } } },
              ],
              ephemeralContainers: [{ name: 'debug', restartPolicy: 'Always' }],
            },
          },
        },
      },
    ],
  },
];

export const REFUSED: readonly RefusedExample<'container'>[] = [
  {
    shows: 'a sidecar that starts before the others, and a probe of nothing',
    container: { restartPolicy: 'Always', livenessProbe: { periodSeconds: 5 } },
    lists: ['initContainers'],
    kinds: ['apps/Deployment'],
    violations: [HANGS],
  },
  ...[{}, { exec: {} }, { exec: { command: [] } }, { exec: null }].map((livenessProbe) => ({
    shows: `a probe that asks nothing: ${JSON.stringify(livenessProbe)}`,
    container: { livenessProbe },
    lists: ['containers' as const],
    kinds: ['apps/StatefulSet'],
    violations: [HANGS],
  })),
  ...['CloneSet', 'StatefulSet', 'DaemonSet'].map((kind) => ({
    shows: `neither, in a ${kind} of OpenKruise`,
    resources: [{ ...LISTENING, apiVersion: 'apps.kruise.io/v1beta1', kind }],
    violations: [within(HANGS), within(EARLY)],
  })),
  {
    shows: 'neither, in a Service of Knative, which asks by itself when it can serve',
    resources: [{ ...LISTENING, apiVersion: 'serving.knative.dev/v1', kind: 'Service' }],
    violations: [within(HANGS)],
  },
  {
    shows: 'a container that names no port, behind one that only runs before it, although a Service leads to it',
    resources: [SERVICE, deployment({ livenessProbe: ASKS })].map((one) =>
      one === SERVICE ? one : { ...one, spec: withInit(one.spec) },
    ),
    violations: [within(EARLY)],
  },
  {
    shows: 'a container that names its port, beside one that names none',
    resources: [
      SERVICE,
      deployment({ livenessProbe: ASKS }, { livenessProbe: ASKS, ports: [{ containerPort: 8080 }] }),
    ],
    violations: [
      {
        ...EARLY,
        field: 'spec.template.spec.containers[1].readinessProbe',
        problem: EARLY.problem.replace('api', 'beside'),
      },
    ],
  },
  {
    shows: 'a container that names no port, although a Service leads to it',
    resources: [SERVICE, deployment({ livenessProbe: ASKS }, { livenessProbe: ASKS })],
    violations: [within(EARLY)],
  },
  {
    shows: 'neither, although it listens',
    container: { ports: [{ containerPort: 8080 }] },
    lists: ['containers'],
    kinds: LONG_RUNNING,
    violations: [HANGS, EARLY],
  },
  {
    shows: 'a container beside that of a pooler, which the operator does not know',
    resources: [pooler('api')],
    violations: [within(HANGS), within(EARLY)],
  },
  {
    shows: 'only when it can serve',
    container: { readinessProbe: { httpGet: { path: '/readyz', port: 8080 } } },
    lists: ['containers'],
    kinds: LONG_RUNNING,
    violations: [HANGS],
  },
];

export const UNKNOWN: readonly UnknownExample<'container'>[] = [
  {
    shows: 'the second of two sorts of pods, to which a Service leads',
    resources: [
      SERVICE,
      {
        ...ofSomebody({}),
        spec: {
          shards: ['web', 'api'].map((app) => ({
            metadata: { labels: { app } },
            spec: { containers: [{ name: 'api', image: 'api:1', livenessProbe: ASKS }] },
          })),
        },
      },
    ],
    doubts: [
      {
        field: 'spec.shards[1].spec.containers[0].readinessProbe',
        why: `${EARLY.problem}, if a Shard keeps its pods up, which nobody here knows`,
      },
    ],
  },
  {
    shows: 'neither, in pods of which nobody here knows whether they are kept up',
    resources: [{ ...LISTENING, apiVersion: 'example.com/v1', kind: 'Shard' }],
    doubts: [HANGS, EARLY].map((one) => ({
      field: within(one).field,
      why: `${one.problem}, if a Shard keeps its pods up, which nobody here knows`,
    })),
  },
];

export const SKIPPED: readonly Example<'container'>[] = [
  { shows: 'a pod that nobody starts again, with its image', container: { image: 'api:1' }, kinds: ['Pod'] },
  { shows: 'what ends by itself', container: {}, kinds: ['batch/Job', 'batch/CronJob'] },
  { shows: 'a pod that nobody starts again', container: {}, kinds: ['Pod'] },
  { shows: 'what others copy', container: {}, kinds: ['PodTemplate'] },
  ...['TrainingJob', 'ShardTemplate'].map((kind) => ({
    shows: `what ends by itself, or makes no pods, as its name says: ${kind}`,
    resources: [{ ...LISTENING, apiVersion: 'example.com/v1', kind }],
  })),
  ...['OnFailure', 'Never'].map((restartPolicy) => ({
    shows: `pods that end, as they say themselves: ${restartPolicy}`,
    resources: [ofSomebody({ restartPolicy, containers: [{ name: 'api', image: 'api:1' }] })],
  })),
  {
    shows: 'the container of a pooler that is its operator’s',
    resources: [pooler('pgbouncer')],
  },
  {
    shows: 'what an operator fills in, with its image and its probes',
    resources: [ofSomebody({ containers: [{ name: 'api', ports: [{ containerPort: 8080 }] }] })],
  },
];

function within<T extends { readonly field: string }>(one: T): T {
  return { ...one, field: `spec.template.spec.containers[0].${one.field}` };
}

function deployment(...containers: readonly object[]) {
  const metadata = { labels: { app: 'api' } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      template: { metadata, spec: { containers: containers.map((one, index) => ({ name: NAMES[index], ...one })) } },
    },
  };
}

function pooler(name: string) {
  const spec = { containers: [{ name, image: 'api:1', ports: [{ containerPort: 8080 }] }] };
  return { ...deployment(), apiVersion: 'postgresql.cnpg.io/v1', kind: 'Pooler', spec: { template: { spec } } };
}

function ofSomebody(pod: object) {
  return { ...deployment(), apiVersion: 'example.com/v1', kind: 'Shard', spec: { template: { spec: pod } } };
}

function withInit(spec: object) {
  const { template } = spec as ReturnType<typeof deployment>['spec'];
  return { template: { ...template, spec: { ...template.spec, initContainers: [{ name: 'migrate' }] } } };
}
