import type { Plan } from '../../../../constructs/plan/plan';
import type { KubernetesResource } from '../../../../constructs/plan/resource';
import { prepare } from '../../../../policies/prepare';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { called } from './called';
import { type Amount, isNone, minus, NONE, plus, sayDifference } from './capacity/amount';
import { type Footprint, footprintOf } from './capacity/footprint';
import { costs } from './capacity/money';

/** What an environment takes of its cluster more than it did, or less; and what that costs, if the facts have prices. */
export function capacity({ before, after }: Comparison): readonly Finding[] {
  const [was, is] = [footprints(before.plan), footprints(after.plan)];
  const [least, most] = [minus(sum(is, 'least'), sum(was, 'least')), minus(sum(is, 'most'), sum(was, 'most'))];
  if (isNone(least) && isNone(most)) return [];
  const { prices } = after;
  const priced = (difference: Amount) => (prices === undefined ? '' : `, ${costs(difference, prices)}`);
  const details = changesIn(was, is);
  return [
    {
      topic: 'capacity',
      effect: 'neutral',
      subject: 'the environment',
      says: sentence(least, most, priced),
      details: details.map(([, says]) => says),
      resources: details.map(([id]) => id),
    },
  ];
}

function sentence(least: Amount, most: Amount, priced: (difference: Amount) => string): string {
  const atMost = `${sayDifference(most)}${priced(most)}`;
  if (isNone(least)) return `may take ${atMost}, by its autoscalers`;
  const says = `takes ${sayDifference(least)}${priced(least)}`;
  if (isNone(minus(least, most))) return says;
  return `${says}; by its autoscalers ${isNone(most) ? 'no more than it might' : atMost}`;
}

interface Taking extends Footprint {
  readonly resource: KubernetesResource;
}

type Takings = ReadonlyMap<string, Taking>;

function footprints(plan: Plan): Takings {
  const prepared = prepare(plan);
  const takings = new Map<string, Taking>();
  for (const resource of prepared.objects) {
    const footprint = footprintOf(resource, prepared);
    if (footprint !== undefined) takings.set(resource.id, { ...footprint, resource });
  }
  return takings;
}

function sum(takings: Takings, which: 'least' | 'most'): Amount {
  return [...takings.values()].map((taking) => taking[which]).reduce(plus, NONE);
}

/** Which resource takes what, with its id. */
function changesIn(was: Takings, is: Takings): readonly (readonly [string, string])[] {
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((id) => {
    const [before, after] = [was.get(id), is.get(id)];
    const [least, most] = (['least', 'most'] as const).map((which) =>
      minus(after?.[which] ?? NONE, before?.[which] ?? NONE),
    );
    if (isNone(least!) && isNone(most!)) return [];
    const difference = sayDifference(isNone(least!) ? most! : least!);
    return [[id, `${called((after ?? before)!.resource)}: ${difference}${podsText(before, after)}`] as const];
  });
}

function podsText(before: Taking | undefined, after: Taking | undefined): string {
  const [was, is] = [countOf(before), countOf(after)];
  return was === is ? '' : `, with ${is} pods, where it had ${was}`;
}

function countOf(taking: Taking | undefined): string {
  const { least, most } = taking?.pods ?? { least: 0, most: 0 };
  return least === most ? `${least}` : `${least} to ${most}`;
}
