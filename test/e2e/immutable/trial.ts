import type { Identity } from '../support/kubernetes-api';

/** An object, and changes of it that are tried one by one on a real API server. */
export interface Trial {
  readonly object: Identity & { readonly [field: string]: unknown };

  /** What its status has to say first: a claim is not bound by itself. @default - as it is made */
  readonly status?: object;

  /** By field, a value that it does not take: valid in every other way. */
  readonly refuses: Readonly<Record<string, unknown>>;

  /** By field, a value that it takes. */
  readonly takes?: Readonly<Record<string, unknown>>;
}

/** Where the trials are made. */
export const NAMESPACE = 'immutable';

/** An object of that namespace. */
export function namespaced(apiVersion: string, kind: string, name: string, fields: object): Trial['object'] {
  return { apiVersion, kind, metadata: { name, namespace: NAMESPACE }, ...fields };
}

/** An object of no namespace. */
export function clusterWide(apiVersion: string, kind: string, name: string, fields: object): Trial['object'] {
  return { apiVersion, kind, metadata: { name }, ...fields };
}

/** The object with another value in one field, or without it. */
export function withField(object: Trial['object'], field: string, value: unknown): Trial['object'] {
  const changed = structuredClone(object) as Record<string, unknown>;
  const keys = field.split('.');
  const last = keys.pop()!;
  const group = keys.reduce<Record<string, unknown>>((group, key) => {
    group[key] ??= {};
    return group[key] as Record<string, unknown>;
  }, changed);
  if (value === undefined) delete group[last];
  else group[last] = value;
  return changed as Trial['object'];
}
