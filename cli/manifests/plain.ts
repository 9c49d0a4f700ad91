import { factsOf, kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import { isAbsent, isFields } from '../../policies/fields';
import { isPlainNetworkPolicy } from './plain-network-policy';

/*
 * What nearly every object is: nothing that a shape has to say anything of, told without it. Where one of these is
 * false, the shapes of `faults.ts` decide, and say in words what is wrong.
 */

/** Whether all that the name, the namespace and the labels say can be read. */
export function isPlainlyNamed(object: { readonly metadata?: unknown }): boolean {
  return isNamed(object) && isPlainlyLabelled(object.metadata);
}

/** Whether it is known what an object is called, whatever else its metadata holds. */
export function isNamed({ metadata }: { readonly metadata?: unknown }): boolean {
  return (
    isFields(metadata) && typeof metadata['name'] === 'string' && typeof (metadata['namespace'] ?? '') === 'string'
  );
}

/** Whether all that is read of an object beside its name can be: policies, and the labels of pods. */
export function isPlain(object: Manifest): boolean {
  const kind = kindOf(object);
  if (kind === 'networking.k8s.io/NetworkPolicy') return isPlainNetworkPolicy(object);
  let template: unknown = object;
  for (const key of factsOf(kind).template ?? []) {
    if (!isFields(template)) return isAbsent(template);
    template = template[key];
  }
  return isAbsent(template) || (isFields(template) && isPlainlyLabelled(template['metadata']));
}

/** Whether the items of a list are objects. */
export function isPlainList(object: object): boolean {
  const { items } = object as { readonly items?: unknown };
  return isAbsent(items) || (Array.isArray(items) && items.every(isFields));
}

function isPlainlyLabelled(metadata: unknown): boolean {
  return isAbsent(metadata) || (isFields(metadata) && (isAbsent(metadata['labels']) || isTexts(metadata['labels'])));
}

function isTexts(value: unknown): boolean {
  return isFields(value) && Object.values(value).every((text) => typeof text === 'string');
}
