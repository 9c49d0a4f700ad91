import type { CustomObject } from './custom-object';

/** A workload that the operator restarts once a credential has changed. */
export interface RestartTarget {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly name: string;
}

interface Destination {
  readonly name: string;
  readonly create: boolean;
  /** @default - an opaque Secret */
  readonly type?: 'kubernetes.io/tls';
  /** @default - what was read is there, and the whole answer of Vault as `_raw` */
  readonly transformation?: { readonly excludeRaw: boolean };
}

/** The fields that we set of Vault Secrets Operator 1.5. https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference */
export interface VaultConnection extends CustomObject<'secrets.hashicorp.com/v1beta1', 'VaultConnection'> {
  readonly spec: { readonly address: string; readonly caCertPath?: string; readonly skipTLSVerify: false };
}

export interface VaultAuth extends CustomObject<'secrets.hashicorp.com/v1beta1', 'VaultAuth'> {
  readonly spec: {
    readonly vaultConnectionRef: string;
    readonly method: 'kubernetes';
    readonly mount: string;
    readonly kubernetes: {
      readonly role: string;
      readonly serviceAccount: string;
      readonly audiences: readonly string[];
    };
  };
}

export interface VaultDynamicSecret extends CustomObject<'secrets.hashicorp.com/v1beta1', 'VaultDynamicSecret'> {
  readonly spec: {
    readonly vaultAuthRef: string;
    readonly mount: string;
    readonly path: string;
    readonly renewalPercent: number;
    readonly revoke: boolean;
    readonly destination: Destination;
    readonly rolloutRestartTargets: readonly RestartTarget[];
  };
}

export interface VaultPkiSecret extends CustomObject<'secrets.hashicorp.com/v1beta1', 'VaultPKISecret'> {
  readonly spec: {
    readonly vaultAuthRef: string;
    readonly mount: string;
    readonly role: string;
    readonly commonName: string;
    readonly altNames?: readonly string[];
    readonly ttl: string;
    readonly expiryOffset: string;
    readonly revoke: boolean;
    readonly clear: boolean;
    readonly destination: Destination;
    readonly rolloutRestartTargets: readonly RestartTarget[];
  };
}

export interface VaultStaticSecret extends CustomObject<'secrets.hashicorp.com/v1beta1', 'VaultStaticSecret'> {
  readonly spec: {
    readonly vaultAuthRef: string;
    readonly mount: string;
    readonly type: 'kv-v2';
    readonly path: string;
    readonly refreshAfter: string;
    readonly hmacSecretData: boolean;
    readonly destination: Destination;
    readonly rolloutRestartTargets: readonly RestartTarget[];
  };
}
