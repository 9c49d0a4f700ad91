import * as pulumi from '@pulumi/pulumi';
import type { Resource } from '../../../constructs';
import { otherIdsOf } from '../../../constructs/plan/formerly';
import { type PulumiIdentity, pulumiIdentity } from '../identity';

/**
 * By what a running stack may know a resource: every other id that it may have, in its `place` in the tree; and where everything
 * was before there were branches, which is at the root, every id.
 *
 * Without the ids of other versions, Pulumi would write the object in the new one and then delete it as the old one, which is
 * the same object.
 */
export function aliasesOf(resource: Resource, place: string | undefined): (pulumi.Alias | pulumi.URN)[] {
  const [now, before] = [pulumiIdentity(resource.id), otherIdsOf(resource).map(pulumiIdentity)];
  const inPlace = place === undefined ? before : before.map((one) => urnOf(one, `${place}$`));
  return [...inPlace, ...[now, ...before].map((one) => urnOf(one))];
}

/** Whole, because to put together what is only described takes Pulumi a quarter of the time of a resource. */
function urnOf({ type, name }: PulumiIdentity, above = ''): pulumi.URN {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${above}${type}::${name}`;
}
