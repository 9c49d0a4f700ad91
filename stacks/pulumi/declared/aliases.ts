import * as pulumi from '@pulumi/pulumi';
import type { Resource } from '../../../constructs';
import { otherIdsOf } from '../../../constructs/plan/formerly';
import { type PulumiIdentity, pulumiIdentity } from '../identity';

/**
 * By what a running stack may know a resource: every other id that it may have, and where everything was before there were
 * branches, which is at the root.
 *
 * Without the ids of other versions, Pulumi would write the object in the new one and then delete it as the old one, which is
 * the same object.
 */
export function aliasesOf(resource: Resource): (pulumi.Alias | pulumi.URN)[] {
  const before = otherIdsOf(resource).map(pulumiIdentity);
  return [...before, ...[pulumiIdentity(resource.id), ...before].map(urnAtRoot)];
}

/** Whole, because Pulumi takes a quarter of the time of a resource to put together what is only described. */
function urnAtRoot({ type, name }: PulumiIdentity): pulumi.URN {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`;
}
