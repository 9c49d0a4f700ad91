import type { Exemption } from '../policies/index';

/** Every permission to fail a rule, each owned, reasoned and dated. */
export const exemptions: readonly Exemption[] = [];
