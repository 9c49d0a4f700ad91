import { isClusterWide } from '../../../constructs/plan/cluster-wide';
import { namespaceOf } from '../../../constructs/plan/identity';
import type { Plan } from '../../../constructs/plan/plan';
import type { KubernetesResource, Manifest } from '../../../constructs/plan/resource';
import { watchedAlong } from './along';
import { handedOn } from './handed-on';
import type { Need } from './need';
import { type PluralOf, pluralsOf } from './plural';

/** Its UID is the identity of the cluster, which is compared before anything is done. */
const IDENTITY = 'kube-system';

/** Everything that it takes to deploy the Kubernetes half of a plan, again and again, and to take it away again. */
export function needsOf({ resources, data }: Plan): readonly Need[] {
  const members = resources.filter((resource) => resource.api === 'kubernetes');
  const pluralOf = pluralsOf(members.map(({ object }) => object));
  const identity: Need = { group: '', resource: 'namespaces', verbs: ['get'], names: [IDENTITY] };
  return [
    identity,
    ...members.flatMap((resource) => {
      const deletes = data === 'disposable' || !resource.data;
      return [...lifeOf(resource, pluralOf, deletes), ...handedOn(resource.object)];
    }),
  ];
}

/**
 * What it takes to make an object, to keep it as planned and to delete it.
 *
 * What holds data is not deleted where data is protected: not by mistake, and not with the state of somebody else.
 */
function lifeOf({ object }: KubernetesResource, pluralOf: PluralOf, deletes: boolean): readonly Need[] {
  const of = { group: groupOf(object), resource: pluralOf(object) };
  const named = { ...of, names: [object.metadata.name], verbs: ['get', 'patch', ...(deletes ? ['delete'] : [])] };
  // The plugin looks at all of a kind to see one of them go.
  const seen = deletes ? ['list', 'watch'] : [];
  if (object.kind === 'Namespace') {
    // Not made: only an administrator can give rights in a namespace, and not before it is there.
    return [named, { ...of, verbs: seen }];
  }
  if (isClusterWide(object) || object.metadata.namespace === undefined) {
    // A definition is replaced as a whole, by an update.
    return [
      { ...named, verbs: [...named.verbs, 'update'] },
      { ...of, verbs: ['create', ...seen] },
    ];
  }
  const namespace = namespaceOf(object);
  // To list Secrets is to read all of them.
  if (object.kind === 'Secret')
    return [
      { ...named, namespace },
      { ...of, namespace, verbs: ['create'] },
    ];
  const verbs = ['create', 'get', 'list', 'patch', 'watch', ...(deletes ? ['delete'] : [])];
  return [{ ...of, namespace, verbs }, ...watchedAlong(object, namespace)];
}

function groupOf({ apiVersion }: Manifest): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}
