import { builtOnce } from './built-once';
import type { Container } from './containers';
import { type Fields, fieldsOf } from './fields';
import type { PodSubject } from './subjects';

/** What a pod or a container says of its own security. */
export interface SecurityContext {
  /** `the pod`, or `container 'api'`. */
  readonly who: string;
  readonly field: string;
  readonly value: Fields;
}

/** Every security context of a pod: its own, which its containers inherit, then that of each of them. */
export const securityContextsOf = builtOnce(
  ({ field, securityContext, containers }: PodSubject): readonly SecurityContext[] => [
    { who: 'the pod', field: `${field}.securityContext`, value: securityContext },
    ...containers.map((container) => ({
      who: `container '${container.name}'`,
      field: `${container.field}.securityContext`,
      value: container.securityContext,
    })),
  ],
);

/** Whether a pod says that it runs on Windows: the API server refuses it what only Linux has, such as capabilities. */
export function runsOnWindows({ field, spec }: { readonly field: string; readonly spec: Fields }): boolean {
  return fieldsOf(spec['os'], `${field}.os`)['name'] === 'windows';
}

/** For examples: a pod with one container that says this of itself, in one of its lists. */
export function withContainer(list: Container['list'], securityContext: object): Readonly<Record<string, unknown>> {
  const neighbour = {
    name: 'main',
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  };
  return { containers: [neighbour], [list]: [{ name: 'api', securityContext }] };
}
