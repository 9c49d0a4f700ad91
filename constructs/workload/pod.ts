import { Construct } from 'constructs';
import type { Grantee } from '../grants/grantee';
import { KubernetesObject, type PodTemplateSpec } from '../kubernetes';
import { Sidecar } from '../mesh/sidecar';
import { checkLabel } from '../names';
import { type Connectable, Connections } from '../network/connections';
import { workloadLabels } from '../network/labels';
import type { Port } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import type { RestartTarget } from '../operators/vault-secrets-operator';
import { checkProps } from '../props/props';
import { VaultIdentity } from '../vault/vault-identity';
import { ConfigFiles, configName } from './config-files';
import { BesideContainer, checkContainerNames } from './container';
import { CREDENTIALS, type MountedSecret } from './credentials';
import { checkPorts } from './pod-ports';
import { type ConfigFolder, POD_PROPS, type PodProps } from './pod-props';
import { PodTemplate, type TemplateOptions } from './pod-template';
import { GrantedVariables } from './variables';

/**
 * The pods of one workload: identity, hardening, what may reach them, and what they were granted.
 *
 * Whatever is declared below this construct exists before the controller that runs the pods.
 */
export class Pod<const Declared extends readonly Port[] = readonly Port[]>
  extends Construct
  implements Connectable<Declared>, Grantee
{
  /** What it was declared with. */
  readonly props: PodProps<Declared>;
  /** Labels that select exactly these pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** The network paths into and out of the pods. */
  readonly connections: Connections<Declared>;
  private identity?: VaultIdentity;
  private readonly rendered: PodTemplate;
  private readonly variables: GrantedVariables;
  private readonly secrets = new Map<string, MountedSecret>();
  private readonly folders = new Map<string, ConfigFolder>();
  private notes: () => Readonly<Record<string, string>> = () => ({});

  constructor(scope: Construct, id: string, props: PodProps<Declared>) {
    super(scope, id);
    checkProps<PodProps>(this, props, POD_PROPS);
    this.props = props;
    checkLabel(this, '`name`', props.name);
    checkPorts(scope, props);
    this.labels = workloadLabels(props.name);
    checkContainerNames(scope, props);
    const files = new ConfigFiles();
    // Now, not at synthesis, so that an error is where the mistake is.
    const beside = [
      ...(props.sideContainers ?? []).map((container) => BesideContainer.side(scope, container, files)),
      ...(props.initContainers ?? []).map((container) => BesideContainer.init(scope, container, files)),
    ];
    this.variables = new GrantedVariables([props.env ?? {}, ...beside.map(({ authored }) => authored)]);
    this.rendered = new PodTemplate(scope, { props, labels: this.labels, beside, files, variables: this.variables });
    new KubernetesObject(this, 'service-account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: props.name },
      automountServiceAccountToken: false,
    });
    this.declareConfig(files);
    this.connections = new Connections(this, 'connections', {
      workload: props.name,
      selector: this.labels,
      ports: props.ports,
      owner: scope,
      ...(props.mesh && { serviceAccount: props.name }),
    });
    if (props.mesh) new Sidecar(this, 'sidecar', this.connections);
  }

  /** Name of the workload, and of its service account. */
  get name(): string {
    return this.props.name;
  }

  /** The namespace that the pods run in. */
  get namespace(): string {
    return SecureNamespace.of(this).name;
  }

  /** What is restarted when a credential is replaced. */
  get restart(): RestartTarget | undefined {
    return this.props.restart;
  }

  /** How long it takes at worst until no pod has the credential of before. */
  get rolloutSeconds(): number {
    return this.props.rolloutSeconds;
  }

  /** What that comes from. */
  get rolloutSum(): string | undefined {
    return this.props.rolloutSum;
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

  /** Tells the mesh something of the pods, by annotations that are asked for once everything is declared. */
  tellMesh(annotations: () => Readonly<Record<string, string>>): void {
    this.notes = annotations;
  }

  /** Sets an environment variable, which its author must not have set to something else. Never a secret: those are mounted. */
  setEnv(name: string, value: string): void {
    this.variables.set(this.node.scope ?? this, name, value);
  }

  /** The pod template, read once everything has been granted. */
  template(options: TemplateOptions = {}): PodTemplateSpec {
    return this.rendered.render({ secrets: this.secrets, folders: this.folders, notes: this.notes() }, options);
  }

  private declareConfig({ data }: ConfigFiles): void {
    if (data === undefined) return;
    new KubernetesObject(this, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: configName(this.name) },
      data,
    });
  }
}
