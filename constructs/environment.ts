import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { checkComplete } from './complete';
import { invalid } from './invalid';
import { checkLabel, unused } from './names';

/** What is true of the cluster that an environment runs in. Every field is required: a guess would open or break something. */
export interface ClusterFacts {
  /** The kubeconfig context that Pulumi deploys to. */
  readonly context: string;
  readonly apiServer: {
    /** Addresses of the API server as pods see them, after any translation of the `kubernetes` Service. */
    readonly cidrs: readonly string[];
    readonly port: number;
  };
  readonly dns: {
    /** Cluster IP of the DNS Service. */
    readonly serviceIp: string;
    /** Address of the node-local DNS cache; 169.254.20.10 in its manifests. */
    readonly nodeLocalIp: string;
  };
  readonly podCidrs: readonly string[];
  /** Where kubelets probe from. */
  readonly nodeCidrs: readonly string[];
  /** Istio's trust domain, the first part of every service-account principal. */
  readonly trustDomain: string;
}

/** Where the environment's Vault is. */
export interface VaultFacts {
  /** Address that both Pulumi and the Vault Secrets Operator reach, such as `https://vault.vault.svc:8200`. */
  readonly address: string;
  /** Kubernetes namespace that the Vault server runs in: the peer that may log in to databases. */
  readonly namespace: string;
  /**
   * Where the Vault Secrets Operator's pod finds the certificate of the authority that signed Vault's own, in PEM.
   *
   * @default - the authorities that its image trusts, none of which signs a name such as `vault.vault.svc`
   */
  readonly caPath?: string;
  /**
   * Folder on the Vault server with a `<cluster>-vault/` for each database: `tls.crt` and `tls.key` of the Secret
   * `<cluster>-vault-client-cert`, and `ca.crt` of `<cluster>-ca` (docs/deploy.md says how they get there).
   */
  readonly databaseCertificates: string;
  /**
   * Where a Vault outside the cluster has service-account tokens reviewed. It has no token of its own there, so each
   * login is reviewed with the token that logs in: its service account needs `system:auth-delegator`.
   *
   * @default - Vault runs in the cluster, and reviews tokens as itself
   */
  readonly apiServer?: {
    readonly address: string;
    /** PEM of the authority that signed the API server's certificate. */
    readonly caCertificate: string;
  };
}

/** Facts that constructs read from their surroundings. */
export interface Facts {
  readonly cluster: ClusterFacts;
  readonly vault: VaultFacts;
}

/** How strict an environment is: the part of its posture that constructs read from their surroundings. */
export interface Posture {
  /** One of dev, staging, production in the reference platform; part of every Vault path. */
  readonly name: string;
  /** `protected` data kinds survive `pulumi destroy`; `disposable` ones go with the environment. */
  readonly data: 'protected' | 'disposable';
  /** What happens when pods cannot be spread over zones: `required` leaves them pending, `preferred` runs them anyway. */
  readonly zoneSpread: 'required' | 'preferred';
  /** Whether a namespace may render its edges without enforcing them: `audit-allowed` for rehearsing default deny. */
  readonly enforcement: 'enforced' | 'audit-allowed';
}

// A symbol rather than `instanceof`: cdk8s redefines `instanceof` on Chart so that every chart would pass for an environment.
const ENVIRONMENT = Symbol.for('@dwcp/baseline.Environment');

export interface EnvironmentProps<P extends Posture, F extends Facts> {
  readonly posture: P;
  readonly facts: F;
}

/**
 * One of dev, staging, production: what every construct below it finds by scope.
 *
 * Generated names carry no hash, because names and selectors are contracts: changing one replaces what runs.
 */
export class Environment<P extends Posture = Posture, F extends Facts = Facts> extends Chart {
  readonly posture: P;
  readonly facts: F;

  constructor(scope: Construct, id: string, props: EnvironmentProps<P, F>) {
    super(scope, unused(scope, id), { disableResourceNameHashes: true });
    checkComplete(this.node.path, props);
    checkLabel(this, '`posture.name`', props.posture.name);
    this.posture = props.posture;
    this.facts = props.facts;
    Object.defineProperty(this, ENVIRONMENT, { value: true });
  }

  /** The environment that a construct belongs to. */
  static override of(construct: IConstruct): Environment {
    const environment = construct.node.scopes.findLast((scope): scope is Environment => ENVIRONMENT in scope);
    if (environment === undefined) {
      throw invalid(construct, 'is outside any environment', 'declare it under a `new Environment(app, …)`');
    }
    return environment;
  }
}
