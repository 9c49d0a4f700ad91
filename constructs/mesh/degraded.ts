import type { HeaderOption } from '../operators/envoy/extensions';
import type { ConfigPatch } from '../operators/istio-networking';
import { STANDARDS } from '../standards';

const { openSeconds } = STANDARDS.circuitBreaker;

/**
 * What a client is told when the gateway has nobody to ask: come back when the breaker may have closed.
 *
 * It replaces the gateway's own 503 and 504 only, those of an open breaker, of too much in flight, and of a timeout. A
 * fallback to another service when one fails is nothing that Istio has; the application's own answers pass unchanged.
 */
export const DEGRADED: ConfigPatch = {
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
              filter: {
                status_code_filter: {
                  comparison: { op: 'GE', value: { default_value: 503, runtime_key: 'dwcp.degraded_from' } },
                },
              },
              body: { inline_string: JSON.stringify({ error: 'unavailable', retryAfterSeconds: openSeconds }) },
              // Only here can the type of the body be said: a header for it is replaced.
              body_format_override: {
                text_format_source: { inline_string: '%LOCAL_REPLY_BODY%' },
                content_type: 'application/json',
              },
              headers_to_add: [header('retry-after', `${openSeconds}`), header('cache-control', 'no-store')],
            },
          ],
        },
      },
    },
  },
};

function header(key: string, value: string): HeaderOption {
  return { header: { key, value }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' };
}
