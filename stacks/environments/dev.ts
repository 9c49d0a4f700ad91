import type { EnvironmentPosture } from './posture';

/** For trying a change: as small as it can be while it still runs every part. */
export const dev = {
  name: 'dev',
  data: 'disposable',
  zoneSpread: 'preferred',
  enforcement: 'audit-allowed',
  api: { scale: 2, resources: { cpu: '250m', memory: '512Mi' } },
  worker: { scale: 1, resources: { cpu: '250m', memory: '512Mi' } },
  report: { resources: { cpu: '100m', memory: '256Mi' } },
  postgres: {
    instances: 1,
    storage: '10Gi',
    resources: { cpu: '250m', memory: '1Gi' },
    pooler: { instances: 1, resources: { cpu: '100m', memory: '128Mi' } },
    credentials: { ttlHours: 24 },
  },
  redis: { storage: '2Gi', resources: { cpu: '100m', memory: '256Mi' } },
} satisfies EnvironmentPosture;
