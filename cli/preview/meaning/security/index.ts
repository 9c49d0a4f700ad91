import type { Analysis } from '../analysis';
import { connections } from './connections';
import { pods } from './pods';

/** What a change means for who may do what, a file for each topic. */
export const SECURITY: readonly Analysis[] = [connections, pods];
