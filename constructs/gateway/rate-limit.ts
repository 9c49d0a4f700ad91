import type { RateLimitAction, RateLimitEntry, TokenBucket } from '../operators/envoy/extensions';
import type { ConfigPatch } from '../operators/istio-networking';

/** A bucket that is filled each second, and that a burst may empty. */
export interface Rate {
  /** Requests that come in a second, in the long run. */
  readonly requestsPerSecond: number;
  /** Requests that may come at once. @default - those of one second */
  readonly burst?: number;
}

/** A part of the requests with a bucket of its own, from which they are served beside the one for all. */
export interface RateClass {
  /** What tells the requests apart, as actions of Envoy's rate limits, of which each produces the entry. */
  readonly actions: readonly RateLimitAction[];
  readonly entry: RateLimitEntry;
  readonly rate: Rate;
}

export interface RateLimit {
  readonly context: 'GATEWAY' | 'SIDECAR_INBOUND';
  readonly all: Rate;
  readonly classes: readonly RateClass[];
}

/** Clients that a gateway's pod remembers apart, the busiest of them: some hundred bytes each. */
const REMEMBERED_CLIENTS = 10_000;

/** Before the filters of others, who give theirs a higher one to build on ours. */
export const FILTER_PRIORITY = 10;

const ALWAYS = { default_value: { numerator: 100, denominator: 'HUNDRED' } } as const;

/** In front of what routes, and after whoever authenticates and authorizes; matches Istio's HTTP listeners of one direction. */
export function beforeRouter(context: 'GATEWAY' | 'SIDECAR_INBOUND') {
  return {
    applyTo: 'HTTP_FILTER' as const,
    match: {
      context,
      listener: {
        filterChain: {
          filter: {
            name: 'envoy.filters.network.http_connection_manager',
            subFilter: { name: 'envoy.filters.http.router' },
          },
        },
      },
    },
  };
}

/**
 * Refuses with 429 what exceeds a rate, in each proxy by itself: two pods let twice as much through.
 *
 * It is the first of the filters: a flood without tokens, or with bad ones, is refused before anybody reads them.
 *
 * https://www.envoyproxy.io/docs/envoy/v1.37.0/configuration/http/http_filters/local_rate_limit_filter
 */
export function localRateLimit({ context, all, classes }: RateLimit): ConfigPatch {
  return {
    ...beforeRouter(context),
    patch: {
      operation: 'INSERT_FIRST',
      value: {
        name: 'envoy.filters.http.local_ratelimit',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
          stat_prefix: 'http_local_rate_limiter',
          token_bucket: bucket(all),
          filter_enabled: ALWAYS,
          filter_enforced: ALWAYS,
          enable_x_ratelimit_headers: 'DRAFT_VERSION_03',
          max_dynamic_descriptors: REMEMBERED_CLIENTS,
          rate_limits: classes.flatMap(({ actions }) => actions.map((action) => ({ actions: [action] }))),
          descriptors: classes.map(({ entry, rate }) => ({ entries: [entry], token_bucket: bucket(rate) })),
        },
      },
    },
  };
}

function bucket({ requestsPerSecond, burst = requestsPerSecond }: Rate): TokenBucket {
  return { max_tokens: burst, tokens_per_fill: requestsPerSecond, fill_interval: '1s' };
}
