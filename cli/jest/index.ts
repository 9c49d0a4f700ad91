import { matchers, type PlatformMatchers } from './matchers';

export type { Connecting, ConnectionsOptions } from './connections';
export type { PoliciesOptions } from './judged';
export type { PlatformMatchers } from './matchers';
export type { Cluster } from './subject';
export { matchers };

// Of `@types/jest`, where `expect` is a global, and of `@jest/globals`.
declare global {
  namespace jest {
    interface Matchers<R> extends PlatformMatchers<R> {}
  }
}
declare module 'expect' {
  interface Matchers<R> extends PlatformMatchers<R> {}
}

// Without globals (`injectGlobals: false`), the test says `expect.extend(matchers)` itself.
const { expect } = globalThis as { readonly expect?: { readonly extend?: (more: typeof matchers) => void } };
expect?.extend?.(matchers);
