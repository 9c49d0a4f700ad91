import { fieldsOf } from './fields';

/** Set by the Gateway API on the pods of a gateway: the only ones that strangers may call. */
const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** Whether a label selector selects the pods of a gateway, and no others. */
export function selectsGateway(selector: unknown, field: string): boolean {
  const { matchLabels } = fieldsOf(selector, field);
  return fieldsOf(matchLabels, `${field}.matchLabels`)[GATEWAY_LABEL] !== undefined;
}
