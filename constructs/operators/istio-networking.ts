import type { CustomObject } from './custom-object';
import type { ConnectionManager, DownstreamTls, HttpFilter, RouteFilters } from './envoy/extensions';

// The fields that we set of Istio 1.29's networking API. https://istio.io/latest/docs/reference/config/networking/
// A duration is written as in `100ms`, `30s` or `1h`.

export interface DestinationRule extends CustomObject<'networking.istio.io/v1', 'DestinationRule'> {
  readonly spec: {
    /** A short name is looked for in the namespace of the rule. */
    readonly host: string;
    readonly exportTo?: readonly ['.'];
    readonly trafficPolicy: {
      readonly connectionPool?: ConnectionPool;
      readonly outlierDetection?: OutlierDetection;
      readonly loadBalancer?: {
        readonly simple: 'LEAST_REQUEST';
        readonly localityLbSetting: { readonly enabled: false };
      };
      readonly retryBudget?: { readonly percent: number; readonly minRetryConcurrency: number };
      readonly portLevelSettings?: readonly {
        readonly port: { readonly number: number };
        readonly tls: { readonly mode: 'SIMPLE'; readonly sni: string; readonly subjectAltNames: readonly string[] };
      }[];
    };
  };
}

interface ConnectionPool {
  readonly tcp: { readonly maxConnections: number; readonly connectTimeout: string };
  readonly http: {
    readonly http1MaxPendingRequests: number;
    readonly http2MaxRequests: number;
    readonly idleTimeout: string;
  };
}

export interface OutlierDetection {
  /** 502, 503 and 504 in a row. */
  readonly consecutiveGatewayErrors: number;
  /** 0 turns Istio's own default off. */
  readonly consecutive5xxErrors: 0;
  readonly splitExternalLocalOriginErrors: true;
  /** Connections in a row that failed or were cut, where they are split from answers. */
  readonly consecutiveLocalOriginFailures: number;
  readonly interval: string;
  readonly baseEjectionTime: string;
  readonly maxEjectionPercent: number;
}

export interface VirtualService extends CustomObject<'networking.istio.io/v1', 'VirtualService'> {
  readonly spec: {
    readonly hosts: readonly [string];
    readonly exportTo?: readonly ['.'];
    readonly http: readonly HttpRouteRule[];
  };
}

export interface HttpRouteRule {
  readonly name: string;
  readonly match?: readonly { readonly method: { readonly regex: string } }[];
  readonly route: readonly [
    { readonly destination: { readonly host: string; readonly port: { readonly number: number } } },
  ];
  readonly timeout: string;
  readonly retries: HttpRetry;
}

export interface HttpRetry {
  /** Retries, which the first attempt is not; 0 turns Istio's own default off. */
  readonly attempts: number;
  readonly perTryTimeout?: string;
  readonly retryOn?: string;
  readonly backoff?: string;
}

export interface ServiceEntry extends CustomObject<'networking.istio.io/v1', 'ServiceEntry'> {
  readonly spec: {
    readonly hosts: readonly [string, ...string[]];
    /** Ranges that tell it by the address that is called, where nothing in its protocol says its name. */
    readonly addresses?: readonly string[];
    readonly exportTo: readonly ['.'];
    readonly location: 'MESH_EXTERNAL';
    /** `NONE` is to the address that was called. */
    readonly resolution: 'DNS' | 'NONE';
    readonly ports: readonly {
      readonly number: number;
      readonly name: string;
      readonly protocol: 'TLS' | 'HTTP' | 'TCP';
      readonly targetPort?: number;
    }[];
  };
}

/**
 * Envoy's own configuration, for what Istio has no word for.
 *
 * The API server does not read `value`, and Istio drops what it does not know in it, so it is typed here and held to
 * Envoy's own fields by the rule `envoy-filters-are-understood`.
 */
export interface EnvoyFilter extends CustomObject<'networking.istio.io/v1alpha3', 'EnvoyFilter'> {
  readonly spec: {
    readonly workloadSelector?: { readonly labels: Readonly<Record<string, string>> };
    readonly targetRefs?: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
    /** The lower is applied first; without one, whichever was made first. */
    readonly priority: number;
    readonly configPatches: readonly ConfigPatch[];
  };
}

export type ConfigPatch =
  | Patch<'FILTER_CHAIN', 'MERGE', DownstreamTls>
  | Patch<'NETWORK_FILTER', 'MERGE', ConnectionManager>
  | Patch<'HTTP_FILTER', 'INSERT_FIRST' | 'INSERT_BEFORE', HttpFilter>
  | Patch<'HTTP_ROUTE', 'MERGE', RouteFilters, RouteMatch>;

interface Patch<ApplyTo extends string, Operation extends string, Value, Match = ListenerMatch> {
  readonly applyTo: ApplyTo;
  readonly match: { readonly context: 'GATEWAY' | 'SIDECAR_INBOUND' } & Match;
  readonly patch: { readonly operation: Operation; readonly value: Value };
}

interface ListenerMatch {
  readonly listener: {
    readonly filterChain?: {
      readonly filter: { readonly name: string; readonly subFilter?: { readonly name: string } };
    };
  };
}

interface RouteMatch {
  readonly routeConfiguration: { readonly vhost: { readonly route: { readonly name: string } } };
}
