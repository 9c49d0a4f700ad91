import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

const CLUSTER = 'postgresql.cnpg.io/Cluster';

const TOGETHER = {
  field: 'spec.affinity.podAntiAffinityType',
  problem: 'its instances may run on one node, so one node takes all of them',
  fix: "set it to 'required'",
};

const SWITCHED_OFF = {
  field: 'spec.affinity.enablePodAntiAffinity',
  problem: 'its instances are not kept apart',
  fix: 'remove it, or set it to true',
};

/** The operator only prefers to keep the instances apart, unless it is told to. */
export const postgresInstancesApart = defineRule({
  id: 'postgres-instances-apart',
  subject: 'object',
  of: [CLUSTER],
  says: 'Instances of a database that stand in for each other run on different nodes.',
  because: 'the node that fails may have all of them',
  level: 'advisory',
  severity: 'high',
  topic: 'data',
  references: ['https://cloudnative-pg.io/documentation/1.28/scheduling/'],
  check: ({ object }) => {
    const { instances = 1, affinity } = fieldsOf(object['spec'], 'spec');
    if (Number(instances) < 2) return [];
    const { enablePodAntiAffinity, podAntiAffinityType } = fieldsOf(affinity, 'spec.affinity');
    if (enablePodAntiAffinity === false) return [SWITCHED_OFF];
    return podAntiAffinityType === 'required' ? [] : [TOGETHER];
  },
  cel: {
    accepts:
      'object.?spec.?instances.orValue(1) < 2 || (object.?spec.?affinity.?enablePodAntiAffinity.orValue(true) && ' +
      'object.?spec.?affinity.?podAntiAffinityType.orValue("preferred") == "required")',
    remedy: "set spec.affinity.podAntiAffinityType to 'required', and leave enablePodAntiAffinity on",
  },
  examples: {
    accepted: [
      { shows: 'instances that must be apart', resources: [cluster(3, { podAntiAffinityType: 'required' })] },
      {
        shows: 'the same, said aloud',
        resources: [cluster(2, { enablePodAntiAffinity: true, podAntiAffinityType: 'required' })],
      },
      { shows: 'one instance, which nothing stands in for', resources: [cluster(1, {})] },
    ],
    refused: [
      { shows: 'what the operator does by itself', resources: [cluster(2, {})], violations: [TOGETHER] },
      {
        shows: 'instances that had better be apart',
        resources: [cluster(3, { podAntiAffinityType: 'preferred' })],
        violations: [TOGETHER],
      },
      {
        shows: 'instances that are not kept apart',
        resources: [cluster(3, { enablePodAntiAffinity: false, podAntiAffinityType: 'required' })],
        violations: [SWITCHED_OFF],
      },
    ],
  },
});

function cluster(instances: number, affinity: object) {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { instances, affinity, storage: { size: '1Gi' } },
  };
}
