import type { HttpRoute, RouteMatch } from '../operators/gateway-api';
import type { WebService } from '../workload/web-service';
import { CACHE_CONTROL, type CacheClass } from './cache';

export interface ExposeOptions {
  /** Path prefix under the domain. */
  readonly path: `/${string}`;

  /**
   * Whether requests are let in without an access token.
   *
   * @default false - a request without a valid token is refused with 403, one with a bad token with 401
   */
  readonly public?: boolean;

  /**
   * Who may keep answers to GET and HEAD. It replaces what the service says, and holds for its errors as well.
   *
   * @default - the service says
   */
  readonly cache?: CacheClass;
}

/** A year, as browsers ask of a site that means it (RFC 6797). Not "preload", which nobody can take back. */
const HSTS = { name: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' } as const;

/** One rule, or two where answers to reading are kept and others are not. */
export function routeRules(service: WebService, path: string, { cache }: ExposeOptions): HttpRoute['spec']['rules'] {
  const prefix = { path: { type: 'PathPrefix', value: path } } as const;
  const rule = (matches: RouteMatch[], headers: { name: string; value: string }[]) => ({
    matches,
    filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { set: headers } }] as const,
    timeouts: { request: `${service.traffic.timeoutSeconds}s` },
    backendRefs: [{ name: service.node.id, port: service.port.number }],
  });
  const others = rule([prefix], [HSTS]);
  if (cache === undefined) return [others];
  const reads = [
    { ...prefix, method: 'GET' },
    { ...prefix, method: 'HEAD' },
  ] as const;
  return [rule([...reads], [HSTS, { name: 'Cache-Control', value: CACHE_CONTROL[cache] }]), others];
}

/** The path without a slash at its end, which means the same; undefined where it is no path prefix. */
export function tryPathPrefix(path: string): `/${string}` | undefined {
  return /^\/[^*?#\s]*$/.test(path) ? `/${path.replace(/^\/|\/$/g, '')}` : undefined;
}
