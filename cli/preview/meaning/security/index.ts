import type { Analysis } from '../analysis';
import { connections } from './connections';

/** What a change means for who may do what, a file for each topic. */
export const SECURITY: readonly Analysis[] = [connections];
