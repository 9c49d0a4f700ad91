import type { Namespace } from '../parties/namespaces';
import type { Membership } from '../parties/node';
import type { Workload } from '../parties/workload';

/** Where Istio never injects a sidecar, whatever labels say. */
const NEVER = ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'];

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';
const DATAPLANE = 'istio.io/dataplane-mode';

/**
 * Whether pods get a sidecar.
 *
 * The ambient mesh is not evaluated, so a pod in it is `unknown`.
 * https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy
 */
export function membershipOf(workload: Workload, namespace: Namespace): Membership {
  const { labels, annotations, gateway, hostNetwork } = workload;
  if (gateway) return 'gateway';
  if (hostNetwork || NEVER.includes(namespace.name)) return 'none';
  const inject = labels[INJECT] ?? annotations[INJECT];
  if (inject === 'false') return 'none';
  if (namespace.labels['istio-injection'] === 'disabled') return 'none';
  if (inject === 'true') return 'sidecar';
  if (!namespace.declared) return 'unknown';
  const ambient = labels[DATAPLANE] ?? namespace.labels[DATAPLANE];
  if (ambient === 'ambient') return 'unknown';
  const enabled = namespace.labels['istio-injection'] === 'enabled' || isRevision(namespace) || REVISION in labels;
  if (!enabled) return 'none';
  // Whoever makes the pods of a custom resource may keep them out.
  return workload.mayBear(INJECT) ? 'unknown' : 'sidecar';
}

function isRevision({ labels }: Namespace): boolean {
  return (labels[REVISION] ?? '') !== '';
}
