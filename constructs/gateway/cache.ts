import { STANDARDS } from '../standards';

/**
 * Who may keep an answer, and for how long:
 *
 * - `private`: the client alone, for 5 minutes: answers of an API, which may be about one user.
 * - `shared`: anyone, for 5 minutes: static assets.
 * - `public`: the client for 5 minutes and the CDN for an hour.
 */
export type CacheClass = 'private' | 'shared' | 'public';

const { clientSeconds, cdnSeconds } = STANDARDS.cache;

/** The `Cache-Control` of each class (RFC 9111). */
export const CACHE_CONTROL: Readonly<Record<CacheClass, string>> = {
  private: `private, max-age=${clientSeconds}`,
  shared: `public, max-age=${clientSeconds}`,
  public: `public, max-age=${clientSeconds}, s-maxage=${cdnSeconds}`,
};
