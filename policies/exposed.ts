import { namespaceOf } from '../constructs/plan/identity';
import { kindOf } from '../constructs/plan/kinds';
import { SERVICE_LEVEL_ANNOTATION } from '../constructs/plan/promised';
import type { KubernetesResource } from '../constructs/plan/resource';
import { builtOnce } from './built-once';
import { entriesOf, fieldsOf, step, textsOf } from './fields';
import { GATEWAY, isWaypoint } from './gateway';
import type { Reference } from './named/reference';
import { referencesIn } from './named/references';
import type { Prepared } from './prepared';
import { tryRead } from './read';

const INGRESS = 'networking.k8s.io/Ingress';
/** Routes of others, which are there for people. */
const OF_OTHERS = [
  'projectcontour.io/HTTPProxy',
  'route.openshift.io/Route',
  'traefik.containo.us/IngressRoute',
  'traefik.io/IngressRoute',
];
const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
/** Of a VirtualService, who calls from within the mesh. */
const MESH = 'mesh';
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`);

/** Services that people reach, each with the first route or Ingress by which they do. */
export const exposedIn = builtOnce((context): ReadonlyMap<KubernetesResource, KubernetesResource> => {
  const exposed = new Map<KubernetesResource, KubernetesResource>();
  const lead = (route: KubernetesResource, references: readonly Reference[]) => {
    const own = namespaceOf(route.object);
    for (const { kind, name, namespace = own, field } of references) {
      // A route may belong to a Service as well, for callers within the mesh.
      if (kind !== 'Service' || field.startsWith('spec.parentRefs')) continue;
      const service = context.find('Service', name, namespace);
      if (service !== undefined && !exposed.has(service)) exposed.set(service, route);
    }
  };
  for (const route of context.of(INGRESS, ...OF_OTHERS, ...ROUTES)) {
    // What it names and cannot be read is for the rule about references.
    const references = tryRead(() => (isHeldToNone(route) ? [] : referencesIn(route, context)));
    if ('value' in references && isForPeople(route, references.value, context)) lead(route, references.value);
  }
  for (const route of context.of(VIRTUAL_SERVICE)) {
    const references = tryRead(() => (isHeldToNone(route) ? [] : destinationsOf(route)));
    if ('value' in references) lead(route, references.value);
  }
  return exposed;
});

/**
 * The Services to which a VirtualService leads from a gateway: a short name is one of its namespace.
 *
 * https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
function destinationsOf({ object }: KubernetesResource): readonly Reference[] {
  const { gateways, ...spec } = fieldsOf(object['spec'], 'spec');
  if (!textsOf(gateways, 'spec.gateways').some((gateway) => gateway !== MESH)) return [];
  const protocols = ['http', 'tls', 'tcp'].flatMap((key) => entriesOf(spec[key], `spec.${key}`));
  const routes = protocols.flatMap(({ field, value }) => entriesOf(value['route'], `${field}.route`));
  return routes.flatMap((one) => {
    const { field, value } = step(one, 'destination');
    const host = typeof value['host'] === 'string' ? value['host'] : '';
    const [, name, namespace] = /^([^.]+)(?:\.([^.]+)\.svc(?:\..+)?)?$/.exec(host) ?? [];
    return name === undefined
      ? []
      : [{ field: `${field}.host`, kind: 'Service', name, ...(namespace !== undefined && { namespace }) }];
  });
}

/** Whether an object says that who uses it is promised nothing. */
export function isHeldToNone({ object }: KubernetesResource): boolean {
  const { annotations } = object.metadata;
  return fieldsOf(annotations, 'metadata.annotations')[SERVICE_LEVEL_ANNOTATION] === 'none';
}

/** A gateway that is made elsewhere is taken for one to the outside: most are. */
function isForPeople(route: KubernetesResource, references: readonly Reference[], { find }: Prepared): boolean {
  if (!ROUTES.includes(kindOf(route.object))) return true;
  const own = namespaceOf(route.object);
  return references.some(({ kind, name, namespace = own }) => {
    if (kind !== GATEWAY) return false;
    const gateway = find(GATEWAY, name, namespace);
    return gateway === undefined || !isWaypoint(gateway);
  });
}
