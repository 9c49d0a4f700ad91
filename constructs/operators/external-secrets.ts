import type { CustomObject } from './custom-object';

/*
 * The fields that we set of External Secrets 1.3.
 * https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export interface SecretStore extends CustomObject<'external-secrets.io/v1', 'SecretStore'> {
  readonly spec: {
    readonly provider: {
      readonly aws: {
        readonly service: 'SecretsManager';
        readonly region: string;
        /** A token of this service account, for the role of IAM that its annotation names. Keys are no part of the type. */
        readonly auth: { readonly jwt: { readonly serviceAccountRef: { readonly name: string } } };
      };
    };
  };
}

export interface ExternalSecret extends CustomObject<'external-secrets.io/v1', 'ExternalSecret'> {
  readonly spec: {
    /** As Go writes a duration: `1m0s`. */
    readonly refreshInterval: string;
    readonly secretStoreRef: { readonly kind: 'SecretStore'; readonly name: string };
    readonly target: {
      readonly name: string;
      readonly creationPolicy: 'Owner';
      readonly deletionPolicy: 'Retain';
    };
    readonly data: readonly {
      readonly secretKey: string;
      readonly remoteRef: { readonly key: string; readonly property: string };
    }[];
  };
}
