import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject } from '../kubernetes';
import type { Connections } from '../network/connections';
import { istiod, kubelet } from '../network/peer';
import { Port } from '../network/port';
import type { AuthorizationPolicy, AuthorizationRule } from '../operators/istio';

/** Where a sidecar answers for its pod. https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
export const SIDECAR_PORTS = {
  /** The probes of the application, which injection points here so that kubelets need no certificate. */
  probes: Port.tcp(15020, 'probes'),
  /** The readiness of the sidecar itself. */
  readiness: Port.tcp(15021, 'sidecar-ready'),
  /** Metrics of the application and of the sidecar, merged. */
  metrics: Port.tcp(15020, 'metrics'),
} as const;

/** The label that keeps a pod out of the mesh in a namespace that is in it. */
export const OUTSIDE_MESH = { 'sidecar.istio.io/inject': 'false' } as const;

/**
 * A workload's membership of the mesh: what its sidecar must reach, and who it accepts by proven identity.
 *
 * The AuthorizationPolicy comes from the same edges as the NetworkPolicy, so the two cannot disagree.
 */
export class Sidecar extends Construct {
  private readonly connections: Connections;

  constructor(scope: Construct, id: string, connections: Connections) {
    super(scope, id);
    this.connections = connections;
    connections.allowTo(istiod);
    connections.allowFrom(kubelet(Environment.of(this).facts), {
      ports: [SIDECAR_PORTS.probes, SIDECAR_PORTS.readiness],
    });
    new KubernetesObject(this, 'authorization', {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: connections.props.workload },
      spec: Lazy.any({ produce: () => this.render() }),
    });
  }

  private render(): AuthorizationPolicy['spec'] {
    const rules = authorized(this.connections);
    return {
      action: 'ALLOW',
      selector: { matchLabels: this.connections.props.selector },
      // Without rules the policy matches no request, so it allows nothing, like the namespace's own.
      ...(rules.length > 0 && { rules }),
    };
  }
}

function authorized({ ingress }: Connections): AuthorizationRule[] {
  const portsOf = new Map<string, string[]>();
  for (const { peer, port } of ingress) {
    // A peer without an identity cannot pass mutual TLS; kubelets and Prometheus talk to the sidecar itself.
    if (peer.principal === undefined) continue;
    portsOf.set(peer.principal, [...(portsOf.get(peer.principal) ?? []), `${port.number}`]);
  }
  return [...portsOf].map(([principal, ports]) => ({
    from: [{ source: { principals: [principal] } }],
    to: [{ operation: { ports } }],
  }));
}
