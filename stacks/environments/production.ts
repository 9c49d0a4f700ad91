import type { EnvironmentPosture } from './posture';

/** What users reach: nothing stops when one node or one zone does. */
export const production = {
  name: 'production',
  data: 'protected',
  zoneSpread: 'required',
  enforcement: 'enforced',
  api: { scale: 3, resources: { cpu: '500m', memory: '1Gi' } },
  worker: { scale: 3, resources: { cpu: '500m', memory: '1Gi' } },
  report: { resources: { cpu: '100m', memory: '256Mi' } },
  postgres: {
    instances: 3,
    storage: '200Gi',
    resources: { cpu: '2000m', memory: '8Gi' },
    pooler: { instances: 3, resources: { cpu: '100m', memory: '128Mi' } },
    credentials: { ttlHours: 12 },
  },
  redis: { storage: '10Gi', resources: { cpu: '250m', memory: '1Gi' } },
} satisfies EnvironmentPosture;
