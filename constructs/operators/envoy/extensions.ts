// The fields that we set of Envoy 1.37's extensions, which Istio passes on unread: what is not here does not compile, and
// `problems.ts` holds every filter that is rendered to Envoy's own descriptors.
// https://www.envoyproxy.io/docs/envoy/v1.37.0/api-v3/api

/** A message that says of which type it is. */
type Any<Type extends string, Fields> = { readonly '@type': `type.googleapis.com/${Type}` } & Fields;

interface Named<Name extends string, Config> {
  readonly name: Name;
  readonly typed_config: Config;
}

/** How a listener speaks TLS. */
export interface DownstreamTls {
  readonly transport_socket: Named<
    'envoy.transport_sockets.tls',
    Any<
      'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
      {
        readonly common_tls_context: {
          readonly tls_params: { readonly tls_minimum_protocol_version: 'TLSv1_2' | 'TLSv1_3' };
        };
      }
    >
  >;
}

export type HttpFilter = LocalRateLimitFilter | BufferFilter | LuaFilter;

type LocalRateLimitFilter = Named<
  'envoy.filters.http.local_ratelimit',
  Any<
    'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
    {
      readonly stat_prefix: string;
      readonly token_bucket: TokenBucket;
      readonly filter_enabled: FractionalPercent;
      readonly filter_enforced: FractionalPercent;
      readonly enable_x_ratelimit_headers: 'OFF' | 'DRAFT_VERSION_03';
      readonly max_dynamic_descriptors: number;
      readonly rate_limits: readonly { readonly actions: readonly RateLimitAction[] }[];
      readonly descriptors: readonly {
        readonly entries: readonly RateLimitEntry[];
        readonly token_bucket: TokenBucket;
      }[];
    }
  >
>;

export interface TokenBucket {
  readonly max_tokens: number;
  readonly tokens_per_fill: number;
  readonly fill_interval: `${number}s`;
}

interface FractionalPercent {
  readonly default_value: { readonly numerator: number; readonly denominator: 'HUNDRED' };
}

/** What a request is told apart by. */
export type RateLimitAction =
  | { readonly remote_address: Readonly<Record<string, never>> }
  | {
      readonly header_value_match: {
        readonly descriptor_value: string;
        readonly headers: readonly { readonly name: string; readonly string_match: { readonly prefix: string } }[];
      };
    };

/** Without a value, an entry stands for each value that comes. */
export interface RateLimitEntry {
  readonly key: string;
  readonly value?: string;
}

type BufferFilter = Named<
  'envoy.filters.http.buffer',
  Any<'envoy.extensions.filters.http.buffer.v3.Buffer', { readonly max_request_bytes: number }>
>;

type LuaFilter = Named<
  'envoy.filters.http.lua',
  Any<'envoy.extensions.filters.http.lua.v3.Lua', { readonly default_source_code: { readonly inline_string: string } }>
>;

/** What a route says otherwise than the filters of its listener. */
export interface RouteFilters {
  readonly typed_per_filter_config: {
    readonly 'envoy.filters.http.buffer': Any<
      'envoy.extensions.filters.http.buffer.v3.BufferPerRoute',
      { readonly disabled: true } | { readonly buffer: { readonly max_request_bytes: number } }
    >;
  };
}

/** What Envoy answers by itself. */
export type ConnectionManager = Named<
  'envoy.filters.network.http_connection_manager',
  Any<
    'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    { readonly local_reply_config: { readonly mappers: readonly ResponseMapper[] } }
  >
>;

/** The first whose filter holds is what an answer becomes. */
export interface ResponseMapper {
  readonly filter: {
    readonly status_code_filter: {
      readonly comparison: {
        readonly op: 'GE';
        readonly value: { readonly default_value: number; readonly runtime_key: string };
      };
    };
  };
  readonly body?: { readonly inline_string: string };
  readonly body_format_override?: {
    readonly text_format_source: { readonly inline_string: string };
    readonly content_type: string;
  };
  readonly headers_to_add: readonly HeaderOption[];
}

export interface HeaderOption {
  readonly header: { readonly key: string; readonly value: string };
  readonly append_action: 'OVERWRITE_IF_EXISTS_OR_ADD';
}
