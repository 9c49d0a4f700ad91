import { kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import { entriesOf, fieldsOf } from '../fields';

/** What an object does to connections beyond what is evaluated here; nothing for most. */
export function unevaluatedIn(object: Manifest, name: string): string | undefined {
  switch (kindOf(object)) {
    case 'gateway.networking.k8s.io/Gateway':
      return gateway(object, name);
    case 'networking.istio.io/DestinationRule':
      return destinationRule(object, name);
    case 'networking.istio.io/Sidecar':
      return sidecar(object, name);
    case 'crd.projectcalico.org/GlobalNetworkSet':
    case 'crd.projectcalico.org/NetworkSet':
    case 'projectcalico.org/GlobalNetworkSet':
    case 'projectcalico.org/NetworkSet':
      return `${name} gives addresses labels, which selectors of Calico's policies may mean, which is not evaluated; addresses may reach more than is said here`;
    default:
      if (!object.kind.endsWith('List') || !Array.isArray(object['items'])) return undefined;
      return `${name} holds objects that were not looked at; pass them one by one`;
  }
}

function gateway(object: Manifest, name: string): string | undefined {
  const { gatewayClassName } = fieldsOf(object['spec'], 'spec');
  if (gatewayClassName === 'istio') return undefined;
  // https://istio.io/latest/docs/ambient/usage/waypoint/
  if (gatewayClassName === 'istio-waypoint') {
    return `${name} is a waypoint of the ambient mesh, which is not evaluated; what it stands before may take less than is said here`;
  }
  return `${name} is of class '${String(gatewayClassName)}', whose pods are not known; add the workload that runs it`;
}

function sidecar(object: Manifest, name: string): string | undefined {
  const { ingress } = fieldsOf(object['spec'], 'spec');
  if (entriesOf(ingress, 'spec.ingress').length === 0) return undefined;
  return `${name} says on which ports sidecars listen, which is not evaluated; its pods may take more or less than is said here`;
}

function destinationRule(object: Manifest, name: string): string | undefined {
  const policy = fieldsOf(fieldsOf(object['spec'], 'spec')['trafficPolicy'], 'spec.trafficPolicy');
  const ports = entriesOf(policy['portLevelSettings'], 'spec.trafficPolicy.portLevelSettings');
  const modes = [policy, ...ports.map(({ value }) => value)].map((one) => fieldsOf(one['tls'], 'tls')['mode']);
  if (modes.every((mode) => mode === undefined || mode === 'ISTIO_MUTUAL')) return undefined;
  return `${name} changes the TLS that sidecars call with, which is not evaluated; callers may prove less than is said here`;
}
