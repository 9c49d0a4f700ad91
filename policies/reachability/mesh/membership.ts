import type { Namespace } from '../parties/namespaces';
import type { Membership } from '../parties/node';
import type { Workload } from '../parties/workload';

/** Where Istio never injects a sidecar, whatever labels say. */
export const NEVER_INJECTED: readonly string[] = [
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
];

const INJECT = 'sidecar.istio.io/inject';
const STATUS = 'sidecar.istio.io/status';
const TEMPLATES = 'inject.istio.io/templates';
const INTERCEPTION = 'sidecar.istio.io/interceptionMode';
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
  if (hostNetwork || NEVER_INJECTED.includes(namespace.name)) return 'none';
  // It was injected already, whatever its namespace says now.
  if (isInjected(workload)) return proxyOf(workload);
  // An annotation keeps a pod out; only a label brings one in, since the webhook selects by labels.
  if ((labels[INJECT] ?? annotations[INJECT]) === 'false') return 'none';
  if (namespace.labels['istio-injection'] === 'disabled') return 'none';
  if (labels[INJECT] === 'true') return proxyOf(workload);
  if (!namespace.declared) return 'unknown';
  const ambient = labels[DATAPLANE] ?? namespace.labels[DATAPLANE];
  if (ambient === 'ambient') return 'unknown';
  const enabled = namespace.labels['istio-injection'] === 'enabled' || isRevision(namespace) || REVISION in labels;
  if (!enabled) return 'none';
  // Whoever makes the pods of a custom resource may keep them out.
  return workload.mayBear(INJECT) ? 'unknown' : proxyOf(workload);
}

function isInjected({ annotations, sidecar = false }: Workload): boolean {
  return sidecar || STATUS in annotations;
}

/** What is injected: a sidecar, or, by the template of Istio's own chart, a gateway. */
function proxyOf({ annotations }: Workload): Membership {
  if (annotations[TEMPLATES]?.split(',').includes('gateway')) return 'gateway';
  // Then nothing is redirected to the proxy, and what it stands before is said elsewhere.
  return annotations[INTERCEPTION] === 'NONE' ? 'unknown' : 'sidecar';
}

function isRevision({ labels }: Namespace): boolean {
  return (labels[REVISION] ?? '') !== '';
}
