import * as fc from 'fast-check';
import type { Manifest } from '../../../constructs/plan/resource';
import { OBJECT_FOCI } from './object-foci';
import { POD_FOCI } from './pod-foci';
import { workloads } from './workloads';

/** Objects like those that a rule is about, some of them refused by it, by a seed: the same ones each time. */
export function generatedFor(rule: string, count: number, seed: number): readonly Manifest[] {
  const pods = POD_FOCI[rule];
  const objects = OBJECT_FOCI[rule] ?? (pods && workloads(pods));
  if (objects === undefined)
    throw new Error(`nothing is generated for rule '${rule}'; add it to object-foci or pod-foci`);
  const where = rule === 'default-namespace-empty' ? fc.constantFrom('shop', 'default') : fc.constant(undefined);
  return fc
    .sample(fc.tuple(objects, where), { numRuns: count, seed })
    .map(([object, namespace]) => (namespace === undefined ? object : inNamespace(object, namespace)));
}

function inNamespace(object: Manifest, namespace: string): Manifest {
  return { ...object, metadata: { ...object.metadata, namespace } };
}
