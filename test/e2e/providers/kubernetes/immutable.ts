import { at, type Change } from '../changes';
import type { Path, Properties } from '../values';

/** What the provider's configuration says about kinds that it otherwise never changes in place. */
export interface Mutability {
  readonly configMaps: boolean;
  readonly secrets: boolean;
}

const WORKLOAD = ['spec.selector'];

// The official provider's table. What the API server refuses to change and this lacks fails in the preview's dry run.
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  'apps/DaemonSet': WORKLOAD,
  'apps/Deployment': WORKLOAD,
  'apps/StatefulSet': [
    ...WORKLOAD,
    'spec.podManagementPolicy',
    'spec.revisionHistoryLimit',
    'spec.serviceName',
    'spec.volumeClaimTemplates',
  ],
  'batch/Job': ['spec.completions', 'spec.parallelism', 'spec.selector', 'spec.template'],
  '/PersistentVolumeClaim': ['spec.accessModes', 'spec.selector', 'spec.storageClassName', 'spec.volumeName'],
  // Everything but the image, the deadline and the tolerations; the image too, because a pod is not restarted for it.
  '/Pod': ['spec'],
  '/ResourceQuota': ['spec.scopes'],
  '/Secret': ['type'],
  '/Service': ['spec.clusterIP'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/RoleBinding': ['roleRef'],
  'storage.k8s.io/StorageClass': ['parameters', 'provisioner'],
};

/** Whether a change can only be made by deleting the object and making another. */
export function needsReplacement(change: Change, object: Properties, mutable: Mutability): boolean {
  return immutableFields(object, mutable).some((field) => {
    const places = Math.min(field.length, change.path.length);
    const onTheWay = field.slice(0, places).every((step, index) => step === change.path[index]);
    // A whole subtree that appears counts when the field is in it.
    return onTheWay && (change.path.length >= field.length || holds(change, field.slice(places)));
  });
}

function holds({ value }: Change, rest: Path): boolean {
  return value !== undefined && at(value, ...rest) !== undefined;
}

function immutableFields(object: Properties, mutable: Mutability): readonly Path[] {
  const key = `${groupOf(String(object['apiVersion']))}/${String(object['kind'])}`;
  const fields = ['metadata.name', 'metadata.namespace', 'kind', ...(IMMUTABLE[key] ?? [])];
  const frozen = object['immutable'] === true;
  // A changed ConfigMap or Secret does not restart who reads it; replacing it at least shows in the preview.
  if (key === '/ConfigMap' && (frozen || !mutable.configMaps)) fields.push('data', 'binaryData');
  if (key === '/Secret' && (frozen || !mutable.secrets)) fields.push('data', 'stringData');
  return fields.map((field) => field.split('.'));
}

/** Empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
