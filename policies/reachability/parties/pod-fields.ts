import { type Fields, fieldsOf, textOf } from '../../fields';

/** A map of text to text, such as labels. */
export function textMap(value: unknown, field: string): Readonly<Record<string, string>> {
  const fields = fieldsOf(value, field);
  return Object.fromEntries(Object.keys(fields).map((key) => [key, textOf(fields[key], `${field}.${key}`)]));
}

/** The service account that a pod spec names, by its present name or its older one. */
export function serviceAccountOf({ serviceAccountName, serviceAccount }: Fields): string {
  const named = [serviceAccountName, serviceAccount].find((name) => typeof name === 'string' && name !== '');
  return typeof named === 'string' ? named : 'default';
}
