import { createHash } from 'node:crypto';
import type { HttpRoute, RouteMatch } from '../operators/gateway-api';
import type { WebService } from '../workload/web-service';
import { CACHE_CONTROL, type CacheClass } from './cache';

/** How a path of the domain is routed to a service. */
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
