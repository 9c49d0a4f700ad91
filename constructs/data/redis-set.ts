import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import { CLAIMS_KEPT } from '../workload/claims-kept';
import { disruptionBudget } from '../workload/disruption-budget';
import type { Pod } from '../workload/pod';
import type { TemplateOptions } from '../workload/pod-template';
import { storage } from '../workload/quantity';
import type { StorageQuantity } from '../workload/resources';
import { SETTLE_SECONDS } from '../workload/rollout';
import { DATA_FOLDER } from './redis-config';
import { MEMBERS } from './redis-replication';

export interface RedisSetProps extends Pick<TemplateOptions, 'farewell'> {
  readonly pod: Pod;
  /** Disk of each. */
  readonly storage: StorageQuantity;
  /** What has to be there before. */
  readonly before: readonly Construct[];
}

/**
 * Three pods that know each other by name, each with a disk of its own.
 *
 * They start all at once: each waits for others, and after an outage the first may be the one that is still missing. They
 * are replaced one at a time, each once the one before is in use, by a rollout as by drains.
 */
export function redisSet(scope: Construct, { pod, storage: size, before, farewell }: RedisSetProps): KubernetesObject {
  const { name, labels } = pod;
  const set = new KubernetesObject(scope, 'stateful-set', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, labels },
    spec: {
      replicas: MEMBERS,
      serviceName: name,
      revisionHistoryLimit: 5,
      minReadySeconds: SETTLE_SECONDS,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      persistentVolumeClaimRetentionPolicy: CLAIMS_KEPT,
      selector: { matchLabels: labels },
      template: Lazy.any({
        produce: () =>
          pod.template({
            mounts: [{ name: 'data', mountPath: DATA_FOLDER }],
            fsGroupChangePolicy: 'OnRootMismatch',
            ...(farewell && { farewell }),
          }),
      }),
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: storage(scope, size) } } },
        },
      ],
    },
  });
  set.node.addDependency(...before);
  disruptionBudget(scope, name, labels);
  return set;
}
