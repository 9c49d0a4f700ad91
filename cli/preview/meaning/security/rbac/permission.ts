import type { Entry } from '../../../../../policies/fields';
import { textsOf } from '../../../../../policies/fields';
import type { Opening } from '../traits/trait';

/** One verb on one kind of thing, which `*` makes all of them. */
export interface Permission extends Opening {
  readonly verb: string;
  /** `secrets`, `deployments.apps`, or a path of the API server. */
  readonly thing: string;
  /** The one object that it is for. @default - every one */
  readonly name?: string;
}

/** What gives away more than it says, the worst first: https://kubernetes.io/docs/concepts/security/rbac-good-practices/ */
const ESCALATING: readonly ((permission: Permission) => boolean)[] = [
  ({ verb, thing }) => verb === '*' && thing === '*.*',
  ({ verb }) => verb === 'escalate' || verb === 'bind' || verb === 'impersonate',
  ({ verb, thing }) => verb === '*' || thing.startsWith('*'),
  ({ thing }) => thing === 'secrets' || thing === 'serviceaccounts/token',
  ({ thing }) =>
    /^(pods\/(exec|attach|portforward|ephemeralcontainers|proxy)|nodes\/proxy|services\/proxy)$/.test(thing),
  ({ thing }) =>
    /(roles|rolebindings)\.rbac\.|webhookconfigurations\.|certificatesigningrequests|^persistentvolumes$/.test(thing),
  ({ verb }) => verb !== 'get' && verb !== 'list' && verb !== 'watch',
];

/** The permissions of one rule of a role, what gives away the most first. */
export function permissionsOf({ field, value }: Entry): readonly Permission[] {
  const [verbs, groups, resources, names, paths] = (
    ['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'] as const
  ).map((key) => textsOf(value[key], `${field}.${key}`)) as [string[], string[], string[], string[], string[]];
  const things = [...groups.flatMap((group) => resources.map((resource) => thingOf(group, resource))), ...paths];
  const named = names.length === 0 ? [undefined] : names;
  return verbs.flatMap((verb) => things.flatMap((thing) => named.map((name) => permission(verb, thing, name))));
}

function thingOf(group: string, resource: string): string {
  return group === '' ? resource : `${resource}.${group}`;
}

function permission(verb: string, thing: string, name: string | undefined): Permission {
  const one = name === undefined ? '' : ` named ${name}`;
  const what =
    thing === '*.*' ? 'everything' : thing.replace(/^\*\./, 'everything of ').replace(/^\*$/, 'everything of the core');
  return {
    verb,
    thing,
    ...(name !== undefined && { name }),
    may: `${verb === '*' ? 'do anything with' : verb} ${what}${one}`,
    covers: (other) => isPermission(other) && holds({ verb, thing, ...(name !== undefined && { name }) }, other),
  };
}

function isPermission(opening: Opening): opening is Permission {
  return 'verb' in opening && 'thing' in opening;
}

function holds(whole: Pick<Permission, 'verb' | 'thing' | 'name'>, one: Permission): boolean {
  const isVerb = whole.verb === '*' || whole.verb === one.verb;
  return isVerb && isThing(whole.thing, one.thing) && (whole.name === undefined || whole.name === one.name);
}

/** `*.*`, `*.apps`, `deployments.*`, `pods/*` and `/healthz*` hold others. */
function isThing(whole: string, one: string): boolean {
  if (whole === one) return true;
  if (whole.startsWith('/')) return whole.endsWith('*') && one.startsWith(whole.slice(0, -1));
  if (one.startsWith('/')) return false;
  const [[resource, group], [other, ofGroup]] = [partsOf(whole), partsOf(one)];
  const isResource = resource === '*' || resource === other || isSubresource(resource, other);
  return isResource && (group === '*' || group === ofGroup);
}

function isSubresource(whole: string, one: string): boolean {
  return whole.startsWith('*/') && one.endsWith(whole.slice(1));
}

function partsOf(thing: string): readonly [resource: string, group: string] {
  const dot = thing.indexOf('.');
  return dot === -1 ? [thing, ''] : [thing.slice(0, dot), thing.slice(dot + 1)];
}

/** The place of a permission among others, what gives away the most first. */
export function severityOf(permission: Permission): number {
  const place = ESCALATING.findIndex((is) => is(permission));
  return place === -1 ? ESCALATING.length : place;
}
