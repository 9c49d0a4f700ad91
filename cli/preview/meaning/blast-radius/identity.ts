import { identityOf } from '../../../../constructs/plan/identity';
import { type Resource, thingOf } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { called } from './called';
import { type Both, byId, renamedIn, retoldIn } from './pairs';

const HOW = {
  formerly: "the platform's `formerly` tells Pulumi that it is the same: { 'its id now': ['its id before'] }",
  name: 'Kubernetes renames nothing: only the old name keeps what is there',
} as const;

/** What goes under one identity and comes under another, unless Pulumi knows that it is the same. */
export function identity(comparison: Comparison): readonly Finding[] {
  return [
    ...[...renamedIn(comparison), ...toAnotherNamespace(comparison)].map(madeAnew),
    ...retoldIn(comparison).map(kept),
  ];
}

/** What the diff takes for one that was renamed, and is another wherever it bounds or opens something. */
function toAnotherNamespace({ before, after, diff }: Comparison): readonly Both[] {
  const [old, now] = [byId(before.plan.resources), byId(after.plan.resources)];
  const renamed = diff.renamed.map(({ was, id }) => ({ before: old.get(was)!, after: now.get(id)! }));
  return renamed.filter((both) => both.before.namespace !== both.after.namespace);
}

function kept({ before: old, after: now }: Both): Finding {
  return {
    topic: 'identity',
    effect: 'neutral',
    subject: now.id,
    says:
      now.api === 'vault'
        ? `${called(now)} was ${old.name}, and Pulumi is told that it is the same`
        : `${called(now)} is written as ${versionOf(now)}, and stays the object that it was as ${versionOf(old)}`,
    resources: [old.id, now.id],
  };
}

/** Pulumi takes the old one away and makes the new one. */
function madeAnew({ before: old, after: now }: Both): Finding {
  return {
    topic: 'identity',
    effect: 'worse',
    subject: now.id,
    says:
      thingOf(old) === thingOf(now)
        ? otherVersion(old, now)
        : `${called(old)} is deleted, and made anew as ${identityOf(now)}`,
    details: [`it was ${old.id}`, thingOf(old) === thingOf(now) || now.api === 'vault' ? HOW.formerly : HOW.name],
    gate: 'identity',
    resources: [old.id, now.id],
  };
}

/** To Pulumi these are two, to Kubernetes one: what is made last is deleted as what was there first. */
function otherVersion(old: Resource, now: Resource): string {
  return `${called(now)} is written as ${versionOf(now)}, and then deleted as ${versionOf(old)}, which is the same object`;
}

function versionOf(resource: Resource): string {
  return resource.api === 'vault' ? resource.type : resource.object.apiVersion;
}
