import * as pulumi from '@pulumi/pulumi';
import { pulumiIdentity } from '../identity';

/**
 * By what a running stack may know a resource: the ids that it had before, and where everything was before there were
 * branches, which is at the root.
 */
export function aliasesOf(former: readonly string[]): pulumi.Alias[] {
  const before = former.map(pulumiIdentity);
  return [...before, ...[{}, ...before].map((identity) => ({ ...identity, parent: pulumi.rootStackResource }))];
}
