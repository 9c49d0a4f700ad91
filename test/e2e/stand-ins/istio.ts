import type { LiveObject } from '../support/kubernetes-api';
import { type Condition, conditions, type Site, type StandIn, writeStatus } from './stand-in';

const API = 'gateway.networking.k8s.io/v1';
const CONTROLLER = 'istio.io/gateway-controller';

/** Of those addresses that are kept for documentation. */
const ADDRESS = '203.0.113.10';

const condition = (type: string, fails: boolean, reason: string, message: string): Condition => ({
  type,
  status: fails ? 'False' : 'True',
  reason,
  message,
});

/** Istio 1.29 as the controller of the Gateway API: gateways have an address and listen, routes are accepted. */
export const ISTIO: StandIn = {
  kinds: ['Gateway', 'HTTPRoute'].map((kind) => ({ apiVersion: API, kind })),
  settle: async (object, site) => {
    const fails = site.fails(object);
    if (!isSaid(object, fails)) await (object.kind === 'Gateway' ? gateway : route)(object, site, fails);
    return !fails;
  },
};

async function gateway(object: LiveObject, site: Site, fails: boolean): Promise<void> {
  const listeners = object['spec'].listeners.map(({ name }: { name: string }) => ({
    name,
    attachedRoutes: 0,
    supportedKinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
    conditions: conditions(object, [
      condition('Accepted', false, 'Accepted', 'No errors found'),
      condition('Programmed', fails, fails ? 'Invalid' : 'Programmed', 'No errors found'),
      condition('ResolvedRefs', fails, fails ? 'InvalidCertificateRef' : 'ResolvedRefs', 'No errors found'),
    ]),
  }));
  await writeStatus(site, object, {
    addresses: fails ? [] : [{ type: 'IPAddress', value: ADDRESS }],
    listeners,
    conditions: conditions(object, [
      condition('Accepted', false, 'Accepted', 'Resource accepted'),
      fails
        ? condition(
            'Programmed',
            true,
            'AddressNotAssigned',
            'Assigned to service(s) edge, but failed to assign to all requested addresses',
          )
        : condition('Programmed', false, 'Programmed', `Resource programmed, assigned to service(s) ${ADDRESS}:443`),
    ]),
  });
}

async function route(object: LiveObject, site: Site, fails: boolean): Promise<void> {
  const parents = object['spec'].parentRefs.map((parentRef: object) => ({
    parentRef,
    controllerName: CONTROLLER,
    conditions: conditions(object, [
      condition('Accepted', false, 'Accepted', 'Route was valid'),
      condition('ResolvedRefs', fails, fails ? 'BackendNotFound' : 'ResolvedRefs', 'All references resolved'),
    ]),
  }));
  await writeStatus(site, object, { parents });
}

/** Whether the last thing that is said of it is of the object as it is now, and what there is to say. */
function isSaid({ status, metadata }: LiveObject, fails: boolean): boolean {
  const last = (status?.parents?.[0]?.conditions ?? status?.conditions)?.at(-1);
  return last?.observedGeneration === metadata.generation && last.status === (fails ? 'False' : 'True');
}
