import * as pulumi from '@pulumi/pulumi';
import { idsInOtherVersions } from '../../../constructs/plan/versions';
import { pulumiIdentity } from '../identity';

/**
 * By what a running stack may know a resource: the ids that it had before, each in every version in which its kind may have been
 * written, and where everything was before there were branches, which is at the root.
 *
 * Without the other versions, Pulumi would write the object in the new one and then delete it as the old one, which is the same
 * object.
 */
export function aliasesOf(id: string, former: readonly string[]): pulumi.Alias[] {
  const before = [...former, ...[id, ...former].flatMap(idsInOtherVersions)].map(pulumiIdentity);
  return [...before, ...[{}, ...before].map((identity) => ({ ...identity, parent: pulumi.rootStackResource }))];
}
