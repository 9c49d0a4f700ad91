import { type PlatformOptions, tryLocatePlatform } from '../../platform/locate';
import { watch } from './ref/watching';

/** Begins to listen to what a platform asks for the clock or for chance, and answers what it has asked so far. */
export function readsIn(options: PlatformOptions): () => readonly string[] {
  const said: string[] = [];
  const file = tryLocatePlatform(options);
  if (file !== undefined) watch({ root: file.root, clockShift: 0, tell: (says) => said.push(says) });
  return () => said;
}
