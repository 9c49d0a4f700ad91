import { Construct, type IConstruct } from 'constructs';
import type { Grantee } from '../grants/grantee';
import { invalid } from '../invalid';
import { Sidecar } from '../mesh/sidecar';
import { checkLabel } from '../names';
import { Connections } from '../network/connections';
import type { Port } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import type { RestartTarget } from '../operators/vault-secrets-operator';
import { VaultIdentity } from '../vault/vault-identity';
import { CREDENTIALS, type MountedSecret } from '../workload/credentials';
import { GrantedVariables } from '../workload/variables';
import type { Given } from './wiring';

export interface AdoptedPodProps<Declared extends readonly Port[]> {
  /** Name of the workload. */
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly ports: Declared;
  readonly mesh: boolean;
  readonly restart: RestartTarget | undefined;
  /** @default - nobody knows */
  readonly rolloutSeconds: number | undefined;
}

/**
 * The pods of a workload that was declared otherwise: what may reach them, and what they were granted.
 *
 * Whatever is declared below this construct exists before the object that runs the pods.
 */
export class AdoptedPod<const Declared extends readonly Port[] = readonly Port[]> extends Construct implements Grantee {
  readonly connections: Connections<Declared>;
  readonly name: string;
  /** What its pods run as. */
  readonly serviceAccount: string;
  readonly restart: RestartTarget | undefined;
  private readonly props: AdoptedPodProps<Declared>;
  private readonly workload: IConstruct;
  private readonly variables = new GrantedVariables([]);
  private readonly secrets = new Map<string, MountedSecret>();
  private identity?: VaultIdentity;

  constructor(scope: Construct, id: string, props: AdoptedPodProps<Declared>) {
    super(scope, id);
    this.props = props;
    this.workload = scope;
    this.name = props.name;
    this.serviceAccount = props.serviceAccount;
    this.restart = props.restart;
    checkLabel(scope, 'the name of its workload', props.name);
    checkLabel(scope, 'its service account', props.serviceAccount);
    const { name, selector, ports, mesh, serviceAccount } = props;
    this.connections = new Connections(this, 'connections', {
      workload: name,
      selector,
      ports,
      owner: scope,
      ...(mesh && { serviceAccount }),
    });
    if (mesh) new Sidecar(this, 'sidecar', this.connections);
  }

  get namespace(): string {
    return SecureNamespace.of(this).name;
  }

  get vault(): VaultIdentity {
    this.identity ??= new VaultIdentity(this, 'vault', this.props.serviceAccount);
    return this.identity;
  }

  get rolloutSeconds(): number {
    const { rolloutSeconds } = this.props;
    if (rolloutSeconds !== undefined) return rolloutSeconds;
    throw invalid(
      this.workload,
      `is granted what is renewed, and nobody knows how long it takes to replace the pods of '${this.name}'`,
      'say it, e.g. rollout: Duration.minutes(30)',
    );
  }

  mountSecret(mount: MountedSecret): string {
    this.secrets.set(mount.folder, mount);
    return `${CREDENTIALS}/${mount.folder}`;
  }

  setEnv(name: string, value: string): void {
    this.variables.set(this.workload, name, value);
  }

  /** All that was granted so far, in an order that does not depend on who granted first. */
  get given(): Omit<Given, 'containers'> {
    const secrets = [...this.secrets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mount]) => mount);
    return { secrets, variables: Object.fromEntries(this.variables.list.map(({ name, value = '' }) => [name, value])) };
  }
}
