import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { kindsThatKeep } from '../../admission/kinds';
import { CONTAINERS, INIT_CONTAINERS } from '../../admission/variables';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent, listOf } from '../../fields';
import type { Violation } from '../../violation';

/** Some of the kinds that keep their pods up: what the examples are tried in. */
const LONG_RUNNING = ['apps/DaemonSet', 'apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'];

/** What a probe may call. */
const CALLS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

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
  applies: ({ list, spec, resource }) =>
    (list === 'containers' || (list === 'initContainers' && spec['restartPolicy'] === 'Always')) &&
    runsOn(resource.object),
  check: ({ name, field, spec: { livenessProbe, readinessProbe, ports } }) => {
    const violations: Violation[] = [];
    if (!calls(livenessProbe, `${field}.livenessProbe`)) {
      violations.push({
        field: `${field}.livenessProbe`,
        problem: `container '${name}' is never restarted when it hangs`,
        fix: 'probe something that fails only when a restart would help',
      });
    }
    if (!calls(readinessProbe, `${field}.readinessProbe`) && listOf(ports, `${field}.ports`).length > 0) {
      violations.push({
        field: `${field}.readinessProbe`,
        problem: `container '${name}' receives requests before it can serve them`,
        fix: 'probe what a request needs',
      });
    }
    return violations;
  },
  cel: {
    of: kindsThatKeep('replicas', 'each-node'),
    containers: `${CONTAINERS} + ${INIT_CONTAINERS}.filter(container, container.?restartPolicy.orValue("") == "Always")`,
    accepts: `${celCalls('livenessProbe')} && (size(container.?ports.orValue([])) == 0 || ${celCalls('readinessProbe')})`,
    remedy: 'give it a livenessProbe, and a readinessProbe if it listens on a port',
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
        violations: [
          {
            field: 'livenessProbe',
            problem: "container 'api' is never restarted when it hangs",
            fix: 'probe something that fails only when a restart would help',
          },
        ],
      },
      {
        shows: 'neither, although it listens',
        container: { ports: [{ containerPort: 8080 }] },
        lists: ['containers'],
        kinds: LONG_RUNNING,
        violations: [
          {
            field: 'livenessProbe',
            problem: "container 'api' is never restarted when it hangs",
            fix: 'probe something that fails only when a restart would help',
          },
          {
            field: 'readinessProbe',
            problem: "container 'api' receives requests before it can serve them",
            fix: 'probe what a request needs',
          },
        ],
      },
      {
        shows: 'only when it can serve',
        container: { readinessProbe: { httpGet: { path: '/readyz', port: 8080 } } },
        lists: ['containers'],
        kinds: LONG_RUNNING,
        violations: [
          {
            field: 'livenessProbe',
            problem: "container 'api' is never restarted when it hangs",
            fix: 'probe something that fails only when a restart would help',
          },
        ],
      },
    ],
    skipped: [
      { shows: 'what ends by itself', container: {}, kinds: ['batch/Job', 'batch/CronJob'] },
      { shows: 'a pod that nobody starts again', container: {}, kinds: ['Pod'] },
    ],
  },
});

/** Whether what makes the pods keeps them up until somebody stops it. */
function runsOn(object: Manifest): boolean {
  const { keeps } = factsOf(kindOf(object));
  return keeps === 'replicas' || keeps === 'each-node';
}

/** The same in CEL. */
function celCalls(probe: string): string {
  const calls = CALLS.map((call) => `container.?${probe}.?${call}`);
  return `[${calls.join(', ')}].exists(call, call.hasValue())`;
}

/** Whether a probe calls anything: without a call it is refused, or dropped by what fills in its defaults. */
function calls(probe: unknown, field: string): boolean {
  const said = fieldsOf(probe, field);
  return CALLS.some((call) => !isAbsent(said[call]));
}
