import type { QuotaRateLimitArgs } from '@pulumi/vault';
import { document } from '../document';
import type { FieldsOf } from '../kind';

/** How often one client may ask. */
export const quotaRateLimit = document({
  place: ['name'],
  path: ({ name }) => `sys/quotas/rate-limit/${name}`,
  id: ({ name }) => String(name),
  required: ['name', 'rate'],
  uniqueName: 'name',
  fields: {
    blockInterval: 'block_interval',
    interval: 'interval',
    path: 'path',
    rate: 'rate',
    role: 'role',
  } satisfies FieldsOf<QuotaRateLimitArgs>,
});
