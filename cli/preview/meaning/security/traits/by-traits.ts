import type { Resource } from '../../../../../constructs/plan/resource';
import { who } from '../../../../../policies/violation';
import type { Comparison } from '../../../comparison';
import type { Finding } from '../../../finding';
import type { Pair } from '../../../pairs';
import { told } from '../told';
import { type Difference, differencesOf } from './compare';
import { type KubernetesReading, type Reading, traitsOf, type VaultReading } from './reading';

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
}

/** An analysis of what can be told of each resource by itself: a finding for each that is weaker, or stronger. */
export function byTraits({ topic, gate, ...readings }: About): (comparison: Comparison) => readonly Finding[] {
  return ({ pairs }) =>
    pairs.flatMap((pair) => {
      const { id } = resourceOf(pair);
      const about = { topic, gate, subject: id, called: who(resourceOf(pair)), resources: [id] };
      return told(about, differencesIn(pair, readings));
    });
}

/** The later of the two, as which a pair is told. */
export function resourceOf({ before, after }: Pair): Resource {
  return after ?? before!;
}

/** What of one resource is weaker, and what is stronger. */
export function differencesIn(pair: Pair, readings: Readings): readonly Difference[] {
  const reading = readingOf(resourceOf(pair), readings);
  if (reading === undefined) return [];
  const { without = [] } = reading;
  const { before, after } = pair;
  return differencesOf(before ? traitsOf(before, reading) : without, after ? traitsOf(after, reading) : without);
}

/** A reading of one kind as one of any: both resources of a pair are of that kind. */
function readingOf(resource: Resource, { kubernetes, vault }: Readings): Reading | undefined {
  const reading = resource.api === 'vault' ? vault?.(resource) : kubernetes?.(resource);
  return reading as Reading | undefined;
}
