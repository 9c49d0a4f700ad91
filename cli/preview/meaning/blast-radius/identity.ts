import { kindOf } from '../../../../constructs/plan/kinds';
import type { Resource } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { called } from './called';
import { byId } from './pairs';

const HOW = "deploy's option `formerly` tells Pulumi that it is the same: { 'its id now': ['its id before'] }";

/** What goes under one identity and comes under another: Pulumi takes the old one away and makes the new one. */
export function identity({ before, after, diff }: Comparison): readonly Finding[] {
  const [was, is] = [byId(before.plan.resources), byId(after.plan.resources)];
  const renamed = diff.renamed.map(({ was: old, id }) => [was.get(old)!, is.get(id)!] as const);
  return [...renamed, ...inAnotherVersion(diff)].map(([old, now]) => findingOf(old, now));
}

function findingOf(old: Resource, now: Resource): Finding {
  return {
    topic: 'identity',
    effect: 'worse',
    subject: now.id,
    says: isSameObject(old, now) ? otherVersion(old, now) : `${called(old)} is deleted, and made anew as ${now.name}`,
    details: [`it was ${old.id}`, HOW],
    gate: 'identity',
    resources: [old.id, now.id],
  };
}

/** To Pulumi these are two, to Kubernetes one: what is made last is deleted as what was there first. */
function otherVersion(old: Resource, now: Resource): string {
  return `${called(now)} is written as ${versionOf(now)}, and then deleted as ${versionOf(old)}, which is the same object`;
}

/** What the diff does not pair, because too much of it changes with its version. */
function inAnotherVersion({ added, removed }: Comparison['diff']): readonly (readonly [Resource, Resource])[] {
  const gone = new Map(removed.map((resource) => [withoutVersion(resource), resource]));
  return added.flatMap((now) => {
    const old = gone.get(withoutVersion(now));
    return old === undefined ? [] : [[old, now] as const];
  });
}

function isSameObject(old: Resource, now: Resource): boolean {
  return withoutVersion(old) === withoutVersion(now);
}

function withoutVersion(resource: Resource): string {
  return resource.api === 'vault'
    ? resource.id
    : `${kindOf(resource.object)} ${resource.namespace ?? ''}/${resource.name}`;
}

function versionOf(resource: Resource): string {
  return resource.api === 'vault' ? resource.type : resource.object.apiVersion;
}
