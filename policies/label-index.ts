import { type Labelled, type Selector, selects } from './selector';

type Labels = Labelled['labels'];

/** Something with labels, in a namespace. */
interface Bearer<T> {
  readonly namespace: string;
  readonly labels: Labels;
  readonly value: T;
}

/** What bears labels, by namespace and label, so that a selector is held against few. */
export class LabelIndex<T> {
  private readonly byPlace = new Map<string, Bearer<T>[]>();

  constructor(all: readonly Bearer<T>[]) {
    for (const one of all) {
      for (const place of placesOf(one.namespace, one.labels)) append(this.byPlace, place, one);
    }
  }

  /** How many bear a label, or are in a namespace. */
  bearers(place: string): number {
    return this.byPlace.get(place)?.length ?? 0;
  }

  /** Found one by one, because the first is often enough. */
  *selectedBy(namespace: string, selector: Selector): Generator<T> {
    for (const place of narrowest(namespace, selector, (one) => this.bearers(one))) {
      for (const { labels, value } of this.byPlace.get(place) ?? []) {
        if (isSelected(selector, labels)) yield value;
      }
    }
  }
}

/** What has a selector, by the place in which it looks for the fewest: a label that all bear tells nothing apart. */
export class SelectorIndex<T> {
  private readonly byPlace = new Map<string, { readonly selector: Selector; readonly value: T }[]>();
  private readonly bearers: (place: string) => number;

  constructor(population: Pick<LabelIndex<unknown>, 'bearers'>) {
    this.bearers = (place) => population.bearers(place);
  }

  add(namespace: string, selector: Selector, value: T): void {
    for (const place of narrowest(namespace, selector, this.bearers)) append(this.byPlace, place, { selector, value });
  }

  /** What selects the bearer of these labels; found one by one, because the first is often enough. */
  *selecting(namespace: string, labels: Labels): Generator<T> {
    for (const place of placesOf(namespace, labels)) {
      for (const { selector, value } of this.byPlace.get(place) ?? []) {
        if (isSelected(selector, labels)) yield value;
      }
    }
  }
}

function isSelected(selector: Selector, labels: Labels): boolean {
  return selects(selector, { labels, mayBear: noMore }) === 'yes';
}

function noMore(): boolean {
  return false;
}

/** The places in which everything is that a selector selects, as few bearers as can be. */
function narrowest(
  namespace: string,
  { requirements }: Selector,
  bearers: (place: string) => number,
): readonly string[] {
  let least: readonly string[] = [`${namespace} `];
  let fewest = bearers(least[0]!);
  for (const labels of requirements.flatMap(labelsAskedFor)) {
    const places = labels.map((label) => `${namespace} ${label}`);
    const count = places.reduce((sum, place) => sum + bearers(place), 0);
    if (count >= fewest) continue;
    least = places;
    fewest = count;
  }
  return least;
}

/** `NotIn` and `DoesNotExist` ask for what is not there, so they narrow nothing. */
function labelsAskedFor({ key, operator, values }: Selector['requirements'][number]): readonly (readonly string[])[] {
  if (operator === 'Exists') return [[key]];
  return operator === 'In' ? [[...values].map((value) => `${key}=${value}`)] : [];
}

/** The namespace, and in it each key and each label. */
function placesOf(namespace: string, labels: Labels): readonly string[] {
  const places = [`${namespace} `];
  for (const key of Object.keys(labels)) places.push(`${namespace} ${key}`, `${namespace} ${key}=${labels[key]}`);
  return places;
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
