import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Environment } from '../environment';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { NAMES, objectName } from '../names';
import { isPlanning } from '../plan/planning';
import { choice, text } from '../props/checks';
import { checkProps, optional, type Props } from '../props/props';
import { ALLOW_ALL, AUDIT_METADATA, DRY_RUN_METADATA, type Enforcement } from './enforcement';

/** Namespaces of Kubernetes itself: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ */
const RESERVED = /^(default$|kube-)/;

const SECURE_NAMESPACE = Symbol.for('@dwcp/baseline.SecureNamespace');

export interface SecureNamespaceProps {
  /**
   * `audit` renders every edge and enforces none, to find out what is missing before anything breaks.
   *
   * Only where the posture says `audit-allowed`, and the rules of `policies/` fail it, so that it takes an exemption
   * with an end. Pods still have to meet "restricted".
   *
   * @default 'enforced' - what nobody declared is denied
   */
  readonly enforcement?: Enforcement;

  /**
   * Who is told of its alerts: their label `owner`, by which Alertmanager finds a team.
   *
   * @default - its name
   */
  readonly owner?: string;
}

const PROPS: Props<SecureNamespaceProps> = {
  enforcement: optional(choice('enforced', 'audit')),
  owner: optional(text("write the name of a team, e.g. 'payments'", /^\S(.*\S)?$/)),
};

/**
 * A namespace in which nothing is allowed until it is declared.
 *
 * No pod reaches or is reached, the mesh accepts mutual TLS only and authorizes nothing, and pods must meet the
 * "restricted" Pod Security Standard. Sidecars need the Istio CNI plugin there: without it their init container asks for
 * NET_ADMIN, which "restricted" refuses.
 */
export class SecureNamespace extends Chart {
  /** Name of the Namespace. */
  readonly name: string;
  /** Whether what was not declared is denied, or only written down. */
  readonly enforcement: Enforcement;
  /** Who is told of its alerts. */
  readonly owner: string;

  /** What must exist before anything else does in the namespace. */
  readonly guards: readonly KubernetesObject[];

  constructor(scope: Construct, id: string, props: SecureNamespaceProps = {}) {
    super(scope, objectName(scope, id, NAMES.namespace), { namespace: id, disableResourceNameHashes: true });
    if (RESERVED.test(id)) throw invalid(this, 'is a namespace of Kubernetes itself', 'give it a name of your own');
    checkProps(this, props, PROPS);
    this.name = id;
    this.enforcement = props.enforcement ?? 'enforced';
    this.owner = props.owner ?? id;
    const { posture } = Environment.of(this);
    if (this.enforcement !== 'enforced' && posture.enforcement !== 'audit-allowed') {
      throw invalid(
        this,
        `is only audited, which the posture of ${posture.name} forbids`,
        "leave `enforcement` out, or rehearse where the posture's enforcement is 'audit-allowed'",
      );
    }
    Object.defineProperty(this, SECURE_NAMESPACE, { value: true });
    // Beside this chart, which would give the cluster-wide object a namespace, and in one of its own, which this one
    // depends on: a chart of cdk8s comes after those that are in it, and so would the namespace after its contents.
    const cluster = new Chart(scope, `${id}-namespace`, { disableResourceNameHashes: true });
    this.node.addDependency(cluster);
    // What is in a chart in this one waits for the namespace as well; cdk8s asks for problems before it sorts.
    this.node.addValidation({ validate: () => this.holdUp(cluster) });
    new KubernetesObject(cluster, 'namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: id,
        ...AUDIT_METADATA[this.enforcement],
        labels: {
          'istio-injection': 'enabled',
          ...podSecurity('enforce'),
          ...podSecurity('audit'),
          ...podSecurity('warn'),
        },
      },
    });
    this.guards = this.guard();
  }

  /** The namespace that a construct is declared in. */
  static override of(construct: IConstruct): SecureNamespace {
    const namespace = construct.node.scopes.findLast(isSecureNamespace);
    if (namespace === undefined) {
      throw invalid(construct, 'is outside any namespace', 'declare it under a `new SecureNamespace(environment, …)`');
    }
    return namespace;
  }

  private holdUp(cluster: Chart): string[] {
    const within = this.node.findAll().filter((one): one is Chart => one !== this && Chart.isChart(one));
    for (const chart of within) chart.node.addDependency(cluster);
    if (isPlanning(this)) return [];
    return within
      .filter(({ namespace }) => namespace === undefined)
      .map(
        ({ node }) =>
          `has '${node.path}' in it, which cdk8s writes into 'default'; give that chart { namespace: '${this.name}' }`,
      );
  }

  private guard(): KubernetesObject[] {
    const [also] = ALLOW_ALL[this.enforcement];
    return [
      new KubernetesObject(this, 'default-deny', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'default-deny', ...AUDIT_METADATA[this.enforcement] },
        spec: {
          podSelector: {},
          policyTypes: ['Ingress', 'Egress'],
          ...(also !== undefined && { ingress: [also], egress: [also] }),
        },
      }),
      new KubernetesObject(this, 'strict-mutual-tls', {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        metadata: { name: 'default', ...AUDIT_METADATA[this.enforcement] },
        spec: { mtls: { mode: this.enforcement === 'audit' ? 'PERMISSIVE' : 'STRICT' } },
      }),
      new KubernetesObject(this, 'allow-nothing', {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: 'allow-nothing', ...DRY_RUN_METADATA[this.enforcement] },
        spec: {},
      }),
    ];
  }
}

export function isSecureNamespace(construct: IConstruct): construct is SecureNamespace {
  return SECURE_NAMESPACE in construct;
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
function podSecurity(mode: 'enforce' | 'audit' | 'warn'): Record<string, string> {
  return { [`pod-security.kubernetes.io/${mode}`]: 'restricted' };
}
