import type { Analysis } from '../analysis';
import { capacity } from './capacity';
import { data } from './data';
import { engine } from './engine';
import { identity } from './identity';
import { immutable } from './immutable';
import { restarts } from './restarts';

/** What a change takes down, replaces or costs, a file for each topic. */
export const BLAST_RADIUS: readonly Analysis[] = [data, identity, immutable, restarts, capacity, engine];
