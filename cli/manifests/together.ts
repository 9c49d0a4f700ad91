import { isDeepStrictEqual } from 'node:util';
import { nearest } from '../../constructs/fields/nearest';
import { OPERATOR_NAMESPACES } from '../../constructs/operators/whereabouts';
import { isClusterWide } from '../../constructs/plan/cluster-wide';
import { calledInFull, resourceId } from '../../constructs/plan/identity';
import { factsOf, kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import type { Located } from './manifests';

/** Namespaces that every cluster is born with. */
const BUILT_IN = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** The object as the cluster would hold it: in the namespace that it names, or in the one that it is applied to. */
export function inNamespace(object: Manifest, namespace: string): Manifest {
  if (isClusterWide(object) || object.metadata.namespace) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** What is wrong with objects together, though each is well-formed by itself. */
export function problemsTogether(all: readonly Located[]): string[] {
  return [...duplicates(all), ...homeless(all)];
}

/** The same object said twice, differently: which one the cluster gets depends on who applies them. */
function duplicates(all: readonly Located[]): string[] {
  const first = new Map<string, Located>();
  return all.flatMap((located) => {
    const id = resourceId(located.object);
    const before = first.get(id);
    first.set(id, before ?? located);
    if (before === undefined || isDeepStrictEqual(before.object, located.object)) return [];
    return [
      `${located.place}: ${calledInFull(located.object)} is also at ${before.place}, and differs; name a folder that holds one of them`,
    ];
  });
}

/** Policies in a namespace that is declared nowhere, where all others are: a misspelt name protects nobody. */
function homeless(all: readonly Located[]): string[] {
  const declared = all.flatMap(({ object }) => (object.kind === 'Namespace' ? [object.metadata.name] : []));
  if (declared.length === 0) return [];
  // Istio reads mesh-wide policies from its own namespace, which an application's manifests do not declare.
  const known = new Set([...declared, ...BUILT_IN, OPERATOR_NAMESPACES.istio]);
  return all
    .filter(({ object }) => restricts(object) && !known.has(object.metadata.namespace ?? ''))
    .map(({ object, namespacePlace }) => {
      const namespace = object.metadata.namespace ?? '';
      const near = nearest(namespace, declared);
      const remedy =
        near === undefined ? `declare it; declared are ${declared.sort().join(', ')}` : `did you mean ${near}?`;
      return `${namespacePlace}: ${calledInFull(object)} is in namespace '${namespace}', which is declared nowhere; ${remedy}`;
    });
}

/** Whether it restricts pods of its namespace, which is lost when it lands in another. */
function restricts(object: Manifest): boolean {
  return factsOf(kindOf(object)).guards === 'what-it-selects';
}
