import type { Edge, Resource } from '../../../constructs';
import type { Changed } from '../../../constructs/plan/diff/diff-plans';
import type { EnvironmentReport } from '../report';
import { countsText } from './counts';
import { fieldLines, type Line, valueLines } from './field-lines';
import { type Told, toldOnce } from './once';
import { type ToldResource, toldResources, type Whole } from './resources';

/** What differs of one kind. */
export interface ToldGroup {
  /** `Deployment`, `Declared edges`, or `Environment`. */
  readonly title: string;
  /** `1 added, 2 changed`. */
  readonly counts: string;
  readonly entries: readonly ToldEntry[];
}

/** One thing that differs; its lines are made when they are asked for, since many are only counted. */
interface ToldEntry {
  /** Names of what it is about. */
  readonly about: readonly string[];
  readonly environments: readonly string[];
  readonly lines: () => readonly Line[];
}

/** Everything that differs, the environment and its edges first, then resources by kind. */
export function toldGroups(environments: readonly EnvironmentReport[]): readonly ToldGroup[] {
  const all = environments.map(({ environment }) => environment);
  const where = (names: readonly string[]) => placeOf(names, all);
  return [...ofEnvironment(environments, where), ...ofEdges(environments, where), ...ofResources(environments, where)];
}

/** Which environments, in words: nothing where there is only one. */
type Where = (names: readonly string[]) => string;

function placeOf(names: readonly string[], all: readonly string[]): string {
  return all.length === 1 ? '' : ` (${names.join(', ')})`;
}

function ofEnvironment(environments: readonly EnvironmentReport[], where: Where): readonly ToldGroup[] {
  const told = toldOnce(
    environments.map(({ environment, diff }) => [environment, diff.environment] as const),
    (field) => field,
  );
  if (told.length === 0) return [];
  const entries = told.map((field) => ({
    about: [field.what.field],
    environments: field.environments,
    lines: () => withPlace(fieldLines(field.what), where(field.environments)),
  }));
  return [{ title: 'Environment', counts: countsText({ changed: told.length }), entries }];
}

function ofEdges(environments: readonly EnvironmentReport[], where: Where): readonly ToldGroup[] {
  const told = (key: 'added' | 'removed' | 'changed', mark: Line['mark']) =>
    toldOnce(
      environments.map(
        ({ environment, diff }) => [environment, diff.edges[key] as readonly (Edge | Changed<Edge>)[]] as const,
      ),
      (edge) => edge,
    ).map(({ what, environments: names }) => {
      const { from, to } = 'after' in what ? what.after : what;
      const text = 'after' in what ? `${edgeText(what.before)} → ${edgeText(what.after)}` : edgeText(what);
      return { about: [from, to], environments: names, lines: () => [{ mark, text: `${text}${where(names)}` }] };
    });
  const [removed, added, changed] = [told('removed', '-'), told('added', '+'), told('changed', '!')];
  const entries = [...removed, ...added, ...changed];
  if (entries.length === 0) return [];
  const counts = { added: added.length, changed: changed.length, deleted: removed.length };
  return [{ title: 'Declared edges', counts: countsText(counts), entries }];
}

function edgeText({ from, to, port, protocol, identity, http }: Edge): string {
  const { methods = [], paths = [] } = http ?? {};
  const only = [methods.join(', '), paths.join(', ')].filter((part) => part !== '').join(' ');
  return [
    `${from} → ${to} ${port}/${protocol}`,
    ...(identity === undefined ? [] : [`as ${identity}`]),
    ...(only === '' ? [] : [`only ${only}`]),
  ].join(', ');
}

function ofResources(environments: readonly EnvironmentReport[], where: Where): readonly ToldGroup[] {
  const kinds = new Map<string, ToldResource[]>();
  for (const resource of toldResources(environments)) {
    const known = kinds.get(resource.kind);
    if (known === undefined) kinds.set(resource.kind, [resource]);
    else known.push(resource);
  }
  return [...kinds].map(([title, resources]) => ({
    title,
    counts: countsText(countsOfKind(resources)),
    entries: resources.map((resource) => ({
      about: [resource.name, `${resource.kind} ${resource.name}`],
      environments: resource.environments,
      lines: () => resourceLines(resource, where),
    })),
  }));
}

function countsOfKind(resources: readonly ToldResource[]) {
  const count = (is: Whole['is'] | undefined) => resources.filter(({ whole }) => whole[0]?.what.is === is).length;
  return { added: count('added'), changed: count(undefined), renamed: count('renamed'), deleted: count('removed') };
}

function resourceLines({ name, environments, whole, fields }: ToldResource, where: Where): readonly Line[] {
  const isWhole = whole.length > 0;
  return [
    ...(isWhole ? whole.flatMap((one) => wholeLines(name, one, where)) : [heading(`${name}${where(environments)}`)]),
    ...fields.flatMap((field) => {
      const isEverywhere = field.environments.length === environments.length;
      return withPlace(fieldLines(field.what), isEverywhere && !isWhole ? '' : where(field.environments));
    }),
  ];
}

function wholeLines(name: string, { what, environments }: Told<Whole>, where: Where): readonly Line[] {
  const place = where(environments);
  switch (what.is) {
    case 'renamed':
      return [heading(`${what.was} is now ${name}${place}`)];
    case 'removed':
      return [heading(`${name} is deleted${place}`)];
    case 'added':
      return [heading(`${name} is added${place}`), ...bodyLines(what.resource)];
  }
}

function heading(text: string): Line {
  return { mark: '@', text };
}

/** What a new resource says, but for what it is called. */
function bodyLines(resource: Resource): readonly Line[] {
  if (resource.api === 'vault') return mapLines(resource.args);
  const { apiVersion: _, kind: __, metadata, ...body } = resource.object;
  const { name: ___, namespace: ____, ...about } = metadata;
  return mapLines({ ...(Object.keys(about).length > 0 && { metadata: about }), ...body });
}

function mapLines(map: Readonly<Record<string, unknown>>): readonly Line[] {
  return Object.entries(map).flatMap(([key, value]) => valueLines('+', key, value));
}

/** Says with the first line where they are true. */
function withPlace([first, ...others]: readonly Line[], place: string): readonly Line[] {
  return first === undefined ? [] : [{ ...first, text: `${first.text}${place}` }, ...others];
}
