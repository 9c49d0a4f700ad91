import type { Output } from '@pulumi/pulumi';

/**
 * A Pulumi argument type with its promises and Outputs taken away: what can be written down before anything runs.
 *
 * The `@pulumi/*` argument types are used for their knowledge of every field, and only as types, so that a field that
 * the provider does not have is a compile error and nothing of Pulumi is loaded.
 */
export type Plain<T> = T extends Output<unknown> | Promise<unknown>
  ? never
  : T extends readonly (infer E)[]
    ? readonly Plain<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;
