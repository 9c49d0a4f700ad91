import type { Analysis } from '../analysis';
import { admission } from './admission';
import { connections } from './connections';
import { exemptions } from './exemptions';
import { exposure } from './exposure';
import { grants } from './grants';
import { images } from './images';
import { lifetimes } from './lifetimes';
import { mesh } from './mesh';
import { networkPolicies } from './network-policies';
import { pods } from './pods';
import { posture } from './posture';
import { rbac } from './rbac';
import { rules } from './rules';

/** What a change means for who may do what, a file for each topic. */
export const SECURITY: readonly Analysis[] = [
  connections,
  exposure,
  posture,
  mesh,
  networkPolicies,
  pods,
  admission,
  rules,
  exemptions,
  grants,
  lifetimes,
  images,
  rbac,
];
