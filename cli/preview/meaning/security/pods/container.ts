import type { Container } from '../../../../../policies/containers';
import { entriesOf, type Fields, fieldsOf, isAbsent } from '../../../../../policies/fields';
import { may, type Trait, unranked } from '../traits/trait';
import { capabilityTraits } from './capabilities';

/** What a container may do, as its pod and itself say together. */
export function containerTraits(container: Container): readonly Trait[] {
  const { name, field, securityContext, spec, pod } = container;
  const who = `container '${name}'`;
  const at = `${field}.securityContext`;
  const own = { ...pod.securityContext, ...present(securityContext) };
  return [
    ...Object.entries(WEAKNESSES).flatMap(([what, holds]) => (holds(own) ? [may(what, who)] : [])),
    ...capabilityTraits(who, securityContext, at),
    ...profiles(who, container, own),
    ...entriesOf(spec['ports'], `${field}.ports`).flatMap(({ value: { hostPort } }) =>
      isAbsent(hostPort) || hostPort === 0 ? [] : [may(`listen on port ${String(hostPort)} of its node`, who)],
    ),
    ...entriesOf(spec['volumeMounts'], `${field}.volumeMounts`).flatMap(({ value: { mountPropagation } }) =>
      mountPropagation === 'Bidirectional' ? [may('mount volumes on its node', who)] : [],
    ),
  ];
}

/** By what the fields of a security context come to: what Kubernetes takes where one is left out is the weaker. */
const WEAKNESSES: Readonly<Record<string, (context: Fields) => boolean>> = {
  'do anything on its node': ({ privileged }) => !isAbsent(privileged) && privileged !== false,
  'gain privileges': ({ allowPrivilegeEscalation }) => allowPrivilegeEscalation !== false,
  'run as root': ({ runAsNonRoot, runAsUser }) =>
    runAsUser === 0 || (runAsNonRoot !== true && !(typeof runAsUser === 'number' && runAsUser > 0)),
  'open what the group root may': ({ runAsGroup }) => runAsGroup === 0,
  'write to its root filesystem': ({ readOnlyRootFilesystem }) => readOnlyRootFilesystem !== true,
  'see all of /proc': ({ procMount }) => procMount === 'Unmasked',
  'run on its node itself': ({ windowsOptions }) =>
    fieldsOf(windowsOptions, 'securityContext.windowsOptions')['hostProcess'] === true,
};

/** Of the profiles that somebody wrote nobody can tell how much they let through. */
function profiles(who: string, { name, pod, field }: Container, own: Fields): readonly Trait[] {
  const at = `${field}.securityContext`;
  const seccomp = fieldsOf(own['seccompProfile'], `${at}.seccompProfile`);
  const annotations = fieldsOf(pod.metadata['annotations'], 'metadata.annotations');
  const armor = fieldsOf(own['appArmorProfile'], `${at}.appArmorProfile`);
  const annotated = annotations[`container.apparmor.security.beta.kubernetes.io/${name}`];
  const isUnarmed = armor['type'] === 'Unconfined' || (isAbsent(armor['type']) && annotated === 'unconfined');
  const isLocal = typeof annotated === 'string' && annotated.startsWith('localhost/');
  return [
    ...(isAbsent(seccomp['type']) || seccomp['type'] === 'Unconfined' ? [may('make every system call', who)] : []),
    ...(isUnarmed ? [may('act outside AppArmor', who)] : []),
    unranked(`seccomp profile of ${who}`, localOr(seccomp)),
    unranked(`AppArmor profile of ${who}`, isAbsent(armor['type']) && isLocal ? annotated : localOr(armor)),
    unranked(`seLinuxOptions of ${who}`, own['seLinuxOptions']),
  ];
}

function localOr({ type, localhostProfile }: Fields): string {
  return type === 'Localhost' ? String(localhostProfile) : 'that of the runtime';
}

/** Kubernetes reads a field that is null as one that is absent. */
function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isAbsent(value)));
}
