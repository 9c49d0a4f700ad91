import type { FieldChange, Resource } from '../../../constructs';
import type { EnvironmentReport } from '../report';
import { calledOf, isOtherVersion } from './called';
import { ownFields } from './of-itself';
import { type Told, toldOnce } from './once';

/** A resource of one environment or several that is not as it was. */
export interface ToldResource {
  /** `Deployment`, or `Vault database/SecretBackendRole`. */
  readonly kind: string;
  /** `dwcp/dwcp-api`, or a path in Vault. */
  readonly name: string;
  readonly environments: readonly string[];
  /** What happens to it as a whole, where anything does. */
  readonly whole: readonly Told<Whole>[];
  readonly fields: readonly Told<FieldChange>[];
}

/** A resource that comes, goes, or is made anew under another name. */
export type Whole =
  | { readonly is: 'added' | 'removed'; readonly resource: Resource }
  | { readonly is: 'renamed'; readonly was: string };

/** What one environment has of it. */
interface Difference {
  readonly kind: string;
  readonly name: string;
  readonly whole: readonly Whole[];
  readonly fields: readonly FieldChange[];
}

/** Every resource that differs, once, by kind and then by name. What nobody would notice where it runs is left out. */
export function toldResources(environments: readonly EnvironmentReport[]): readonly ToldResource[] {
  const having = environments.map(({ environment, diff }) => [environment, differencesIn(diff)] as const);
  return toldOnce(having, ({ kind, name }) => [kind, name])
    .map(({ what, environments: names, each }) => ({
      kind: what.kind,
      name: what.name,
      environments: names,
      whole: toldOnce(pairs(names, each, 'whole'), (whole) => (whole.is === 'renamed' ? whole : whole.is)),
      fields: toldOnce(pairs(names, each, 'fields'), (field) => field),
    }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function pairs<K extends 'whole' | 'fields'>(names: readonly string[], each: readonly Difference[], key: K) {
  return each.map((one, index) => [names[index]!, one[key]] as const);
}

function differencesIn({ added, removed, changed, renamed }: EnvironmentReport['diff']): readonly Difference[] {
  const wholes = (resources: readonly Resource[], is: 'added' | 'removed') =>
    resources.map((resource) => ({ ...calledOf(resource.id), whole: [{ is, resource }], fields: [] }));
  return [
    ...wholes(removed, 'removed'),
    ...wholes(added, 'added'),
    ...renamed.map(({ id, was, fields }) => ({
      ...calledOf(id),
      // In another version, it is called what it was.
      whole: isOtherVersion(was, id) ? [] : [{ is: 'renamed' as const, was: calledOf(was).name }],
      fields: ownFields(id, fields).filter((field) => !isOfName(field, calledOf(was).name, calledOf(id).name)),
    })),
    ...changed
      .map(({ id, fields }) => ({ ...calledOf(id), whole: [], fields: ownFields(id, fields) }))
      .filter(({ fields }) => fields.length > 0),
  ];
}

/** Whether a field only says the new name where it said the old one. */
function isOfName({ before, after }: FieldChange, was: string, is: string): boolean {
  if (before === undefined || after === undefined) return false;
  const [old, now] = [was, is].map((name) => name.slice(name.lastIndexOf('/') + 1)) as [string, string];
  return JSON.stringify(before).replaceAll(old, now) === JSON.stringify(after);
}

function keyOf({ kind, name }: ToldResource): string {
  return `${kind}\n${name}`;
}
