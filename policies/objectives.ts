import { namespaceOf } from '../constructs/plan/identity';
import { BUDGET } from '../constructs/plan/promised';
import type { KubernetesResource } from '../constructs/plan/resource';
import { builtOnce } from './built-once';
import { entriesOf, fieldsOf } from './fields';
import type { Prepared } from './prepared';
import { tryRead } from './read';
import { podsBehind } from './scraped';

/** Objectives of Sloth, of Pyrra and in the form of OpenSLO. */
const OBJECTIVES = [
  'sloth.slok.dev/PrometheusServiceLevel',
  'pyrra.dev/ServiceLevelObjective',
  'openslo/SLO',
  'openslo.com/SLO',
];

const RULES = 'monitoring.coreos.com/PrometheusRule';

/** In which series rules record an objective: those of this library, and those that Sloth generates. */
const RECORDED: readonly unknown[] = [BUDGET, 'slo:objective:ratio'];

/** Each word that an objective says, with the namespaces of those that do. */
export type Objectives = ReadonlyMap<string, ReadonlySet<string>>;

/** What objectives speak of; empty where there are none. */
export const objectivesIn = builtOnce((context): Objectives => {
  const said = new Map<string, Set<string>>();
  const hear = (resource: KubernetesResource, what: unknown) => {
    for (const word of wordsOf(JSON.stringify(what).replaceAll('\\n', ' '))) {
      if (!said.has(word)) said.set(word, new Set());
      said.get(word)!.add(namespaceOf(resource.object));
    }
  };
  for (const one of context.of(...OBJECTIVES)) {
    const { name, labels } = one.object.metadata;
    hear(one, [name, labels, one.object['spec']]);
  }
  for (const one of context.of(RULES)) {
    // Rules that cannot be read are told of by those about alerts.
    const labels = tryRead(() => recordedIn(one));
    if ('value' in labels && labels.value.length > 0) hear(one, labels.value);
  }
  return said;
});

/**
 * Whether an objective speaks of a Service: by its name, or by that of a workload behind it.
 *
 * No objective refers to a Service: it asks for series, whose labels have such a name in them.
 */
export function hasAnObjective(service: KubernetesResource, context: Prepared): boolean {
  const { object } = service;
  const own = namespaceOf(object);
  const names = [object, ...[...podsBehind(service, context)].map(({ resource }) => resource.object)];
  return names.some(({ metadata: { name } }) =>
    [...(objectivesIn(context).get(String(name)) ?? [])].some(
      // Beside a namesake, it speaks of that one.
      (namespace) => namespace === own || context.find('Service', String(name), namespace) === undefined,
    ),
  );
}

/** The labels of the objectives that rules record. */
function recordedIn({ object }: KubernetesResource): readonly unknown[] {
  return entriesOf(fieldsOf(object['spec'], 'spec')['groups'], 'spec.groups').flatMap(({ field, value }) =>
    entriesOf(value['rules'], `${field}.rules`).flatMap(({ value: { record, labels } }) =>
      RECORDED.includes(record) ? [labels] : [],
    ),
  );
}

/** Every name in a text, and those in them: `shop-api-latency` speaks of `shop-api`, and of `api`. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [name] of text.matchAll(/[a-z0-9]+(?:-[a-z0-9]+)*/g)) {
    const parts = name.split('-');
    for (let from = 0; from < parts.length; from += 1) {
      for (let to = from + 1; to <= parts.length; to += 1) words.add(parts.slice(from, to).join('-'));
    }
  }
  return words;
}
