import { changedFields } from '../../../../../constructs/plan/diff/fields';
import { kindOf } from '../../../../../constructs/plan/kinds';
import type { Manifest } from '../../../../../constructs/plan/resource';
import { READ_AT_START } from './postgres-parameters';

/**
 * What of a Cluster is part of its pods, so that they are made anew: internal/controller/cluster_upgrade.go and
 * pkg/specs/pods.go of CloudNativePG 1.30.
 */
const OF_INSTANCES: ReadonlySet<string> = new Set([
  'affinity',
  'env',
  'envFrom',
  'ephemeralVolumeSource',
  'ephemeralVolumesSizeLimit',
  'imageCatalogRef',
  'imageName',
  'livenessProbeTimeout',
  'logLevel',
  'plugins',
  'podSecurityContext',
  'probes',
  'projectedVolumeTemplate',
  'resources',
  'schedulerName',
  'seccompProfile',
  'securityContext',
  'startDelay',
  'stopDelay',
  'tablespaces',
  'topologySpreadConstraints',
  'walStorage',
]);

/** The fields of a Cluster for which its instances restart. */
export function clusterFields(before: Manifest, after: Manifest): readonly string[] {
  return changedFields(kindOf(after), before['spec'], after['spec'])
    .filter(({ steps }) => {
      const [field = '', part = '', name = ''] = steps;
      // A disk that pods have already grows under them.
      if (field !== 'postgresql') return OF_INSTANCES.has(field) && steps.at(-1) !== 'size';
      if (part === 'parameters') return READ_AT_START.has(name);
      return part === 'shared_preload_libraries' || part === 'extensions';
    })
    .map(({ field }) => field);
}

/** The fields of a Pooler for which its pods are made anew; the rest PgBouncer reads again: pkg/specs/pgbouncer/deployments.go. */
export function poolerFields(before: Manifest, after: Manifest): readonly string[] {
  return changedFields(kindOf(after), before['spec'], after['spec'])
    .filter(({ steps: [field = '', part = ''] }) => {
      if (field === 'template') return true;
      return field === 'pgbouncer'
        ? part === 'image' || part === 'imageCatalogRef'
        : field === 'monitoring' && part === 'tls';
    })
    .map(({ field }) => field);
}
