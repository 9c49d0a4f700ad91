import { allowConnection, type Connecting, type ConnectionsOptions, onlyConnect } from './connections';
import { type PoliciesOptions, passPolicies } from './judged';
import type { Cluster } from './subject';
import type { Answered, MatcherResult, MatcherState } from './type';

/** What `expect(…)` has beside its own: of a plan, a construct, manifests as objects, or the path of a folder of them. */
export interface PlatformMatchers<R> {
  /** Every rule that is asked for passes, as `dwcp check` has it; unknown is no pass. */
  toPassPolicies(options?: PoliciesOptions): R;
  /** These connections are possible and no others, in lines as `dwcp connections --format lines` prints them. */
  toOnlyConnect(expected: readonly string[], options?: ConnectionsOptions): R;
  /** The connection is possible; with `.not`, it is denied. What is unknown is neither, and fails both. */
  toAllowConnection(connection: Connecting, cluster?: Cluster): R;
}

/** The matchers, for `expect.extend(matchers)` where `expect` is no global. */
export const matchers = {
  /** See {@link PlatformMatchers}. */
  toPassPolicies(this: MatcherState, received: unknown, options?: PoliciesOptions): MatcherResult {
    return resultOf('toPassPolicies', this, passPolicies(received, options));
  },
  /** See {@link PlatformMatchers}. */
  toOnlyConnect(
    this: MatcherState,
    received: unknown,
    expected: readonly string[],
    options?: ConnectionsOptions,
  ): MatcherResult {
    return resultOf('toOnlyConnect', this, onlyConnect(received, expected, options));
  },
  /** See {@link PlatformMatchers}. */
  toAllowConnection(this: MatcherState, received: unknown, connection: Connecting, cluster?: Cluster): MatcherResult {
    return resultOf('toAllowConnection', this, allowConnection(received, connection, cluster));
  },
};

function resultOf(name: keyof typeof matchers, { isNot = false }: MatcherState, answered: Answered): MatcherResult {
  const { pass, says } = answered;
  return {
    pass: pass === 'neither' ? isNot : pass,
    message: () => `expect(…)${isNot ? '.not' : ''}.${name}(…)\n\n${says}`,
  };
}
