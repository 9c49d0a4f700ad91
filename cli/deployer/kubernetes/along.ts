import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import type { Need } from './need';

type Watched = readonly (readonly [group: string, resource: string])[];

const PODS: Watched[number] = ['', 'pods'];

/** What Pulumi's plugin watches besides, by kind, to tell when an object is ready and why it is not. */
const ALONG: Readonly<Record<string, Watched>> = {
  Service: [['', 'endpoints']],
  'apps/DaemonSet': [PODS],
  'apps/Deployment': [PODS, ['', 'persistentvolumeclaims'], ['apps', 'replicasets']],
  'apps/StatefulSet': [PODS],
  'batch/Job': [PODS],
  'networking.k8s.io/Ingress': [
    ['', 'endpoints'],
    ['', 'services'],
  ],
};

/** Whatever is made: what has happened to it is told while it is waited for. */
const EVENTS: Watched = [['', 'events']];

/** What is looked at while an object of a namespace is waited for. */
export function watchedAlong(object: Manifest, namespace: string): readonly Need[] {
  return [...EVENTS, ...(ALONG[kindOf(object)] ?? [])].map(([group, resource]) => ({
    namespace,
    group,
    resource,
    verbs: resource === 'events' ? ['list', 'watch'] : ['get', 'list', 'watch'],
  }));
}
