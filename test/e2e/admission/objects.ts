import type { Manifest } from '../../../constructs/plan/resource';

export const NAMED = { name: 'api', namespace: 'shop' };

/** An object of a kind, from what else is in it. */
export function object(apiVersion: string, kind: string, metadata: object = NAMED) {
  return (rest: object): Manifest => ({ apiVersion, kind, metadata, ...rest }) as Manifest;
}

/** Without what is undefined. */
export function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
