import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import { texts } from '../../admission/cel';
import { kindsThatKeep } from '../../admission/kinds';
import { CONTAINERS, INIT_CONTAINERS } from '../../admission/variables';
import type { Container } from '../../containers';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent, listOf } from '../../fields';
import type { Prepared } from '../../prepared';
import type { ContainerSubject } from '../../subjects';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/** Some of the kinds that keep their pods up: what the examples are tried in. */
const LONG_RUNNING = ['apps/DaemonSet', 'apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'];

/**
 * Kinds whose operator fills in what a container of its own lacks, probes included, whatever else is said of it.
 *
 * https://cloudnative-pg.io/docs/current/connection_pooling#pod-templates
 */
const FILLED_IN: readonly string[] = ['postgresql.cnpg.io/Pooler'];

/** What a probe may call, beside a command. */
const CALLS = ['httpGet', 'tcpSocket', 'grpc'] as const;

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
const ASKS = { exec: { command: ['/healthy'] } };
const NAMES = ['api', 'beside'];
const LISTENING = deployment({ image: 'api:1', ports: [{ containerPort: 8080 }] });
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 8080 }] },
};
const ENDS = 'probe what fails only when a restart would help, or say by restartPolicy OnFailure or Never that it ends';

/** A rollout goes on when pods are ready: without a probe that is as soon as they start, broken ones included. */
export const probesDeclared = defineRule({
  id: 'probes-declared',
  subject: 'container',
  says: 'Long-running containers say when they live, and when they can serve if they listen on a port.',
  because: 'a rollout otherwise goes on although nothing that it started works',
  level: 'mandatory',
  severity: 'medium',
  topic: 'availability',
  references: [
    'practices:deployment-checklist',
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  ],
  needs: 'plan',
  applies: (container) => runsOn(container) && lifeOf(container) !== 'not asked',
  check: (container, context) => {
    const { name, field, spec } = container;
    const said = (probe: typeof HANGS): Violation => ({
      ...probe,
      field: `${field}.${probe.field}`,
      problem: probe.problem.replace("'api'", `'${name}'`),
    });
    const silent: Violation[] = [];
    if (!calls(spec['livenessProbe'], `${field}.livenessProbe`)) silent.push(said(HANGS));
    const isReady = calls(spec['readinessProbe'], `${field}.readinessProbe`);
    if (!isReady && serves(container, context)) silent.push(said(EARLY));
    return lifeOf(container) === 'unknown' ? silent.map((one) => doubtOf(one, container)) : silent;
  },
  cel: {
    of: kindsThatKeep('replicas', 'each-node', 'requests'),
    containers: `${CONTAINERS} + ${INIT_CONTAINERS}.filter(container, container.?restartPolicy.orValue("") == "Always")`,
    accepts: `${celCalls('livenessProbe')} && (${[
      'size(container.?ports.orValue([])) == 0',
      celCalls('readinessProbe'),
      `object.kind in ${texts(kindsThatKeep('requests').map((kind) => kind.slice(kind.lastIndexOf('/') + 1)))}`,
    ].join(' || ')})`,
    remedy: 'give it a livenessProbe, and a readinessProbe if it listens on a port',
    leavesOut:
      'that a Service leads to a container which names no port, and custom resources of which nothing is known',
  },
  examples: {
    accepted: [
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
    ],
    refused: [
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
        shows: 'only when it can serve',
        container: { readinessProbe: { httpGet: { path: '/readyz', port: 8080 } } },
        lists: ['containers'],
        kinds: LONG_RUNNING,
        violations: [HANGS],
      },
    ],
    unknown: [
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
    ],
    skipped: [
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
        shows: 'a pooler of CloudNativePG, whose image alone is said',
        resources: [{ ...LISTENING, apiVersion: 'postgresql.cnpg.io/v1', kind: 'Pooler' }],
      },
      {
        shows: 'what an operator fills in, with its image and its probes',
        resources: [ofSomebody({ containers: [{ name: 'api', ports: [{ containerPort: 8080 }] }] })],
      },
    ],
  },
});

/** Whether a container runs beside the others, until somebody stops it. */
function runsOn({ list, spec }: Container): boolean {
  return list === 'containers' || (list === 'initContainers' && spec['restartPolicy'] === 'Always');
}

/** Whether what makes a pod keeps it up; of what nobody here knows, the pod may say that it ends. */
function lifeOf({ resource, spec, pod }: ContainerSubject): 'goes on' | 'asks by itself' | 'not asked' | 'unknown' {
  const kind = kindOf(resource.object);
  const { keeps, copied, template } = factsOf(kind);
  if (keeps === 'replicas' || keeps === 'each-node') return 'goes on';
  if (keeps === 'requests') return 'asks by itself';
  if (keeps === 'none' || copied || template !== undefined || FILLED_IN.includes(kind)) return 'not asked';
  // An operator that fills in the image of a container fills in the rest of it.
  return isAbsent(spec['image']) || (pod.spec['restartPolicy'] ?? 'Always') !== 'Always' ? 'not asked' : 'unknown';
}

function doubtOf({ field, problem }: Violation, { resource: { object } }: ContainerSubject): Unknowable {
  return new Unknowable(
    field,
    `${problem}, if a ${object.kind} keeps its pods up, which nobody here knows`,
    undefined,
    ENDS,
  );
}

/** Whether requests come to a container: to its ports, or, where no container of its pod names any, by a Service. */
function serves(container: ContainerSubject, context: Prepared): boolean {
  const { spec, field, resource, pod } = container;
  if (lifeOf(container) === 'asks by itself') return false;
  if (listOf(spec['ports'], `${field}.ports`).length > 0) return true;
  const subject = context.podsOf(resource).find((one) => one.field === pod.field);
  const beside = subject?.containers.filter((one) => one.list === 'containers') ?? [];
  // Which of several serves, nobody can tell, but then one of them says when.
  if (subject === undefined || beside[0]?.field !== field || beside.some(saysOfRequests)) return false;
  for (const _ of context.selecting('Service', subject)) return true;
  return false;
}

function saysOfRequests({ spec, field }: Container): boolean {
  return listOf(spec['ports'], `${field}.ports`).length > 0 || calls(spec['readinessProbe'], `${field}.readinessProbe`);
}

/** The same in CEL. */
function celCalls(probe: string): string {
  const calls = CALLS.map((call) => `container.?${probe}.?${call}`);
  return `([${calls.join(', ')}].exists(call, call.hasValue()) || size(container.?${probe}.?exec.?command.orValue([])) > 0)`;
}

/** Whether a probe calls anything: without a call it is refused, or dropped by what fills in its defaults. */
function calls(probe: unknown, field: string): boolean {
  const said = fieldsOf(probe, field);
  const { command } = fieldsOf(said['exec'], `${field}.exec`);
  return CALLS.some((call) => !isAbsent(said[call])) || listOf(command, `${field}.exec.command`).length > 0;
}

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

function ofSomebody(pod: object) {
  return { ...deployment(), apiVersion: 'example.com/v1', kind: 'Shard', spec: { template: { spec: pod } } };
}

function withInit(spec: object) {
  const { template } = spec as ReturnType<typeof deployment>['spec'];
  return { template: { ...template, spec: { ...template.spec, initContainers: [{ name: 'migrate' }] } } };
}
