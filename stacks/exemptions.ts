import type { Exemption } from '@dwcp/baseline';

/** Every permission to fail a rule, each owned, reasoned and dated. */
export const exemptions: readonly Exemption[] = [];
