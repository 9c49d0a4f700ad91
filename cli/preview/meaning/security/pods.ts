import { readContainers, readPods } from '../../../../policies/containers';
import type { Analysis } from '../analysis';
import { containerTraits } from './pods/container';
import { podTraits } from './pods/pod';
import { byTraits } from './traits/by-traits';
import type { KubernetesReading } from './traits/reading';
import type { Trait } from './traits/trait';

/** What pods may do to their node and to each other, of whatever kind makes them. */
export const pods: Analysis = byTraits({
  topic: 'pod',
  gate: 'weaker-posture',
  kubernetes: () => PODS,
});

const PODS: KubernetesReading = {
  read({ object }) {
    const pods = readPods(object).map(orThrow);
    return pods.flatMap((pod): readonly Trait[] => {
      // Only a custom resource has several, and only their place tells them apart.
      const traits = [
        ...podTraits(pod, object.metadata.name),
        ...readContainers(pod).flatMap((one) => containerTraits(orThrow(one))),
      ];
      return pods.length === 1 ? traits : traits.map((trait) => placed(trait, pod.field));
    });
  },
};

function placed(trait: Trait, field: string): Trait {
  if ('of' in trait) return { ...trait, of: `${trait.of} (${field})` };
  if ('guards' in trait) return trait;
  return { ...trait, who: trait.who === undefined ? field : `${trait.who} (${field})` };
}

function orThrow<T>(read: { readonly value: T } | { readonly error: unknown }): T {
  if ('error' in read) throw read.error;
  return read.value;
}
