import { isDeepStrictEqual } from 'node:util';
import { defineRule } from '../../define-rule';
import { type Fields, fieldsOf, isAbsent } from '../../fields';

/** What a probe may call. */
const CALLS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

const FIX = 'ask for liveness only what a restart would mend, or be more patient: failureThreshold times periodSeconds';
const SAME = {
  field: 'livenessProbe',
  problem: "container 'api' is restarted as soon as it cannot serve, since both probes ask the same",
  fix: FIX,
};

/** Of both probes, where nothing is said. */
const PERIOD_SECONDS = 10;
const FAILURES = 3;

/** Under load a container stops being ready; were that also a reason to restart it, the others would have its load as well. */
export const probesDiffer = defineRule({
  id: 'probes-differ',
  subject: 'container',
  says: 'A container is restarted for another reason than that it cannot serve, or later.',
  because: 'load, or a database that is away, would restart one after the other',
  level: 'advisory',
  severity: 'medium',
  topic: 'availability',
  references: [
    'practices:deployment-checklist',
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  ],
  applies: ({ spec }) => !isAbsent(spec['livenessProbe']) && !isAbsent(spec['readinessProbe']),
  check: ({ name, field, spec }) => {
    const liveness = callsIn(spec['livenessProbe'], `${field}.livenessProbe`);
    const readiness = callsIn(spec['readinessProbe'], `${field}.readinessProbe`);
    if (
      !isDeepStrictEqual(liveness, readiness) ||
      patienceOf(spec, 'livenessProbe') > patienceOf(spec, 'readinessProbe')
    )
      return [];
    const problem = `container '${name}' is restarted as soon as it cannot serve, since both probes ask the same`;
    return [{ field: `${field}.livenessProbe`, problem, fix: FIX }];
  },
  cel: {
    accepts: [
      '!has(container.livenessProbe)',
      '!has(container.readinessProbe)',
      ...CALLS.map((call) => `container.livenessProbe.?${call} != container.readinessProbe.?${call}`),
      `${celPatience('livenessProbe')} > ${celPatience('readinessProbe')}`,
    ].join(' || '),
    remedy: FIX,
  },
  examples: {
    accepted: [
      {
        shows: 'two questions',
        container: {
          livenessProbe: { httpGet: { path: '/livez', port: 8080 } },
          readinessProbe: { httpGet: { path: '/readyz', port: 8080 } },
        },
        lists: ['containers'],
      },
      {
        shows: 'a question of one kind, and a question of another',
        container: { livenessProbe: { exec: { command: ['true'] } }, readinessProbe: { tcpSocket: { port: 8080 } } },
        lists: ['containers'],
      },
      {
        shows: 'one question, asked more patiently before it is restarted',
        container: {
          livenessProbe: { exec: { command: ['ping'] }, failureThreshold: 6 },
          readinessProbe: { exec: { command: ['ping'] } },
        },
        lists: ['containers'],
      },
    ],
    refused: [
      {
        shows: 'one question, asked as patiently',
        container: {
          livenessProbe: { httpGet: { path: '/health', port: 8080 }, failureThreshold: 6, periodSeconds: 5 },
          readinessProbe: { httpGet: { port: 8080, path: '/health' } },
        },
        lists: ['containers'],
        violations: [SAME],
      },
      {
        shows: 'one question, asked as seldom before it is restarted',
        container: {
          livenessProbe: { exec: { command: ['ping'] }, failureThreshold: 6 },
          readinessProbe: { exec: { command: ['ping'] }, periodSeconds: 20 },
        },
        lists: ['containers'],
        violations: [SAME],
      },
    ],
    skipped: [
      ...['livenessProbe', 'readinessProbe'].map((probe) => ({
        shows: `a ${probe} alone`,
        container: { [probe]: { exec: { command: ['ping'] } } },
      })),
    ],
  },
});

function callsIn(probe: unknown, field: string): Fields {
  const said = fieldsOf(probe, field);
  return Object.fromEntries(CALLS.flatMap((call) => (isAbsent(said[call]) ? [] : [[call, said[call]]])));
}

/** Seconds of failures after which a probe counts. */
function patienceOf(spec: Fields, probe: string): number {
  const { periodSeconds, failureThreshold } = fieldsOf(spec[probe], probe);
  return Number(periodSeconds ?? PERIOD_SECONDS) * Number(failureThreshold ?? FAILURES);
}

function celPatience(probe: string): string {
  return `container.${probe}.?periodSeconds.orValue(${PERIOD_SECONDS}) * container.${probe}.?failureThreshold.orValue(${FAILURES})`;
}
