import type { Analysis } from '../analysis';
import { GATEWAY, REFERENCE_GRANT, ROUTE } from './exposure/gateway-api';
import { INGRESS, ISTIO_GATEWAY, OPENSHIFT_ROUTE, VIRTUAL_SERVICE } from './exposure/others';
import { SERVICE } from './exposure/services';
import { byTraits } from './traits/by-traits';
import { byKind, type KubernetesReadings, OPAQUE } from './traits/reading';

const READINGS: KubernetesReadings = {
  Endpoints: OPAQUE,
  Service: SERVICE,
  'discovery.k8s.io/EndpointSlice': OPAQUE,
  'gateway.networking.k8s.io/GRPCRoute': ROUTE,
  'gateway.networking.k8s.io/Gateway': GATEWAY,
  'gateway.networking.k8s.io/HTTPRoute': ROUTE,
  'gateway.networking.k8s.io/ReferenceGrant': REFERENCE_GRANT,
  'gateway.networking.k8s.io/TCPRoute': ROUTE,
  'gateway.networking.k8s.io/TLSRoute': ROUTE,
  'gateway.networking.k8s.io/UDPRoute': ROUTE,
  'networking.istio.io/Gateway': ISTIO_GATEWAY,
  'networking.istio.io/VirtualService': VIRTUAL_SERVICE,
  'networking.k8s.io/Ingress': INGRESS,
  'projectcontour.io/HTTPProxy': OPAQUE,
  'route.openshift.io/Route': OPENSHIFT_ROUTE,
  'traefik.io/IngressRoute': OPAQUE,
  'traefik.io/IngressRouteTCP': OPAQUE,
};

/** What may be asked for from outside the cluster, and where it leads. */
export const exposure: Analysis = byTraits({
  topic: 'exposure',
  gate: 'wider-reachability',
  kubernetes: byKind(READINGS),
});
