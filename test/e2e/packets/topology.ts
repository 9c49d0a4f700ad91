import type { Manifest } from '../../../constructs/plan/resource';
import type { Actor, Cast, Port } from './cast';

/** Rendered objects, and who is there to be kept apart by them. */
export interface Topology {
  readonly name: string;
  /** As they are rendered; what is no NetworkPolicy and no Namespace is there for who its pods are. */
  readonly objects: readonly Manifest[];
  readonly actors: readonly Actor[];
  /** Labels of namespaces that are not among the objects. @default - none has any */
  readonly namespaces?: Cast['namespaces'];
  readonly ports: readonly Port[];
}

export function policiesIn(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.filter(({ kind }) => kind === 'NetworkPolicy');
}

/** The cast, in namespaces with the labels that the objects give them, and none where they do not say. */
export function castOf({ objects, actors, namespaces, ports }: Topology): Cast {
  const rendered = objects
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => [metadata.name, metadata.labels ?? {}] as const);
  const inhabited = actors.flatMap((actor) => (actor.kind === 'pod' ? [[actor.namespace, {}] as const] : []));
  return { namespaces: { ...Object.fromEntries([...inhabited, ...rendered]), ...namespaces }, actors, ports };
}
