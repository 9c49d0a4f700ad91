import type { CustomObject } from './custom-object';

/** A workload that the operator restarts once a credential has changed. */
export interface RestartTarget {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly name: string;
}

type RestartTargets = readonly [RestartTarget, ...RestartTarget[]];

/** What the operator writes of a credential that it reads. */
interface Destination {
  readonly name: string;
  readonly create: true;
  /** @default - an opaque Secret */
  readonly type?: 'kubernetes.io/tls';
  /** Empty: what was read is there, and the whole answer of Vault as `_raw`. */
  readonly transformation: {
    readonly excludeRaw?: true;
    /** Keys beside what was read, each by a text of https://pkg.go.dev/text/template. */
    readonly templates?: Readonly<Record<string, { readonly text: string }>>;
  };
}

/*
 * The fields that we set of Vault Secrets Operator 1.5.
 * https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference
 *
 * It writes each object back once, with a finalizer, as its own types spell it: without what is false or an empty list, with an
 * empty `transformation`. Where that is another spelling, the object has another generation, for which the operator reads the
 * credential once more and restarts its readers. So the types leave no other spelling than that one.
 */
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
    readonly revoke: true;
    readonly destination: Destination;
    readonly rolloutRestartTargets?: RestartTargets;
  };
}

export interface VaultPkiSecret extends CustomObject<'secrets.hashicorp.com/v1beta1', 'VaultPKISecret'> {
  readonly spec: {
    readonly vaultAuthRef: string;
    readonly mount: string;
    readonly role: string;
    readonly commonName: string;
    readonly altNames?: readonly [string, ...string[]];
    readonly ttl: string;
    readonly expiryOffset: string;
    readonly clear: true;
    readonly destination: Destination;
    readonly rolloutRestartTargets?: RestartTargets;
  };
}

export interface VaultStaticSecret extends CustomObject<'secrets.hashicorp.com/v1beta1', 'VaultStaticSecret'> {
  readonly spec: {
    readonly vaultAuthRef: string;
    readonly mount: string;
    readonly type: 'kv-v2';
    readonly path: string;
    readonly refreshAfter: string;
    readonly hmacSecretData: true;
    readonly destination: Destination;
    readonly rolloutRestartTargets?: RestartTargets;
  };
}
