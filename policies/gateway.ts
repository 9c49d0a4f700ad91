import { namespaceOf } from '../constructs/plan/identity';
import type { KubernetesResource } from '../constructs/plan/resource';
import { type Entry, entriesOf, fieldsOf } from './fields';
import type { Prepared } from './prepared';

export const GATEWAY = 'gateway.networking.k8s.io/Gateway';

/** Set by whoever makes the pods of a Gateway, to its name: the only ones that strangers may call. */
export const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** Classes of what stands between workloads of the mesh, where everybody has an identity. */
const WAYPOINTS: readonly unknown[] = ['istio-waypoint', 'istio-remote'];

/**
 * Whether a label selector selects the pods of a Gateway of the plan, and no others.
 *
 * Any pod may wear the label, so a pod of the plan that does is none of a Gateway: those are made by its controller.
 */
export function selectsGateway(
  policy: KubernetesResource,
  selector: unknown,
  field: string,
  context: Pick<Prepared, 'find' | 'podsSelected'>,
): boolean {
  const { matchLabels } = fieldsOf(selector, field);
  const name = fieldsOf(matchLabels, `${field}.matchLabels`)[GATEWAY_LABEL];
  const namespace = namespaceOf(policy.object);
  if (typeof name !== 'string' || !takesStrangers(name, namespace, context)) return false;
  const [pod] = context.podsSelected(namespace, selector, field);
  return pod === undefined;
}

/** Whether all that a policy names in its `targetRefs` are Gateways of its namespace. */
export function targetsGateways(
  policy: KubernetesResource,
  targetRefs: unknown,
  context: Pick<Prepared, 'find'>,
): boolean {
  const targets = entriesOf(targetRefs, 'spec.targetRefs');
  const isGateway = ({ value: { group, kind, name } }: Entry) =>
    `${group}/${kind}` === GATEWAY && takesStrangers(String(name), namespaceOf(policy.object), context);
  return targets.length > 0 && targets.every(isGateway);
}

function takesStrangers(name: string, namespace: string, { find }: Pick<Prepared, 'find'>): boolean {
  const gateway = find(GATEWAY, name, namespace);
  return gateway !== undefined && !isWaypoint(gateway);
}

/** Whether a Gateway stands between workloads of the mesh, so that no stranger comes by it. */
export function isWaypoint({ object }: KubernetesResource): boolean {
  return WAYPOINTS.includes(fieldsOf(object['spec'], 'spec')['gatewayClassName']);
}
