import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import type { Container, PodSpec, PodTemplateSpec, Volume, VolumeMount } from '../kubernetes';
import { OUTSIDE_MESH } from '../mesh/sidecar';
import { CONFIG_VOLUME, type ConfigFiles, configName } from './config-files';
import { type BesideContainer, checkMounts, declared, Folders, hardenedContainer } from './container';
import { credentialMount, credentialVolume, type MountedSecret } from './credentials';
import { USER } from './pod-options';
import type { ConfigFolder, PodProps } from './pod-props';
import { DRAIN_SECONDS, FAREWELL_SECONDS, graceSeconds } from './rollout';
import { spread } from './spread';
import type { GrantedVariables } from './variables';
import { madeElsewhere, oneOfEach } from './volume';

/** What is known of a pod when it is declared. */
interface Declared {
  readonly props: PodProps;
  readonly labels: Readonly<Record<string, string>>;
  readonly beside: readonly BesideContainer[];
  readonly files: ConfigFiles;
  readonly variables: GrantedVariables;
}

/** What it was given afterwards. */
interface Given {
  readonly secrets: ReadonlyMap<string, MountedSecret>;
  readonly folders: ReadonlyMap<string, ConfigFolder>;
  readonly notes: Readonly<Record<string, string>>;
}

/** What the controller that runs the pods says of them. */
export interface TemplateOptions extends Pick<PodSpec, 'restartPolicy'> {
  /** Volumes that the controller makes for each pod. */
  readonly mounts?: readonly VolumeMount[];

  /** @default false - a pod that has to go is told at once */
  readonly drains?: { readonly seconds: number };

  /** What a pod that has to go runs first, for how long at most, in the place of draining. @default - nothing */
  readonly farewell?: { readonly command: readonly [string, ...string[]]; readonly seconds: number };

  /** @default false - see `spread` */
  readonly byRevision?: boolean;

  /** @default - every file is given to the pods' group each time that a volume is mounted */
  readonly fsGroupChangePolicy?: 'OnRootMismatch';
}

/** The template of the pods of one workload: hardened, spread, and with what it was granted. */
export class PodTemplate {
  private readonly workload: Construct;
  private readonly declared: Declared;
  private readonly container: ReturnType<typeof hardenedContainer>;
  private readonly own: Folders;
  private readonly configMounts: readonly VolumeMount[];
  private readonly declaredVolumes: readonly Volume[];

  constructor(workload: Construct, declared: Declared) {
    const { props, beside, files } = declared;
    this.workload = workload;
    this.declared = declared;
    this.container = hardenedContainer(workload, props);
    this.own = new Folders(props, 'tmp');
    this.configMounts = files.add(workload, props.name, props.config);
    checkMounts(workload, props.name, [...this.configMounts, ...this.own.own]);
    this.declaredVolumes = oneOfEach(workload, [...this.own.volumes, ...beside.flatMap(({ volumes }) => volumes)]);
  }

  render(given: Given, options: TemplateOptions): PodTemplateSpec {
    const { props, labels, beside, variables } = this.declared;
    const { restartPolicy, byRevision, fsGroupChangePolicy } = options;
    const { userId = USER } = props;
    const secrets = byName(given.secrets).map(([, mount]) => mount);
    const credentials = secrets.filter(({ container }) => container === undefined).map(credentialMount);
    return {
      metadata: {
        labels: { ...props.labels, ...labels, ...(props.mesh ? {} : OUTSIDE_MESH) },
        annotations: {
          ...props.annotations,
          ...given.notes,
          ...this.configHashes(given),
          ...madeElsewhere(this.declaredVolumes),
        },
      },
      spec: {
        ...(restartPolicy && { restartPolicy }),
        serviceAccountName: props.name,
        automountServiceAccountToken: false,
        // Otherwise every Service of the namespace appears as environment variables, and enough of them break a start.
        enableServiceLinks: false,
        terminationGracePeriodSeconds: endsWithin(options),
        securityContext: {
          runAsNonRoot: true,
          runAsUser: userId,
          runAsGroup: userId,
          fsGroup: userId,
          ...(fsGroupChangePolicy && { fsGroupChangePolicy }),
          seccompProfile: { type: 'RuntimeDefault' },
        },
        topologySpreadConstraints: spread(this.workload, labels, { ...(byRevision && { byRevision }) }),
        ...(beside.length > 0 && { initContainers: beside.map((one) => one.render(variables, secrets)) }),
        containers: [this.main(given, credentials, options)],
        volumes: this.volumes(given),
      },
    };
  }
  private main(
    { folders }: Given,
    credentials: readonly VolumeMount[],
    { mounts = [], drains, farewell }: TemplateOptions,
  ): Container {
    const { env = {}, ports, managementPorts = [], probes } = this.declared.props;
    return {
      ...this.container,
      ports: [...ports, ...managementPorts].map(declared),
      env: this.declared.variables.with(env),
      ...(probes && {
        startupProbe: probes.startup,
        readinessProbe: probes.readiness,
        livenessProbe: probes.liveness,
      }),
      ...(drains && { lifecycle: { preStop: { sleep: { seconds: FAREWELL_SECONDS } } } }),
      ...(farewell && { lifecycle: { preStop: { exec: { command: farewell.command } } } }),
      volumeMounts: [
        ...this.own.tmp,
        ...mounts,
        ...byName(folders).map(([configMap, { path }]) => ({ name: configMap, mountPath: path, readOnly: true })),
        ...this.configMounts,
        ...this.own.own,
        ...credentials,
      ],
    };
  }

  private volumes({ secrets, folders }: Given): Volume[] {
    const { files, props } = this.declared;
    const [tmp, ...declared] = this.declaredVolumes;
    return [
      ...(tmp ? [tmp] : []),
      ...byName(folders).map(([configMap]) => ({ name: configMap, configMap: { name: configMap } })),
      ...(files.data ? [{ name: CONFIG_VOLUME, configMap: { name: configName(props.name) } }] : []),
      ...declared,
      ...byName(secrets).map(([, mount]) => credentialVolume(mount)),
    ];
  }

  private configHashes({ folders }: Given): Readonly<Record<string, string>> {
    const { files, props } = this.declared;
    const own = files.data ? [hashed(configName(props.name), JSON.stringify(files.data))] : [];
    return Object.fromEntries([
      ...byName(folders).map(([configMap, { content }]) => hashed(configMap, content)),
      ...own,
    ]);
  }
}

/** How long a pod has from the decision that it goes to its end. */
function endsWithin({ drains, farewell }: TemplateOptions): number {
  if (drains) return graceSeconds(drains.seconds);
  return DRAIN_SECONDS + (farewell?.seconds ?? 0);
}

function hashed(configMap: string, content: string): [string, string] {
  return [`dwcp.io/config-${configMap}`, createHash('sha256').update(content).digest('hex').slice(0, 16)];
}

function byName<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
