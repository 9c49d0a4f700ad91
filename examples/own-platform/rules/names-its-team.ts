import { defineRule } from '@dwcp/baseline/policies';

const LABEL = 'shop.example.com/team';

/** Whoever is woken by an alert has to know whom to ask. */
export const namesItsTeam = defineRule({
  id: 'names-its-team',
  subject: 'object',
  of: ['apps/Deployment'],
  says: 'A Deployment names its team.',
  because: 'nobody knows whom to ask about it',
  level: 'mandatory',
  severity: 'low',
  topic: 'ownership',
  references: ['https://handbook.example.com/ownership'],
  check: ({ object }) => {
    const labels = (object.metadata['labels'] ?? {}) as Readonly<Record<string, string>>;
    if (labels[LABEL] !== undefined) return [];
    return [{ field: `metadata.labels.${LABEL}`, problem: 'it names no team', fix: `label it with ${LABEL}` }];
  },
  examples: {
    accepted: [
      {
        shows: 'one that is labelled',
        resources: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'orders', namespace: 'shop', labels: { [LABEL]: 'checkout' } },
          },
        ],
      },
    ],
    refused: [
      {
        shows: 'one without labels',
        resources: [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'orders', namespace: 'shop' } }],
        violations: [{ field: `metadata.labels.${LABEL}`, problem: 'it names no team', fix: `label it with ${LABEL}` }],
      },
    ],
  },
});
