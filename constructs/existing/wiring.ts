import type { Container, EnvVar, PodSpec, Volume } from '../kubernetes';
import { factsOf, kindOf } from '../plan/kinds';
import type { Manifest } from '../plan/resource';
import { isGroup } from '../props/props';
import { credentialMount, credentialVolume, type MountedSecret } from '../workload/credentials';
import { variablesOf } from '../workload/variables';

/** What a workload was granted, and which of its containers get it. */
export interface Given {
  readonly secrets: readonly MountedSecret[];
  readonly variables: Readonly<Record<string, string>>;
  /** @default - all of them */
  readonly containers: readonly string[] | undefined;
}

/** An object with what was granted to its pods. Nothing granted changes nothing. */
export function wired(manifest: Manifest, given: Given): Manifest {
  const path = factsOf(kindOf(manifest)).template ?? [];
  return at(manifest, [...path, 'spec'], (spec) => withCredentials(spec, given)) as Manifest;
}

/** What a grant would overwrite of what its author wrote, in words that follow the path of whoever adopts it. */
export function collisions(containers: readonly Container[], given: Given): readonly string[] {
  return chosen(containers, given).flatMap(({ name, env = [], volumeMounts = [] }) => [
    ...env
      .filter((variable) => Object.hasOwn(given.variables, variable.name))
      .filter(({ name: variable, value }) => value !== given.variables[variable])
      .map(({ name: variable }) => `has ${variable} in container '${name}', which a grant sets; take it out there`),
    ...given.secrets
      .map(credentialMount)
      .filter(({ mountPath }) => volumeMounts.some((mount) => mount.mountPath === mountPath))
      .map(({ mountPath }) => `mounts ${mountPath} in container '${name}', which a grant mounts; take it out there`),
  ]);
}

function withCredentials(spec: PodSpec, given: Given): PodSpec {
  const { secrets } = given;
  const getting = new Set(chosen(spec.containers, given));
  const ofGroup = spec.securityContext?.fsGroup !== undefined;
  return {
    ...spec,
    ...(getting.size > 0 && {
      containers: spec.containers.map((container) => (getting.has(container) ? granted(container, given) : container)),
    }),
    ...(secrets.length > 0 && {
      volumes: [...(spec.volumes ?? []), ...secrets.map((mount) => readable(credentialVolume(mount), ofGroup))],
    }),
    ...(spec.affinity && { affinity: onceEach(spec.affinity) }),
  };
}

function granted(container: Container, { secrets, variables }: Given): Container {
  const set = new Set(Object.keys(variables));
  const own: readonly EnvVar[] = (container.env ?? []).filter(({ name }) => !set.has(name));
  return {
    ...container,
    ...(set.size > 0 && { env: [...own, ...variablesOf(variables)] }),
    ...(secrets.length > 0 && {
      volumeMounts: [...(container.volumeMounts ?? []), ...secrets.map(credentialMount)],
    }),
  };
}

function chosen(containers: readonly Container[], { containers: names }: Given): readonly Container[] {
  return containers.filter(({ name }) => names?.includes(name) ?? true);
}

/** Files belong to root, and to the group of the pod, where it has one: without one, nobody else could read them. */
function readable(volume: Volume, ofGroup: boolean): Volume {
  return ofGroup || volume.projected === undefined
    ? volume
    : { ...volume, projected: { ...volume.projected, defaultMode: 0o444 } };
}

/** cdk8s-plus adds what `spread` asks for anew each time that it renders; saying it twice means nothing more. */
function onceEach<T>(value: T): T {
  if (Array.isArray(value)) {
    return [...new Map(value.map((entry: unknown) => [JSON.stringify(entry), onceEach(entry)])).values()] as T;
  }
  if (!isGroup(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, onceEach(child)])) as T;
}

/** A copy in which one part is changed. */
function at(value: unknown, [key, ...rest]: readonly string[], change: (part: PodSpec) => PodSpec): unknown {
  if (key === undefined) return change(value as PodSpec);
  return isGroup(value) ? { ...value, [key]: at(value[key], rest, change) } : value;
}
