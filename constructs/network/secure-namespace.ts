import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';

const SECURE_NAMESPACE = Symbol.for('@dwcp/baseline.SecureNamespace');

/**
 * A namespace in which nothing is allowed until it is declared.
 *
 * No pod reaches or is reached, the mesh accepts mutual TLS only and authorizes nothing, and pods must meet the
 * "restricted" Pod Security Standard. Sidecars need the Istio CNI plugin there: without it their init container asks for
 * NET_ADMIN, which "restricted" refuses.
 */
export class SecureNamespace extends Chart {
  readonly name: string;

  /** What must exist before anything else does in the namespace. */
  readonly guards: readonly KubernetesObject[];

  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: id, disableResourceNameHashes: true });
    this.name = id;
    Object.defineProperty(this, SECURE_NAMESPACE, { value: true });
    // Beside the chart, not in it: the chart would give this cluster-wide object a namespace.
    new KubernetesObject(scope, `${id}-namespace`, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: id,
        labels: {
          'istio-injection': 'enabled',
          ...podSecurity('enforce'),
          ...podSecurity('audit'),
          ...podSecurity('warn'),
        },
      },
    });
    this.guards = [
      new KubernetesObject(this, 'default-deny', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'default-deny' },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      }),
      new KubernetesObject(this, 'strict-mutual-tls', {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        metadata: { name: 'default' },
        spec: { mtls: { mode: 'STRICT' } },
      }),
      new KubernetesObject(this, 'allow-nothing', {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: 'allow-nothing' },
        spec: {},
      }),
    ];
  }

  /** The namespace that a construct is declared in. */
  static override of(construct: IConstruct): SecureNamespace {
    const namespace = construct.node.scopes.findLast((scope): scope is SecureNamespace => SECURE_NAMESPACE in scope);
    if (namespace === undefined) {
      throw invalid(construct, 'is outside any namespace', 'declare it under a `new SecureNamespace(environment, …)`');
    }
    return namespace;
  }
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
function podSecurity(mode: 'enforce' | 'audit' | 'warn'): Record<string, string> {
  return { [`pod-security.kubernetes.io/${mode}`]: 'restricted' };
}
