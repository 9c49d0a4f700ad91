import type { EnvironmentPosture } from './posture';

/** For rehearsing production: its redundancy, its credentials and its care for data, at half the size. */
export const staging = {
  name: 'staging',
  data: 'protected',
  zoneSpread: 'required',
  enforcement: 'enforced',
  api: { scale: 2, resources: { cpu: '250m', memory: '512Mi' } },
  worker: { scale: 2, resources: { cpu: '250m', memory: '512Mi' } },
  report: { resources: { cpu: '100m', memory: '256Mi' } },
  postgres: {
    instances: 3,
    storage: '50Gi',
    resources: { cpu: '500m', memory: '2Gi' },
    pooler: { instances: 2, resources: { cpu: '100m', memory: '128Mi' } },
    credentials: { ttlHours: 12 },
  },
  redis: { storage: '5Gi', resources: { cpu: '100m', memory: '512Mi' } },
} satisfies EnvironmentPosture;
