import { choice, list, text } from '../props/checks';
import { optional, type Props } from '../props/props';
import type { Port } from './port';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** The methods that an edge can be limited to. */
export type HttpMethod = (typeof METHODS)[number];

/**
 * What an edge is for, where that is less than everything that the target serves.
 *
 * The target's sidecar enforces it. Paths are compared as they are after normalization, without the query.
 */
export interface HttpLimit {
  /** @default - every method */
  readonly methods?: readonly [HttpMethod, ...HttpMethod[]];
  /** Exact, such as `/health`, or with a last `*` for whatever begins so, such as `/api/*`. @default - every path */
  readonly paths?: readonly [`/${string}`, ...`/${string}`[]];
}

export const HTTP_LIMIT: Props<HttpLimit> = {
  methods: optional(list(choice(...METHODS), "list methods, e.g. ['GET']", 1)),
  paths: optional(list(text("write a path, e.g. '/v1/*'", /^\//), "list paths, e.g. ['/v1/*']", 1)),
};

/** What is wrong with a limit, as a clause and a remedy; undefined if nothing is. */
export function problemOf(limit: HttpLimit, ports: readonly Port[]): readonly [string, string] | undefined {
  const { methods = [], paths = [] } = operationOf(limit);
  if (methods.length === 0 && paths.length === 0) {
    return ['limits HTTP to no method and no path', 'name some, or leave `http` out'];
  }
  const udp = ports.find(({ protocol }) => protocol !== 'TCP');
  if (udp !== undefined) return [`limits HTTP on ${udp}, where there is none`, 'limit TCP ports only'];
  const path = paths.find((text) => !/^\/[^*?#\s]*\*?$/.test(text));
  if (path !== undefined) {
    return [`limits HTTP to '${path}', which no path matches`, 'write a path, with at most one `*`, at its end'];
  }
  return undefined;
}

/** Equal for limits that say the same, in whatever order. */
export function limitKey(limit?: HttpLimit): string {
  const { methods = [], paths = [] } = operationOf(limit);
  return `${methods.join('|')} ${paths.join('|')}`.trim();
}

/** The part of an AuthorizationPolicy's operation that a limit is. */
export function operationOf({ methods, paths }: HttpLimit = {}): {
  readonly methods?: readonly string[];
  readonly paths?: readonly string[];
} {
  return {
    ...(methods && { methods: [...methods].sort() }),
    ...(paths && { paths: [...paths].sort() }),
  };
}
