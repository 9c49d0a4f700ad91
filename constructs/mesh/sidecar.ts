import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject } from '../kubernetes';
import type { Connections } from '../network/connections';
import { toRun } from '../network/edge';
import { DRY_RUN_METADATA } from '../network/enforcement';
import { type HttpLimit, limitKey, operationOf } from '../network/http-limit';
import { kubelet } from '../network/peers/cluster';
import { istiod } from '../network/peers/operators';
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

/** Where a sidecar listens for itself and for the mesh, so that nothing else in its pod can. The source is the same. */
export const ISTIO_PORTS: ReadonlySet<number> = new Set([
  15000, 15001, 15004, 15006, 15008, 15009, 15020, 15021, 15053, 15090,
]);

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
    const { facts } = Environment.of(this);
    const origin = toRun(this);
    connections.allowTo(istiod(facts), { origin });
    connections.allowFrom(kubelet(facts), {
      ports: [SIDECAR_PORTS.probes, SIDECAR_PORTS.readiness],
      origin,
    });
    scope.node.addValidation({ validate: () => strangers(connections) });
    new KubernetesObject(this, 'authorization', {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: connections.props.workload, ...DRY_RUN_METADATA[connections.enforcement] },
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

const OWN_PORTS = new Set(Object.values(SIDECAR_PORTS).map(({ number }) => number));

/** Callers that the NetworkPolicy would let in and mutual TLS would not: an edge that never works is a mistake. */
function strangers({ ingress, props }: Connections): string[] {
  return ingress
    .filter(({ identity, port, protocol }) => identity === undefined && protocol === 'TCP' && !OWN_PORTS.has(port))
    .map(
      ({ from, port, protocol }) =>
        `lets '${from}' reach '${props.workload}' on ${port}/${protocol}, where its sidecar takes callers by their identity in the mesh ` +
        `and this one has none; name its service account, or keep the pods out of the mesh: \`mesh: false\` of a \`Pod\``,
    );
}

/** One rule for each caller and limit, with the ports that it holds for. */
function authorized(connections: Connections): AuthorizationRule[] {
  const rules = new Map<string, { caller: string; http: HttpLimit | undefined; ports: string[] }>();
  for (const { identity, port, http } of connections.ingress) {
    // Kubelets and Prometheus talk to the sidecar itself, and `strangers` refuses everybody else without an identity.
    if (identity === undefined) continue;
    const key = `${identity} ${limitKey(http)}`;
    const rule = rules.get(key) ?? { caller: identity, http, ports: [] };
    rule.ports.push(`${port}`);
    rules.set(key, rule);
  }
  return [...rules.values()].map(({ caller, http, ports }) => ({
    from: [{ source: { principals: [caller] } }],
    to: [{ operation: { ports, ...operationOf(http) } }],
  }));
}
