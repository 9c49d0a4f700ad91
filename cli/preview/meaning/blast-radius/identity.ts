import { identityOf } from '../../../../constructs/plan/identity';
import { type Resource, thingOf } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { called } from './called';
import { byId, renamedIn } from './pairs';

const HOW = {
  formerly: "deploy's option `formerly` tells Pulumi that it is the same: { 'its id now': ['its id before'] }",
  name: 'Kubernetes renames nothing: only the old name keeps what is there',
} as const;

/** What goes under one identity and comes under another: Pulumi takes the old one away and makes the new one. */
export function identity(comparison: Comparison): readonly Finding[] {
  const moved = toAnotherNamespace(comparison);
  return [...renamedIn(comparison).map(({ before, after }) => findingOf(before, after)), ...moved];
}

/** What the diff takes for one that was renamed, and is another wherever it bounds or opens something. */
function toAnotherNamespace({ before, after, diff }: Comparison): readonly Finding[] {
  const moved = diff.renamed.filter(({ was, id }) => namespaceIn(was) !== namespaceIn(id));
  const [old, now] = [byId(before.plan.resources), byId(after.plan.resources)];
  return moved.map(({ was, id }) => findingOf(old.get(was)!, now.get(id)!));
}

function namespaceIn(id: string): string {
  return id.slice(id.indexOf(' ') + 1).replace(/\/?[^/]*$/, '');
}

function findingOf(old: Resource, now: Resource): Finding {
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
