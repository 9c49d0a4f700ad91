import { definePlatform } from '@dwcp/baseline';
import { dev as reference } from '../../../../stacks/environments/dev';
import { posture } from '../../../../stacks/environments/fields';
import type { EnvironmentPosture } from '../../../../stacks/environments/posture';
import { production } from '../../../../stacks/environments/production';
import { facts } from '../../../../stacks/facts';
import { dwcp } from '../../../../stacks/platform';

const small = { cpu: '20m', memory: '192Mi' } as const;

/** The reference platform's production, as small as two cores bear it: as many pods, over as many zones. */
const live = {
  ...production,
  name: 'live',
  api: { ...production.api, resources: small },
  worker: { scale: 2, resources: small },
  postgres: {
    ...production.postgres,
    storage: '1Gi',
    resources: { cpu: '50m', memory: '512Mi' },
    pooler: { instances: 2, resources: { cpu: '20m', memory: '128Mi' } },
  },
  redis: { storage: '1Gi', resources: { cpu: '20m', memory: '128Mi' } },
} satisfies EnvironmentPosture;

/** Its dev, as small. */
const dev = {
  ...reference,
  api: { ...reference.api, resources: small },
  worker: { ...reference.worker, resources: small },
  postgres: {
    ...reference.postgres,
    storage: '1Gi',
    resources: { cpu: '50m', memory: '512Mi' },
    pooler: { instances: 1, resources: { cpu: '20m', memory: '128Mi' } },
  },
  redis: { storage: '1Gi', resources: { cpu: '20m', memory: '128Mi' } },
} satisfies EnvironmentPosture;

/** The environments of it that run here. */
export type LiveEnvironment = 'live' | 'dev';

/** What the live tests deploy: the reference platform itself, in environments of theirs. */
export const platform = definePlatform({ environments: { dev, live }, posture, facts, declare: dwcp });
