import type { Labels } from '../../constructs/fields/labels';
import { NAMESPACE_LABEL } from '../../constructs/network/labels';
import type { End } from '../../constructs/plan/ends';
import type { Plan } from '../../constructs/plan/plan';
import type { Manifest } from '../../constructs/plan/resource';
import type { LivePod } from '../cluster/pods';
import { type Door, doorOf } from './door';
import type { TlsVersion } from './probe/client-hello';

/** An end of a plan that is declared to refuse TLS below 1.3. */
export interface TlsServer {
  readonly end: End;
  readonly port: number;
  /** For whom it is asked, without whom it need not answer. */
  readonly serverName: string;
}

/** What of a Gateway says where it listens: https://gateway-api.sigs.k8s.io/reference/spec/#listener */
interface GatewaySpec {
  readonly listeners: readonly { readonly port: number; readonly protocol: string; readonly hostname?: string }[];
}

/** By this label Istio marks the pods of a Gateway. */
const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** The gateways of a plan whose filters refuse TLS below 1.3, by each name that they answer for. */
export function tlsServersOf({ resources, ends }: Pick<Plan, 'resources' | 'ends'>): readonly TlsServer[] {
  const objects = resources.flatMap((resource) => (resource.api === 'kubernetes' ? [resource.object] : []));
  const strict = objects.filter(refusesOld);
  return objects
    .filter(({ kind, apiVersion }) => kind === 'Gateway' && apiVersion.startsWith('gateway.networking.k8s.io/'))
    .filter((gateway) => strict.some((filter) => isFor(filter, gateway)))
    .flatMap((gateway) => {
      const end = ends.find((one) => isOf(one, gateway));
      const { listeners } = gateway['spec'] as GatewaySpec;
      return end === undefined
        ? []
        : listeners
            .filter(({ protocol, hostname }) => protocol === 'HTTPS' && hostname !== undefined)
            .map(({ port, hostname }) => ({ end, port, serverName: hostname!.replace(/^\*/, 'any') }));
    });
}

/** The doors of a server that tell of its TLS, at one of its pods. */
export function tlsDoor({ port, serverName }: TlsServer, pod: LivePod, version: TlsVersion): Door {
  return { ...doorOf(pod, port), hello: { version, serverName } };
}

function refusesOld({ kind, spec }: Manifest): boolean {
  return kind === 'EnvoyFilter' && JSON.stringify(spec).includes('"tls_minimum_protocol_version":"TLSv1_3"');
}

function isFor(filter: Manifest, { metadata }: Manifest): boolean {
  const { targetRefs = [] } = filter['spec'] as { readonly targetRefs?: readonly { kind: string; name: string }[] };
  const isNamed = targetRefs.some(({ kind, name }) => kind === 'Gateway' && name === metadata.name);
  return isNamed && filter.metadata.namespace === metadata.namespace;
}

function isOf({ selectors }: End, { metadata }: Manifest): boolean {
  return selectors.some(({ namespaceSelector, podSelector }) => {
    const namespace = (namespaceSelector?.matchLabels as Labels | undefined)?.[NAMESPACE_LABEL];
    const name = (podSelector?.matchLabels as Labels | undefined)?.[GATEWAY_LABEL];
    return namespace === metadata.namespace && name === metadata.name;
  });
}
