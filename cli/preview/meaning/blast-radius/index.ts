import type { Analysis } from '../analysis';
import { data } from './data';

/** What a change takes down, replaces or costs, a file for each topic. */
export const BLAST_RADIUS: readonly Analysis[] = [data];
