import { makesPods, podSpecsOf } from '../../../../../policies/containers';
import { byTraits } from '../traits/by-traits';
import { byKind, type KubernetesReading, type KubernetesReadings, OPAQUE } from '../traits/reading';
import { DESTINATION_RULE, SERVICE_ENTRY, SIDECAR } from './calls';
import { NAMESPACE, sidecarTraits } from './membership';
import { REQUEST_AUTHENTICATION } from './tokens';

const READINGS: KubernetesReadings = {
  Namespace: NAMESPACE,
  'extensions.istio.io/WasmPlugin': OPAQUE,
  'networking.istio.io/DestinationRule': DESTINATION_RULE,
  'networking.istio.io/EnvoyFilter': OPAQUE,
  'networking.istio.io/ProxyConfig': OPAQUE,
  'networking.istio.io/ServiceEntry': SERVICE_ENTRY,
  'networking.istio.io/Sidecar': SIDECAR,
  'networking.istio.io/WorkloadEntry': OPAQUE,
  'networking.istio.io/WorkloadGroup': OPAQUE,
  'security.istio.io/RequestAuthentication': REQUEST_AUTHENTICATION,
};

const PODS: KubernetesReading = {
  isToldElsewhere: true,
  read: ({ object }) => podSpecsOf(object).flatMap(sidecarTraits),
};

const known = byKind(READINGS);

/** What of the mesh can be told of each object by itself: who is in it, how others are called, whose tokens are believed. */
export const meshObjects = byTraits({
  topic: 'mesh',
  gate: 'weaker-posture',
  bounded: [
    'extensions.istio.io/WasmPlugin',
    'networking.istio.io/EnvoyFilter',
    'networking.istio.io/ProxyConfig',
    'networking.istio.io/Sidecar',
    'networking.istio.io/WorkloadEntry',
    'security.istio.io/RequestAuthentication',
  ],
  kubernetes: (resource) => known(resource) ?? (makesPods(resource.object) ? PODS : undefined),
});
