import type { HeaderOption, ResponseMapper } from '../operators/envoy/extensions';
import type { ConfigPatch } from '../operators/istio-networking';
import { STANDARDS } from '../standards';
import { beforeRouter } from './rate-limit';
import { HSTS } from './route';

const { openSeconds } = STANDARDS.circuitBreaker;

/** From here on an answer is an error, and nobody may keep it. */
const FIRST_ERROR = 400;

/** From here on it is the gateway that has nobody to ask. */
const FIRST_DEGRADED = 503;

/** On every answer of the gateway's own: what a route sets holds for answers of services alone, and its cache class must not. */
const HEADERS = [header(HSTS.name, HSTS.value), header('Cache-Control', 'no-store')];

/**
 * What the gateway answers by itself: 400, 401, 403, 404, 413, 429, 503, 504.
 *
 * A client whom nobody behind it can serve is told to come back when the breaker may have closed. That replaces the
 * gateway's own 503 and 504 only, those of an open breaker, of too much in flight, and of a timeout. A fallback to another
 * service when one fails is nothing that Istio has; the application's own answers pass unchanged.
 */
export const OWN_ANSWERS: ConfigPatch = {
  applyTo: 'NETWORK_FILTER',
  match: {
    context: 'GATEWAY',
    listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager' } } },
  },
  patch: {
    operation: 'MERGE',
    value: {
      name: 'envoy.filters.network.http_connection_manager',
      typed_config: {
        '@type':
          'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
        local_reply_config: {
          mappers: [
            {
              filter: from(FIRST_DEGRADED, 'dwcp.degraded_from'),
              body: { inline_string: JSON.stringify({ error: 'unavailable', retryAfterSeconds: openSeconds }) },
              // Only here can the type of the body be said: a header for it is replaced.
              body_format_override: {
                text_format_source: { inline_string: '%LOCAL_REPLY_BODY%' },
                content_type: 'application/json',
              },
              headers_to_add: [header('Retry-After', `${openSeconds}`), ...HEADERS],
            },
            { filter: from(FIRST_ERROR, 'dwcp.refused_from'), headers_to_add: HEADERS },
          ],
        },
      },
    },
  },
};

/** The cache class of a route is set without a look at the status, which only a script can have in Envoy. */
export const ERRORS_NOT_KEPT: ConfigPatch = {
  ...beforeRouter('GATEWAY'),
  patch: {
    operation: 'INSERT_BEFORE',
    value: {
      name: 'envoy.filters.http.lua',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
        default_source_code: {
          inline_string: [
            'function envoy_on_response(handle)',
            '  local headers = handle:headers()',
            `  if tonumber(headers:get(":status")) >= ${FIRST_ERROR} then`,
            '    headers:replace("cache-control", "no-store")',
            '  end',
            'end',
            '',
          ].join('\n'),
        },
      },
    },
  },
};

function from(status: number, runtimeKey: string): ResponseMapper['filter'] {
  return {
    status_code_filter: { comparison: { op: 'GE', value: { default_value: status, runtime_key: runtimeKey } } },
  };
}

function header(key: string, value: string): HeaderOption {
  return { header: { key: key.toLowerCase(), value }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' };
}
