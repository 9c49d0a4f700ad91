import type { IConstruct } from 'constructs';
import { invalid } from '../invalid';
import type { Container, Volume as PodVolume, VolumeMount } from '../kubernetes';
import type { Port } from '../network/port';
import type { ConfigFiles } from './config-files';
import type { ContainerOptions, ExtraContainer, ServingContainer } from './container-options';
import { credentialMount, type MountedSecret } from './credentials';
import { HARDENED } from './hardened';
import type { PodOptions } from './pod-options';
import { containerResources, type Resources } from './resources';
import { type GrantedVariables, variablesOf } from './variables';

/** How much a container may write where it was given no folder of its own. */
const TMP_SIZE = '64Mi';

/** How often, and how many times, a container is asked whether it has started. */
const STARTUP_PACE = { periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 } as const;

export interface NamedContainer extends ContainerOptions {
  readonly name: string;
  readonly image: string;
  readonly resources: Resources;
}

/** What every container has: a program that can gain no privilege, in the bounds that it was promised. */
export function hardenedContainer(
  workload: IConstruct,
  { name, image, command, args, resources }: NamedContainer,
): Pick<Container, 'image' | 'command' | 'args' | 'resources' | 'securityContext'> & { readonly name: string } {
  return {
    name,
    image,
    ...(command && { command }),
    ...(args && { args }),
    resources: { ...containerResources(workload, resources) },
    securityContext: HARDENED,
  };
}

/** A port as a container declares it. */
export function declared({ name, number, protocol }: Port) {
  return { name, containerPort: number, protocol };
}

/** The folders that a container was given, and a `/tmp` where it is none of them: the only place to write to. */
export class Folders {
  readonly tmp: readonly VolumeMount[];
  readonly own: readonly VolumeMount[];
  readonly volumes: readonly PodVolume[];

  constructor({ volumes = {} }: ContainerOptions, tmp: string) {
    const given = Object.hasOwn(volumes, '/tmp');
    this.tmp = given ? [] : [{ name: tmp, mountPath: '/tmp' }];
    this.own = Object.entries(volumes).map(([mountPath, { name, readOnly }]) => ({
      name,
      mountPath,
      ...(readOnly && { readOnly }),
    }));
    // It counts against the memory of no one and is gone with the pod.
    const empty = given ? [] : [{ name: tmp, emptyDir: { sizeLimit: TMP_SIZE } }];
    this.volumes = [...empty, ...Object.values(volumes).map((volume) => volume.toPod())];
  }
}

/** A container beside the workload's own; its `/tmp` is its own too. */
export class BesideContainer {
  readonly volumes: readonly PodVolume[];
  private readonly options: ExtraContainer;
  private readonly container: Container;
  private readonly mounts: readonly VolumeMount[];

  private constructor(workload: IConstruct, options: ExtraContainer, files: ConfigFiles, more: Partial<Container>) {
    const folders = new Folders(options, `tmp-${options.name}`);
    this.options = options;
    this.container = { ...hardenedContainer(workload, options), ...more };
    this.mounts = [...folders.tmp, ...files.add(workload, options.name, options.config), ...folders.own];
    this.volumes = folders.volumes;
    checkMounts(workload, options.name, this.mounts);
  }

  /** One that has to end well before the next one starts. */
  static init(workload: IConstruct, options: ExtraContainer, files: ConfigFiles): BesideContainer {
    return new BesideContainer(workload, options, files, {});
  }

  /**
   * A sidecar as Kubernetes knows it: it starts before the others, ends after them, and holds up the end of no task.
   *
   * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  static side(workload: IConstruct, options: ServingContainer, files: ConfigFiles): BesideContainer {
    const { startup, ports, health } = options;
    return new BesideContainer(workload, options, files, {
      restartPolicy: 'Always',
      ...(ports && { ports: ports.map(declared) }),
      ...(health && { readinessProbe: health, livenessProbe: health }),
      ...(startup && { startupProbe: { exec: { command: startup }, ...STARTUP_PACE } }),
    });
  }

  /** What its author sets, where it gets what grants set as well. */
  get authored(): Readonly<Record<string, string>> {
    return (this.options.credentials && this.options.env) || {};
  }

  /** With what its pod was given: variables, and Secrets by their folders. */
  render(granted: GrantedVariables, secrets: readonly MountedSecret[]): Container {
    const { env = {}, name } = this.options;
    const own = secrets.filter(({ container }) =>
      container === undefined ? this.options.credentials : container === name,
    );
    return {
      ...this.container,
      env: this.options.credentials ? granted.with(env) : variablesOf(env),
      volumeMounts: [...this.mounts, ...own.map(credentialMount)],
    };
  }
}

/** Names that the mesh gives to containers of its own. */
const ISTIO_CONTAINERS = ['istio-init', 'istio-proxy', 'istio-validation'];

/** Refuses two containers of one name: the API server would, or the mesh would take one for its own. */
export function checkContainerNames(workload: IConstruct, props: PodOptions & { readonly name: string }): void {
  const taken = new Set([props.name, ...ISTIO_CONTAINERS]);
  for (const { name } of [...(props.sideContainers ?? []), ...(props.initContainers ?? [])]) {
    if (taken.has(name)) throw invalid(workload, `has a container '${name}' beside another of that name`, 'rename it');
    taken.add(name);
  }
}

/** Refuses what would hide what else is mounted there. */
export function checkMounts(workload: IConstruct, container: string, mounts: readonly VolumeMount[]): void {
  const taken = new Set<string>();
  for (const { mountPath } of mounts) {
    if (taken.has(mountPath)) {
      throw invalid(
        workload,
        `has two things at '${mountPath}' of container '${container}'`,
        'choose another path for one',
      );
    }
    taken.add(mountPath);
  }
}
