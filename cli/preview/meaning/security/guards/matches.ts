import { type Entry, entriesOf, type Fields, fieldsOf, textsOf } from '../../../../../policies/fields';
import type { Allowance } from './guard';

type Lists = Readonly<Record<string, readonly string[]>>;

/** What one rule of an AuthorizationPolicy matches: one source with one operation, under all its conditions. */
export interface Match extends Allowance {
  /** Of one value where there were several: each is a match of its own. @default {} - anybody */
  readonly from: Lists;
  /** @default {} - anything */
  readonly to: Lists;
  readonly when: readonly Condition[];
}

interface Condition {
  readonly key: string;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
}

/** The lists that are taken apart, so that one name more is told as that name. */
const TAKEN_APART = [
  'principals',
  'serviceAccounts',
  'requestPrincipals',
  'namespaces',
  'ipBlocks',
  'remoteIpBlocks',
  'ports',
  'paths',
  'hosts',
];

/** @throws Unknowable when it cannot be read. */
export function matchesOf(rules: unknown): readonly Match[] {
  return entriesOf(rules, 'spec.rules').flatMap(({ field, value }) => {
    const when = entriesOf(value['when'], `${field}.when`).map(condition);
    const sources = partsOf(entriesOf(value['from'], `${field}.from`), 'source');
    const operations = partsOf(entriesOf(value['to'], `${field}.to`), 'operation');
    return sources.flatMap((from) => operations.map((to) => match({ from, to, when })));
  });
}

function condition({ field, value }: Entry): Condition {
  return {
    key: String(value['key']),
    values: textsOf(value['values'], `${field}.values`),
    notValues: textsOf(value['notValues'], `${field}.notValues`),
  };
}

function partsOf(entries: readonly Entry[], name: 'source' | 'operation'): readonly Lists[] {
  if (entries.length === 0) return [{}];
  return entries.flatMap(({ field, value }) =>
    apart(listsOf(fieldsOf(value[name], `${field}.${name}`), `${field}.${name}`)),
  );
}

function listsOf(fields: Fields, field: string): Lists {
  const entries = Object.keys(fields).map((key) => [key, textsOf(fields[key], `${field}.${key}`)] as const);
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}

function apart(lists: Lists): readonly Lists[] {
  const key = TAKEN_APART.find((one) => (lists[one]?.length ?? 0) > 1);
  return key === undefined ? [lists] : lists[key]!.flatMap((value) => apart({ ...lists, [key]: [value] }));
}

function match(what: Pick<Match, 'from' | 'to' | 'when'>): Match {
  return { ...what, may: `let through ${textOf(what)}`, covers: (other) => isMatch(other) && holds(what, other) };
}

function isMatch(allowance: Allowance): allowance is Match {
  return 'when' in allowance;
}

/** `requests from principals cluster.local/ns/shop/sa/web for ports 8080`. */
function textOf({ from, to, when }: Pick<Match, 'from' | 'to' | 'when'>): string {
  const list = (lists: Lists) =>
    Object.entries(lists)
      .map(([key, values]) => `${key} ${values.join(', ')}`)
      .join(' and ');
  const [source, operation] = [list(from), list(to)];
  const asked = when.map(
    ({ key, values, notValues }) => `${key} is ${[...values, ...notValues.map((one) => `not ${one}`)].join(', ')}`,
  );
  return [
    `requests from ${source === '' ? 'anybody' : source}`,
    ...(operation === '' ? [] : [`for ${operation}`]),
    ...(asked.length === 0 ? [] : [`when ${asked.join(' and ')}`]),
  ].join(' ');
}

function holds(whole: Pick<Match, 'from' | 'to' | 'when'>, one: Match): boolean {
  const isAsked = (asked: Condition) => one.when.some((met) => met.key === asked.key && impliesCondition(met, asked));
  return holdsLists(whole.from, one.from) && holdsLists(whole.to, one.to) && whole.when.every(isAsked);
}

function impliesCondition(met: Condition, asked: Condition): boolean {
  const isIn =
    asked.values.length === 0 || (met.values.length > 0 && met.values.every((value) => isAmong(value, asked.values)));
  return isIn && asked.notValues.every((value) => isAmong(value, met.notValues));
}

/** Everything that the whole asks for has to be asked for by the part, too. */
function holdsLists(whole: Lists, one: Lists): boolean {
  return Object.entries(whole).every(([key, values]) => {
    const others = one[key] ?? [];
    // What is left out by the whole has to be left out by the part.
    if (key.startsWith('not')) return values.every((value) => isAmong(value, others));
    return others.length > 0 && others.every((value) => isAmong(value, values));
  });
}

/** `*` at an end stands for anything: https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule */
function isAmong(value: string, values: readonly string[]): boolean {
  return values.some((one) => {
    if (one === value || one === '*') return true;
    if (one.endsWith('*')) return value.startsWith(one.slice(0, -1));
    return one.startsWith('*') && value.endsWith(one.slice(1)) && !value.endsWith('*');
  });
}
