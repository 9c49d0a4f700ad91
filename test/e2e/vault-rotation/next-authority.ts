import { platformWith } from './platform';

/** The same, when Redis has its next authority. */
export const platform = platformWith(2);
