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

/** The label that Kubernetes itself puts on every namespace, so that nobody can forge or forget it. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** The annotation by which a pod says why it holds a token for the Kubernetes API. */
export const API_ACCESS_ANNOTATION = 'dwcp.io/api-access';
