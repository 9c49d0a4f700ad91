import type { Alias } from '@pulumi/pulumi/proto/alias_pb';

const STACK = 'pulumi:pulumi:Stack';

/** What a URN is made of, but for the stack and the project, which `at` names as `dev::dwcp`. */
export interface UrnParts {
  readonly at: string;
  readonly type: string;
  readonly name: string;
  /** The URN of the parent; empty for the stack itself. */
  readonly parent: string;
}

/** A URN as the engine makes it: with the types of all parents, but for the stack, and with the name of none. */
export function urnOf({ at, type, name, parent }: UrnParts): string {
  const above = parent.split('::')[2] ?? STACK;
  return `urn:pulumi:${at}::${above === STACK ? '' : `${above}$`}${type}::${name}`;
}

/** The URN that an alias of a resource stands for: what it leaves out is as it is now. */
export function aliasUrn(alias: Alias, now: UrnParts): string {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  return urnOf({
    at: now.at,
    type: spec.getType() || now.type,
    name: spec.getName() || now.name,
    parent: spec.getNoparent() ? '' : spec.getParenturn() || now.parent,
  });
}
