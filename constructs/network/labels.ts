import { record, text } from '../props/checks';

/** A prefix, if there is one, and a name: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export const LABEL_KEY =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;

export const LABEL_VALUE = text(
  'write at most 63 letters, digits, `-`, `_` and `.`',
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/,
);

/** Labels by which pods are found: the API server refuses a policy with others, and then nothing is deployed. */
export const POD_LABELS = record('write the labels of its pods', LABEL_VALUE, (key) =>
  LABEL_KEY.test(key) ? undefined : 'a key that Kubernetes does not take; write a name, or `example.com/name`',
);

/**
 * The label that every pod of a workload carries and every selector of ours selects on.
 *
 * Our own key, because `app.kubernetes.io/name` is also set by operators on the pods that they make.
 */
export const WORKLOAD_LABEL = 'dwcp.io/workload';

/** Labels that select exactly one workload's pods. */
export function workloadLabels(name: string): Readonly<Record<string, string>> {
  return { [WORKLOAD_LABEL]: name };
}

/** The label that Istio puts on the pods of a Gateway: https://gateway-api.sigs.k8s.io/geps/gep-1762/ */
export const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** The label that Kubernetes itself puts on every namespace, so that nobody can forge or forget it. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** The annotation by which a pod says why it holds a token for the Kubernetes API. */
export const API_ACCESS_ANNOTATION = 'dwcp.io/api-access';
