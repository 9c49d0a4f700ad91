import type { CustomObject } from './custom-object';

/** The fields that we set of Istio 1.29's security API. https://istio.io/latest/docs/reference/config/security/ */
export interface PeerAuthentication extends CustomObject<'security.istio.io/v1', 'PeerAuthentication'> {
  readonly spec: { readonly mtls: { readonly mode: 'STRICT' } };
}

export interface AuthorizationPolicy extends CustomObject<'security.istio.io/v1', 'AuthorizationPolicy'> {
  /** An empty spec allows nothing: it selects every workload and matches no request. */
  readonly spec: {
    readonly action?: 'ALLOW';
    readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly targetRefs?: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
    readonly rules?: readonly AuthorizationRule[];
  };
}

export interface AuthorizationRule {
  readonly from: readonly [
    { readonly source: { readonly principals: readonly string[] } | { readonly ipBlocks: readonly string[] } },
  ];
  readonly to: readonly [{ readonly operation: { readonly ports: readonly string[] } }];
}
