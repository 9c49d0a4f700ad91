import { definePlatform } from '@dwcp/baseline';
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

/** What the live tests deploy: the reference platform itself, in an environment of theirs. */
export const platform = definePlatform({ environments: { live }, posture, facts, declare: dwcp });
