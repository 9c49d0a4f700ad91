import { type Fields, textMapOf } from '../../../../../policies/fields';
import type { PodSpec } from '../../../../../policies/pod-spec';
import type { KubernetesReading } from '../traits/reading';
import { may, type Trait, unranked } from '../traits/trait';

/** Whether the pods of a namespace are in the mesh: https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/ */
export const NAMESPACE: KubernetesReading = {
  read({ object }) {
    const { labels = {} } = object.metadata;
    const by = proxyOf(labels);
    return by === undefined ? [may('run pods outside the mesh')] : [unranked('how its pods are in the mesh', by)];
  },
};

/** By a sidecar, whatever its revision, or by a proxy of the node. */
function proxyOf(labels: Readonly<Record<string, string>>): string | undefined {
  if (labels['istio-injection'] === 'disabled') return undefined;
  if (labels['istio.io/dataplane-mode'] === 'ambient') return 'ambient';
  return labels['istio-injection'] === 'enabled' || (labels['istio.io/rev'] ?? '') !== '' ? 'sidecar' : undefined;
}

const TRAFFIC = 'traffic.sidecar.istio.io/';

/** What passes the sidecar of a pod by: https://istio.io/latest/docs/reference/config/annotations/ */
const AROUND: Readonly<Record<string, string>> = {
  excludeInboundPorts: 'be called past its sidecar on',
  excludeInterfaces: 'be called past its sidecar through',
  excludeOutboundIPRanges: 'call past its sidecar',
  excludeOutboundPorts: 'call past its sidecar on',
};

/** What of its own the sidecar of a pod is told. */
export function sidecarTraits({ metadata, field }: PodSpec): readonly Trait[] {
  const [labels, annotations] = ['labels', 'annotations'].map((key) =>
    textMapOf(metadata[key], `${field}.metadata.${key}`),
  ) as [Readonly<Record<string, string>>, Readonly<Record<string, string>>];
  const inject = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  return [
    ...(inject === 'false' ? [may('run outside the mesh')] : []),
    ...(annotations['sidecar.istio.io/interceptionMode'] === 'NONE' ? [may('be called past its sidecar')] : []),
    ...Object.entries(AROUND).flatMap(([key, what]) =>
      listed(annotations[`${TRAFFIC}${key}`]).map((one) => may(`${what} ${one}`)),
    ),
    ...['includeInboundPorts', 'includeOutboundPorts', 'includeOutboundIPRanges'].map((key) =>
      unranked(`${TRAFFIC}${key}`, annotations[`${TRAFFIC}${key}`] ?? 'all'),
    ),
    unranked('proxy.istio.io/config', annotations['proxy.istio.io/config']),
  ];
}

function listed(text: Fields[string]): readonly string[] {
  return typeof text === 'string'
    ? text
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '')
    : [];
}
