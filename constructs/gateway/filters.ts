import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import type { ConfigPatch } from '../operators/istio-networking';
import { STANDARDS } from '../standards';
import { ERRORS_NOT_KEPT, OWN_ANSWERS } from './answers';
import { beforeRouter, FILTER_PRIORITY, localRateLimit, type Rate } from './rate-limit';

/** How much the gateway takes before it refuses. */
export interface GatewayLimits {
  /**
   * Largest request body, in bytes; a larger one is refused with 413. A path may say otherwise: `expose`.
   *
   * The gateway holds a body whole before it passes it on, so this times the requests in flight is memory.
   *
   * @default 1048576 - 1 MiB
   */
  readonly requestBytes?: number;

  /**
   * What one client address may send to one pod of the gateway. An office behind one address is one client.
   *
   * @default 100 per second, 200 at once
   */
  readonly perClient?: Rate;

  /**
   * What all clients together may send to one pod of the gateway.
   *
   * @default 2000 per second
   */
  readonly all?: Rate;
}

/** How much of a body the requests of one route may have. */
export interface RouteBody {
  /** The route as Istio calls it. */
  readonly route: string;
  /** In bytes; `streamed` is passed on as it comes, and bounded by nobody but the service. */
  readonly requestBytes: number | 'streamed';
}

export interface FilterProps {
  readonly limits?: GatewayLimits | undefined;
  /** Read at synthesis, when every route is known. */
  readonly bodies: () => readonly RouteBody[];
}

/**
 * What the gateway does that neither Gateway API nor Istio has a field for: TLS 1.3 at least, limits, and an answer
 * when nobody behind it answers.
 *
 * Gateway API's `tls.options` are passed on for cipher suites and client certificates only; Istio reads no minimum
 * version from them (buildTLS in pilot/pkg/config/kube/gateway/conversion.go, 1.29: "Not yet implemented"), and without
 * one Envoy accepts TLS 1.2. `meshConfig.tlsDefaults.minProtocolVersion` would do, but is the mesh owner's to set.
 */
export function filterAtGateway(
  scope: Construct,
  gateway: string,
  { limits = {}, bodies }: FilterProps,
): KubernetesObject {
  const { requestBytes = 1024 * 1024 } = limits;
  const { perClient = { requestsPerSecond: 100, burst: 200 }, all = { requestsPerSecond: 2000 } } = limits;
  return new KubernetesObject(scope, 'filters', {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: gateway },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway }],
      priority: FILTER_PRIORITY,
      configPatches: Lazy.any({
        produce: (): ConfigPatch[] => [
          TLS_MINIMUM,
          localRateLimit({
            context: 'GATEWAY',
            all,
            // Without a value, an entry stands for each value that comes: every client has a bucket of its own.
            classes: [{ actions: [{ remote_address: {} }], entry: { key: 'remote_address' }, rate: perClient }],
          }),
          sizeLimit(requestBytes),
          OWN_ANSWERS,
          ERRORS_NOT_KEPT,
          ...bodies().map(sizeLimitOf),
        ],
      }),
    },
  });
}

const TLS_VERSION = { '1.3': 'TLSv1_3' } as const;

const TLS_MINIMUM: ConfigPatch = {
  applyTo: 'FILTER_CHAIN',
  match: { context: 'GATEWAY', listener: {} },
  patch: {
    operation: 'MERGE',
    value: {
      transport_socket: {
        name: 'envoy.transport_sockets.tls',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
          common_tls_context: {
            tls_params: { tls_minimum_protocol_version: TLS_VERSION[STANDARDS.tls.minVersion] },
          },
        },
      },
    },
  },
};

/** After authentication and authorization, so that only those who may come in are buffered for. */
function sizeLimit(bytes: number): ConfigPatch {
  return {
    ...beforeRouter('GATEWAY'),
    patch: {
      operation: 'INSERT_BEFORE',
      value: {
        name: 'envoy.filters.http.buffer',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer',
          max_request_bytes: bytes,
        },
      },
    },
  };
}

function sizeLimitOf({ route, requestBytes }: RouteBody): ConfigPatch {
  const own =
    requestBytes === 'streamed' ? { disabled: true as const } : { buffer: { max_request_bytes: requestBytes } };
  return {
    applyTo: 'HTTP_ROUTE',
    match: { context: 'GATEWAY', routeConfiguration: { vhost: { route: { name: route } } } },
    patch: {
      operation: 'MERGE',
      value: {
        typed_per_filter_config: {
          'envoy.filters.http.buffer': {
            '@type': 'type.googleapis.com/envoy.extensions.filters.http.buffer.v3.BufferPerRoute',
            ...own,
          },
        },
      },
    },
  };
}
