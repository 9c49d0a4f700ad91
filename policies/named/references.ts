import { factsOf, kindOf } from '../../constructs/plan/kinds';
import type { KubernetesResource, Manifest } from '../../constructs/plan/resource';
import { builtOnce } from '../built-once';
import type { Prepared } from '../prepared';
import { remember } from '../reachability/remember';
import { NAMINGS } from './of-kinds';
import { namedByPod } from './of-pods';
import { namedBy, type Reference } from './reference';
import { vaultRolesIn } from './vault-roles';

const known = builtOnce((): Map<KubernetesResource, readonly Reference[]> => new Map());

/**
 * All that an object names, without which it does not do what it is there for. Looked for once, however many rules ask.
 *
 * @throws Unknowable when one of the names cannot be read.
 */
export function referencesIn(resource: KubernetesResource, context: Prepared): readonly Reference[] {
  return remember(known(context), resource, () => find(resource, context));
}

function find(resource: KubernetesResource, { podsOf }: Prepared): readonly Reference[] {
  const { object } = resource;
  return [
    ...namingsOf(object).flatMap((naming) => namedBy(naming, object)),
    ...vaultRolesIn(object),
    // What others copy names what is where they copy it to.
    ...(factsOf(kindOf(object)).copied ? [] : podsOf(resource).flatMap(namedByPod)),
  ];
}

/** Whether an object is of a kind that names others, or makes pods, which do. */
export function mayName(resource: KubernetesResource, { podsOf }: Pick<Prepared, 'podsOf'>): boolean {
  if (namingsOf(resource.object).length > 0) return true;
  return !factsOf(kindOf(resource.object)).copied && podsOf(resource).length > 0;
}

function namingsOf(object: Manifest) {
  const kind = kindOf(object);
  return Object.hasOwn(NAMINGS, kind) ? NAMINGS[kind]! : [];
}
