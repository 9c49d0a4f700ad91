import type { CustomObject } from './custom-object';

/** The fields that we set of Istio 1.29's security API. https://istio.io/latest/docs/reference/config/security/ */
export interface PeerAuthentication extends CustomObject<'security.istio.io/v1', 'PeerAuthentication'> {
  readonly spec: { readonly mtls: { readonly mode: 'STRICT' | 'PERMISSIVE' } };
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

/** Checks a JSON Web Token where there is one; that there is one, an AuthorizationPolicy demands. */
export interface RequestAuthentication extends CustomObject<'security.istio.io/v1', 'RequestAuthentication'> {
  readonly spec: {
    readonly targetRefs: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
    readonly jwtRules: readonly {
      readonly issuer: string;
      readonly jwksUri: string;
      readonly audiences: readonly string[];
      readonly forwardOriginalToken: boolean;
    }[];
  };
}

export interface AuthorizationRule {
  readonly from: readonly [
    {
      readonly source:
        | { readonly principals: readonly string[] }
        | { readonly ipBlocks: readonly string[]; readonly requestPrincipals?: readonly string[] };
    },
  ];
  readonly to: readonly [{ readonly operation: Operation }];
}

interface Operation {
  readonly ports: readonly string[];
  readonly methods?: readonly string[];
  readonly paths?: readonly string[];
  readonly notPaths?: readonly string[];
}
