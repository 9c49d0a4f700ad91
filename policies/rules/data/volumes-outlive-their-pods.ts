import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

const FIELD = 'spec.persistentVolumeClaimRetentionPolicy';

const WHEN: Readonly<Record<string, string>> = {
  whenDeleted: 'its volumes are deleted with it',
  whenScaled: 'the volumes of pods that are scaled away are deleted',
};

const FIX = 'remove it, or set it to Retain';

/** Kubernetes keeps the volumes of a StatefulSet, unless it is told to delete them. */
export const volumesOutliveTheirPods = defineRule({
  id: 'volumes-outlive-their-pods',
  subject: 'object',
  of: ['apps/StatefulSet'],
  says: 'The volumes of a StatefulSet outlive it.',
  because: 'one that is deleted or scaled down by mistake takes its data with it',
  level: 'mandatory',
  severity: 'high',
  topic: 'data',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  ],
  check: ({ object }) => {
    const policy = fieldsOf(fieldsOf(object['spec'], 'spec')['persistentVolumeClaimRetentionPolicy'], FIELD);
    return Object.entries(WHEN).flatMap(([when, problem]) =>
      policy[when] === 'Delete' ? [{ field: `${FIELD}.${when}`, problem, fix: FIX }] : [],
    );
  },
  cel: {
    accepts: Object.keys(WHEN)
      .map((when) => `object.?spec.?persistentVolumeClaimRetentionPolicy.?${when}.orValue("Retain") != "Delete"`)
      .join(' && '),
    remedy: `remove ${FIELD}, or set it to Retain`,
  },
  examples: {
    accepted: [
      { shows: 'nothing said', resources: [set()] },
      { shows: 'volumes that are kept', resources: [set({ whenDeleted: 'Retain', whenScaled: 'Retain' })] },
    ],
    refused: Object.entries(WHEN).map(([when, problem]) => ({
      shows: `${when}: Delete`,
      resources: [set({ [when]: 'Delete' })],
      violations: [{ field: `${FIELD}.${when}`, problem, fix: FIX }],
    })),
  },
});

function set(persistentVolumeClaimRetentionPolicy?: object) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'db' } },
      template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'db' }] } },
      ...(persistentVolumeClaimRetentionPolicy !== undefined && { persistentVolumeClaimRetentionPolicy }),
    },
  };
}
