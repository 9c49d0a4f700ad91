import { isDeepStrictEqual } from 'node:util';
import { nearest } from '../../constructs/fields/nearest';
import { OPERATOR_NAMESPACES } from '../../constructs/operators/whereabouts';
import { calledInFull, resourceId } from '../../constructs/plan/identity';
import { factsOf, isHeldToOrCopied, kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import type { CustomKinds } from '../../policies/custom-kinds';
import type { Located } from './manifests';
import type { Reading } from './reading';

/** Namespaces that every cluster is born with. */
const BUILT_IN = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/**
 * The object as the cluster would hold it: in the namespace that it names, or in the one that it is applied to.
 *
 * What others copy, or are held to, such as the policy of an engine, may be of the whole cluster: nobody has put it anywhere.
 */
export function inNamespace(object: Manifest, namespace: string, custom: CustomKinds): Manifest {
  if (isHeldToOrCopied(kindOf(object))) return object;
  if (custom.isClusterWide(object) || object.metadata.namespace) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** What is to be told of objects together, though each is well-formed by itself. */
export function readTogether(all: readonly Located[], assumed: readonly string[], reading: Reading): void {
  reading.problems.push(...duplicates(all));
  reading.notes.push(...homeless(all, assumed));
}

/** Places of one object that are named; where there are more, somebody passed variants of one thing. */
const PLACES = 3;

/** The same object said several times, differently: which one the cluster gets depends on who applies them. */
function duplicates(all: readonly Located[]): string[] {
  const byId = new Map<string, [Located, ...Located[]]>();
  for (const located of all) {
    const id = resourceId(located.object);
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [located]);
    else known.push(located);
  }
  return [...byId.values()].flatMap(([first, ...others]) => {
    const different = others.filter(({ object }) => !isDeepStrictEqual(said(first.object), said(object)));
    if (different.length === 0) return [];
    // One more is no longer than to say that there is one more.
    const shown = different.length <= PLACES + 1 ? different.length : PLACES;
    const places = different.slice(0, shown).map(({ place }) => place);
    const more = different.length > shown ? ` and ${different.length - shown} more places` : '';
    return [
      `${first.place}: ${calledInFull(first.object)} is also at ${places.join(', ')}${more}, and differs there; this one is taken, so name a folder that holds one of them`,
    ];
  });
}

/** What the API server writes into the metadata of an object, which says nothing of what somebody wants. */
const OF_SERVER = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];
const OF_SERVER_ANNOTATIONS = ['deployment.kubernetes.io/revision', 'kubectl.kubernetes.io/last-applied-configuration'];

/** An object without what the API server adds. */
function said({ status: _, ...object }: Manifest): unknown {
  const { annotations, ...metadata } = without(object.metadata, OF_SERVER);
  const own = without((annotations ?? {}) as object, OF_SERVER_ANNOTATIONS);
  return { ...object, metadata: { ...metadata, annotations: own } };
}

function without(fields: object, keys: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

/** Namespaces of policies that are declared nowhere, where others are: a misspelt name protects nobody. Each once. */
function homeless(all: readonly Located[], assumed: readonly string[]): string[] {
  const declared = all.flatMap(({ object }) => (kindOf(object) === 'Namespace' ? [object.metadata.name] : []));
  if (declared.length === 0) return [];
  // Istio reads mesh-wide policies from its own namespace, which an application's manifests do not declare.
  const known = new Set([...declared, ...assumed, ...BUILT_IN, OPERATOR_NAMESPACES.istio]);
  const found = new Map<string, Located[]>();
  for (const located of all.filter(({ object }) => restricts(object))) {
    const namespace = located.object.metadata.namespace ?? '';
    if (!known.has(namespace)) found.set(namespace, [...(found.get(namespace) ?? []), located]);
  }
  return [...found].map(([namespace, policies]) =>
    undeclared(namespace, policies as [Located, ...Located[]], declared),
  );
}

function undeclared(
  namespace: string,
  policies: readonly [Located, ...Located[]],
  declared: readonly string[],
): string {
  const [{ object, namespacePlace }, ...others] = policies;
  const more =
    others.length === 0 ? '' : `, with ${others.length} more ${others.length === 1 ? 'policy' : 'policies'},`;
  const near = nearest(namespace, declared);
  const remedy = near === undefined ? `declare it, or pass --assume-namespace ${namespace}` : `did you mean ${near}?`;
  return `${namespacePlace()}: ${calledInFull(object)}${more} is in namespace '${namespace}', which is declared nowhere, so only its name is known; ${remedy}`;
}

/** Whether it restricts pods of its namespace, which is lost when it lands in another. */
function restricts(object: Manifest): boolean {
  return factsOf(kindOf(object)).guards === 'what-it-selects';
}
