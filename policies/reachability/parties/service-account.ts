import type { Fields } from '../../fields';

/** The service account that a pod spec names, by its present name or its older one. */
export function serviceAccountOf({ serviceAccountName, serviceAccount }: Fields): string {
  const named = [serviceAccountName, serviceAccount].find((name) => typeof name === 'string' && name !== '');
  return typeof named === 'string' ? named : 'default';
}
