import { bodyKind } from '../../../../../constructs/plan/diff/renames';
import type { Resource } from '../../../../../constructs/plan/resource';
import { who } from '../../../../../policies/violation';
import type { Comparison } from '../../../comparison';
import type { Finding } from '../../../finding';
import type { Pair } from '../../../pairs';
import { wholeNamespaces } from '../namespaces';
import { several, told } from '../told';
import { type Difference, differencesOf } from './compare';
import { type KubernetesReading, type Reading, traitsOf, type VaultReading } from './reading';
import type { Trait } from './trait';

/** How resources are read, by their kind. @default - they are not what this is about */
export interface Readings {
  readonly kubernetes?: (resource: Parameters<KubernetesReading['read']>[0]) => KubernetesReading | undefined;
  readonly vault?: (resource: Parameters<VaultReading['read']>[0]) => VaultReading | undefined;
}

/** Which findings differences of traits are. */
export interface About extends Readings {
  readonly topic: Finding['topic'];
  /** The gate that what is worse has to pass. */
  readonly gate: NonNullable<Finding['gate']>;
  /** Kinds that bear on their own namespace only: where that is new, or goes, so is all that they bear on. @default - none */
  readonly bounded?: readonly string[];
}

/** As many resources as a sentence names. */
const FEW = 2;

/**
 * An analysis of what can be told of each resource by itself: a finding for what is weaker, or stronger.
 *
 * Resources of one kind of which the same is to be told are told together.
 */
export function byTraits({
  topic,
  gate,
  bounded = [],
  ...readings
}: About): (comparison: Comparison) => readonly Finding[] {
  return ({ pairs }) => {
    const whole = wholeNamespaces(pairs);
    const groups = new Map<string, { readonly resources: Resource[]; readonly differences: readonly Difference[] }>();
    for (const pair of pairs) {
      const resource = resourceOf(pair);
      if (isWhole(pair) && whole.has(resource.namespace ?? '') && bounded.includes(bodyKind(resource))) continue;
      const differences = differencesIn(pair, readings);
      if (differences.length === 0) continue;
      const key = JSON.stringify([resource.kind, differences.map(({ says }) => says).sort()]);
      const group = groups.get(key) ?? { resources: [], differences };
      group.resources.push(resource);
      groups.set(key, group);
    }
    return [...groups.values()].flatMap(({ resources, differences }) =>
      told({ topic, gate, ...together(resources) }, differences),
    );
  };
}

/** Whether it came or went. */
function isWhole({ before, after }: Pair): boolean {
  return before === undefined || after === undefined;
}

function together(
  resources: readonly Resource[],
): Pick<Finding, 'subject' | 'members' | 'resources'> & { readonly called: string } {
  const sorted = [...resources].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = sorted.map(({ id }) => id);
  const about = { called: several(sorted.map(who), FEW), resources: ids };
  if (ids.length === 1) return { subject: ids[0]!, ...about };
  return { subject: `${ids[0]} and ${ids.length - 1} more`, members: ids, ...about };
}

/** The later of the two, as which a pair is told. */
export function resourceOf({ before, after }: Pair): Resource {
  return after ?? before!;
}

/** What of one resource is weaker, and what is stronger. */
export function differencesIn(pair: Pair, readings: Readings): readonly Difference[] {
  const reading = readingOf(resourceOf(pair), readings);
  if (reading === undefined) return [];
  const { before, after } = pair;
  if (before && after) return differencesOf(traitsOf(before, reading), traitsOf(after, reading));
  const { without = [] } = reading;
  const [was, is] = [before, after].map((side) => (side ? traitsOf(side, reading).filter(isNews) : without)) as [
    Trait[],
    Trait[],
  ];
  // What is as strict as nothing is no news either.
  return differencesOf(was, is).filter(({ effect }) => effect !== 'neutral');
}

function isNews(trait: Trait): boolean {
  return !('isUsual' in trait);
}

/** A reading of one kind as one of any: both resources of a pair are of that kind. */
function readingOf(resource: Resource, { kubernetes, vault }: Readings): Reading | undefined {
  const reading = resource.api === 'vault' ? vault?.(resource) : kubernetes?.(resource);
  return reading as Reading | undefined;
}
