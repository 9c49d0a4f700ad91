import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import { texts } from '../../admission/cel';
import { kindsThatKeep } from '../../admission/kinds';
import { CONTAINERS, INIT_CONTAINERS } from '../../admission/variables';
import type { Container } from '../../containers';
import { defineRule } from '../../define-rule';
import { ACCEPTED, REFUSED, SKIPPED, UNKNOWN } from '../../examples/probes';
import { fieldsOf, isAbsent, listOf } from '../../fields';
import type { Prepared } from '../../prepared';
import type { ContainerSubject } from '../../subjects';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

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
  examples: { accepted: ACCEPTED, refused: REFUSED, unknown: UNKNOWN, skipped: SKIPPED },
});

/** Whether a container runs beside the others, until somebody stops it. */
function runsOn({ list, spec }: Container): boolean {
  return list === 'containers' || (list === 'initContainers' && spec['restartPolicy'] === 'Always');
}

/** Whether what makes a pod keeps it up; of what nobody here knows, the pod may say that it ends. */
function lifeOf({
  resource,
  name,
  spec,
  pod,
}: ContainerSubject): 'goes on' | 'asks by itself' | 'not asked' | 'unknown' {
  const kind = kindOf(resource.object);
  const { keeps, copied, template } = factsOf(kind);
  // CloudNativePG keeps poolers by a Deployment. It says itself when `pgbouncer` can serve, and never restarts that: what is
  // written of it here is only what differs from the operator's own (pkg/specs/pgbouncer/deployments.go, 1.30).
  if (kind === 'postgresql.cnpg.io/Pooler') return name === 'pgbouncer' ? 'not asked' : 'goes on';
  if (keeps === 'replicas' || keeps === 'each-node') return 'goes on';
  if (keeps === 'requests') return 'asks by itself';
  if (keeps === 'none' || copied || template !== undefined) return 'not asked';
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
