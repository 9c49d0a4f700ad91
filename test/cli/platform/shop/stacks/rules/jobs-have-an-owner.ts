import { defineRule } from '@dwcp/baseline/policies';

const OWNER = 'shop.example.com/owner';
const job = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'import', namespace: 'shop' } };

export const jobsHaveAnOwner = defineRule({
  id: 'jobs-have-an-owner',
  subject: 'object',
  of: ['batch/CronJob'],
  says: 'Whoever is to be called when a job fails is written on it.',
  because: 'a failure at night finds nobody',
  level: 'mandatory',
  severity: 'low',
  topic: 'operations',
  references: [],
  check({ object }) {
    if (object.metadata.annotations?.[OWNER] !== undefined) return [];
    return [{ field: 'metadata.annotations', problem: 'nobody is named to be called', fix: `annotate ${OWNER}` }];
  },
  examples: {
    accepted: [
      {
        shows: 'a job with an owner',
        resources: [{ ...job, metadata: { ...job.metadata, annotations: { [OWNER]: 'warehouse' } } }],
      },
    ],
    refused: [
      {
        shows: 'a job without one',
        resources: [job],
        violations: [
          { field: 'metadata.annotations', problem: 'nobody is named to be called', fix: `annotate ${OWNER}` },
        ],
      },
    ],
  },
});
