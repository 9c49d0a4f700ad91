import { createHash } from 'node:crypto';
import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import {
  type Container,
  type EnvVar,
  KubernetesObject,
  type PodSpec,
  type PodTemplateSpec,
  type Probe,
} from '../kubernetes';
import { OUTSIDE_MESH, Sidecar } from '../mesh/sidecar';
import { checkLabel } from '../names';
import { type Connectable, Connections } from '../network/connections';
import { workloadLabels } from '../network/labels';
import type { Port } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import type { RestartTarget } from '../operators/vault-secrets-operator';
import { VaultIdentity } from '../vault/vault-identity';
import { HARDENED } from './hardened';
import { checkPorts } from './pod-ports';
import { type ContainerResources, containerResources, type Resources } from './resources';
import { spread } from './spread';

/** The user that containers run as: any but root, and the same in every image. */
const USER = 10001;

/** Time to finish what was begun after SIGTERM: the Kubernetes default, said aloud because rotation counts on it. */
export const DRAIN_SECONDS = 30;

/** Folder with one folder of credentials for each thing that the workload was granted. */
const CREDENTIALS = '/var/run/secrets/dwcp';

export interface PodProps<Declared extends readonly Port[] = readonly Port[]> {
  readonly name: string;

  /** By digest: a tag can point to something else tomorrow. */
  readonly image: string;
  readonly resources: Resources;

  /** Ports that other workloads may be allowed to call. */
  readonly ports: Declared;

  /** Ports of the container that only kubelets and Prometheus use. */
  readonly managementPorts?: readonly Port[];
  readonly command?: readonly string[];
  readonly probes?: { readonly startup: Probe; readonly readiness: Probe; readonly liveness: Probe };
  readonly annotations?: Readonly<Record<string, string>>;

  /** Whether its traffic goes through a sidecar; a pod outside brings TLS of its own. */
  readonly mesh: boolean;

  /** What the Vault Secrets Operator restarts when a credential changes; nothing for pods that read it as they start. */
  readonly restart?: RestartTarget;

  /** The longest time until no pod uses the credential that was current before. */
  readonly rolloutSeconds: number;
}

/** Files of one Secret to mount. */
export interface MountedSecret {
  /** Folder under the credentials folder, named for what the credential opens. */
  readonly folder: string;
  /** What to take of each Secret, and no more: the file that each key appears as. */
  readonly sources: readonly { readonly secret: string; readonly files: Readonly<Record<string, string>> }[];
}

/** What a ConfigMap holds, and where it is mounted. */
export interface ConfigFolder {
  readonly path: string;
  readonly content: string;
}

/**
 * The pods of one workload: identity, hardening, what may reach them, and what they were granted.
 *
 * Whatever is declared below this construct exists before the controller that runs the pods.
 */
