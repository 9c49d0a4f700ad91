import { createHash } from 'node:crypto';
import { IDEMPOTENT_METHODS, TRANSIENT } from '../mesh/retries';
import type { HttpHeader, HttpRoute, HttpRouteFilter } from '../operators/gateway-api';
import type { WebService } from '../workload/web-service';
import { CACHE_CONTROL, type CacheClass } from './cache';

/** How a path of the domain is routed to a service. */
export interface ExposeOptions {
  /** Path prefix under the domain. */
  readonly path: `/${string}`;

  /**
   * Whether requests are let in without an access token.
   *
   * @default false - a request without a token is refused with 403, one whose token is expired, of another issuer or not
   * signed by it with 401, and one whose token was made for another audience with 403
   */
  readonly public?: boolean;

  /**
   * Who may keep answers to GET and HEAD. It replaces what the service says; errors are never kept.
   *
   * @default - the service says, but for errors
   */
  readonly cache?: CacheClass;

  /**
   * Largest request body on this path, in bytes; or `streamed`, for uploads and calls that send as they go: these are
   * passed on as they come, and only the service can bound them.
   *
   * @default - what the gateway's `limits.requestBytes` says; `streamed` to a service of gRPC
   */
  readonly requestBytes?: number | 'streamed';
}

/** A year, as browsers ask of a site that means it (RFC 6797). Not "preload", which nobody can take back. */
export const HSTS = { name: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' } as const;

/**
 * One rule; more where answers to reading are kept, or where only what may be sent twice is tried again.
 *
 * Retries of a VirtualService hold for sidecars alone, and Gateway API's `retry` is not in its standard channel; Envoy
 * takes them from headers too, which it does not pass on. How long one attempt may take it does not take from there.
 */
export function routeRules(service: WebService, path: string, { cache }: ExposeOptions): HttpRoute['spec']['rules'] {
  const prefix = { path: { type: 'PathPrefix', value: path } } as const;
  const { retries, timeoutSeconds } = service.traffic;
  const rule = (methods: readonly Method[], again: boolean, kept: boolean): HttpRoute['spec']['rules'][number] => ({
    matches: methods.length === 0 ? [prefix] : methods.map((method) => ({ ...prefix, method })),
    filters: [
      responseHeaders(kept && cache ? [HSTS, { name: 'Cache-Control', value: CACHE_CONTROL[cache] }] : [HSTS]),
      ...(again ? [requestHeaders(retries.attempts)] : []),
    ],
    timeouts: { request: `${timeoutSeconds}s` },
    backendRefs: [{ name: service.node.id, port: service.port.number }],
  });
  const whatever = retries.attempts > 1 && !retries.idempotentOnly;
  const safe = retries.attempts > 1;
  const changing = IDEMPOTENT_METHODS.filter((method) => !isRead(method));
  const reads = IDEMPOTENT_METHODS.filter(isRead);
  const others = rule([], whatever, false);
  if (cache) return [rule(reads, safe, true), ...(safe && !whatever ? [rule(changing, true, false)] : []), others];
  return safe && !whatever ? [rule(IDEMPOTENT_METHODS, true, false), others] : [others];
}

type Method = (typeof IDEMPOTENT_METHODS)[number];

function isRead(method: Method): boolean {
  return method === 'GET' || method === 'HEAD';
}

function responseHeaders(set: readonly HttpHeader[]): HttpRouteFilter {
  return { type: 'ResponseHeaderModifier', responseHeaderModifier: { set } };
}

function requestHeaders(attempts: number): HttpRouteFilter {
  const set = [
    { name: 'X-Envoy-Retry-On', value: TRANSIENT },
    // Envoy counts retries, which the first attempt is not.
    { name: 'X-Envoy-Max-Retries', value: `${attempts - 1}` },
  ];
  return { type: 'RequestHeaderModifier', requestHeaderModifier: { set } };
}

/** What Gateway API takes for a path: https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch */
const PATH = /^\/(?:[\w.~!$&'()+,;=:@/-]|%[0-9a-f]{2})*$/i;

/** What means another path to some readers, so that Gateway API refuses it. */
const AMBIGUOUS = /\/\/|\/\.{1,2}(\/|$)|%2f/i;

/** The most that Gateway API takes. */
const LONGEST_PATH = 1024;

/** The path without a slash at its end, which means the same; undefined where it is no path prefix. */
export function tryPathPrefix(path: string): `/${string}` | undefined {
  const valid = PATH.test(path) && !AMBIGUOUS.test(path) && path.length <= LONGEST_PATH;
  return valid ? `/${path.replace(/^\/|\/$/g, '')}` : undefined;
}

/** A path that can be said in a name as it is: its parts are labels, and what the name is made of has room for them. */
const SPEAKING = /^(\/[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const LONGEST_SPEAKING = 100;

/**
 * The name of the route: service, gateway and path, such as `api.edge.v1.orders`.
 *
 * Joined by dots, which none of them can have in itself, so that no two routes share a name. A path that is no name,
 * such as `/API` or `/a_b`, is a hash in it.
 */
export function routeName(service: string, gateway: string, path: `/${string}`): string {
  const place = `${service}.${gateway}`;
  if (path === '/') return place;
  if (SPEAKING.test(path) && path.length <= LONGEST_SPEAKING) return `${place}${path.replaceAll('/', '.')}`;
  return `${place}-${createHash('sha256').update(path).digest('hex').slice(0, 16)}`;
}
