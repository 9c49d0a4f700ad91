import type { Manifest } from '../constructs/plan/resource';

/** `apps/Deployment`, or `Pod` of the core group: a kind in any of its versions. */
export function kindOf({ apiVersion, kind }: Manifest): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? kind : `${apiVersion.slice(0, slash)}/${kind}`;
}