export class Pod<const Declared extends readonly Port[] = readonly Port[]>
  extends Construct
  implements Connectable<Declared>
{
  readonly props: PodProps<Declared>;
  readonly labels: Readonly<Record<string, string>>;
  readonly connections: Connections<Declared>;
  private readonly resources: ContainerResources;
  private identity?: VaultIdentity;
  private readonly env = new Map<string, string>();
  private readonly secrets = new Map<string, MountedSecret>();
  private readonly folders = new Map<string, ConfigFolder>();

  constructor(scope: Construct, id: string, props: PodProps<Declared>) {
    super(scope, id);
    this.props = props;
    checkLabel(this, '`name`', props.name);
    checkPorts(scope, props);
    this.labels = workloadLabels(props.name);
    // Now, not at synthesis, so that the error is where the mistake is.
    this.resources = containerResources(scope, props.resources);
    new KubernetesObject(this, 'service-account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: props.name },
      automountServiceAccountToken: false,
    });
    this.connections = new Connections(this, 'connections', {
      workload: props.name,
      selector: this.labels,
      ports: props.ports,
      owner: scope,
      ...(props.mesh && { serviceAccount: props.name }),
    });
    if (props.mesh) new Sidecar(this, 'sidecar', this.connections);
  }

  get name(): string {
    return this.props.name;
  }

  get namespace(): string {
    return SecureNamespace.of(this).name;
  }

  /** What the pods' service account is in Vault; made by the first grant that needs it. */
  get vault(): VaultIdentity {
    this.identity ??= new VaultIdentity(this, 'vault', this.name);
    return this.identity;
  }

  /** Mounts keys of Secrets, and returns the folder that they appear in. */
  mountSecret(mount: MountedSecret): string {
    this.secrets.set(mount.folder, mount);
    return `${CREDENTIALS}/${mount.folder}`;
  }

  /** Mounts a ConfigMap as a folder, and replaces the pods when its content changes. */
  mountConfig(configMap: string, folder: ConfigFolder): void {
    this.folders.set(configMap, folder);
  }

  /** Sets an environment variable. Never a secret: those are mounted. */
  setEnv(name: string, value: string): void {
    this.env.set(name, value);
  }

  /** The pod template, read once everything has been granted. */
  template(
    overrides: Pick<PodSpec, 'restartPolicy'> & { readonly mounts?: Container['volumeMounts'] } = {},
  ): PodTemplateSpec {
    const { restartPolicy, mounts = [] } = overrides;
    return {
      metadata: {
        labels: { ...this.labels, ...(this.props.mesh ? {} : OUTSIDE_MESH) },
        annotations: Lazy.any({ produce: () => ({ ...this.props.annotations, ...this.configHashes() }) }),
      },
      spec: {
        ...(restartPolicy && { restartPolicy }),
        serviceAccountName: this.name,
        automountServiceAccountToken: false,
        // Otherwise every Service of the namespace appears as environment variables, and enough of them break a start.
        enableServiceLinks: false,
        terminationGracePeriodSeconds: DRAIN_SECONDS,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: USER,
          runAsGroup: USER,
          fsGroup: USER,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        topologySpreadConstraints: spread(this, this.labels),
        containers: Lazy.any({ produce: () => [this.container(mounts)] }),
        volumes: Lazy.any({ produce: () => this.volumes() }),
      },
    };
  }

  private configHashes(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      byName(this.folders).map(([configMap, { content }]) => {
        const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
        return [`dwcp.io/config-${configMap}`, hash];
      }),
    );
  }

  private container(mounts: Container['volumeMounts'] = []): Container {
    const { name, image, ports, managementPorts = [], command, probes } = this.props;
    return {
      name,
      image,
      ...(command && { command }),
      ports: [...ports, ...managementPorts].map((port) => ({
        name: port.name,
        containerPort: port.number,
        protocol: port.protocol,
      })),
      env: byName(this.env).map(([variable, value]): EnvVar => ({ name: variable, value })),
      resources: { ...this.resources },
      ...(probes && {
        startupProbe: probes.startup,
        readinessProbe: probes.readiness,
        livenessProbe: probes.liveness,
      }),
      securityContext: HARDENED,
      volumeMounts: [
        { name: 'tmp', mountPath: '/tmp' },
        ...mounts,
        ...byName(this.folders).map(([configMap, { path }]) => ({ name: configMap, mountPath: path, readOnly: true })),
        ...byName(this.secrets).map(([folder]) => ({
          name: `secret-${folder}`,
          mountPath: `${CREDENTIALS}/${folder}`,
          readOnly: true,
        })),
      ],
    };
  }

  private volumes(): PodSpec['volumes'] {
    return [
      // The only place to write to; it counts against the memory of no one and is gone with the pod.
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      ...byName(this.folders).map(([configMap]) => ({ name: configMap, configMap: { name: configMap } })),
      ...byName(this.secrets).map(([folder, { sources }]) => ({
        name: `secret-${folder}`,
        projected: {
          // Readable by the group, which is the container's own (fsGroup).
          defaultMode: 0o440,
          sources: sources.map(({ secret, files }) => ({
            secret: { name: secret, items: Object.entries(files).map(([key, path]) => ({ key, path })) },
          })),
        },
      })),
    ];
  }
}

function byName<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
