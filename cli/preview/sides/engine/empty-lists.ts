import { isMap } from '../../../../constructs/plan/diff/maps';

/** The groups of Kubernetes' own kinds; those of definitions the plugin leaves as they are. */
const OWN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apps',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/**
 * An object as a plan has it: with the empty lists that the plan has where the object says nothing.
 *
 * The Kubernetes plugin keeps no empty list of a kind of Kubernetes' own, which says the same as none.
 */
export function withEmptyLists(object: unknown, here: unknown): unknown {
  return isMap(here) && OWN_GROUPS.has(groupOf(here['apiVersion'])) ? filled(object, here) : object;
}

function filled(value: unknown, here: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(here)) return value.map((entry, index) => filled(entry, here[index]));
  if (!isMap(value) || !isMap(here)) return value;
  const left = Object.entries(here).filter(([key, entry]) => isEmptyList(entry) && !Object.hasOwn(value, key));
  const kept = Object.entries(value).map(([key, entry]) => [key, filled(entry, here[key])] as const);
  return Object.fromEntries([...kept, ...left]);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** `apps` of `apps/v1`; the core group has no name. */
function groupOf(apiVersion: unknown): string {
  const [group = '', version] = String(apiVersion).split('/');
  return version === undefined ? '' : group;
}
