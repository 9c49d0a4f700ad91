import { createHash } from 'node:crypto';
import type { Plan } from '../../../constructs';

/** What tells what one plan deploys from what another does; where it was declared makes no difference. */
export function fingerprintOf({ resources }: Plan): string {
  const deployed = resources.map((resource) => [
    resource.id,
    resource.api === 'vault' ? resource.args : resource.object,
  ]);
  return createHash('sha256').update(JSON.stringify(deployed)).digest('hex');
}
