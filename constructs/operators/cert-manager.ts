import type { CustomObject } from './custom-object';

/** The fields that we set of cert-manager 1.21. https://cert-manager.io/docs/reference/api-docs/ */
export interface Certificate extends CustomObject<'cert-manager.io/v1', 'Certificate'> {
  readonly spec: {
    readonly secretName: string;
    readonly dnsNames: readonly string[];
    readonly duration: string;
    /** Of the life that the authority gave it, whatever was asked for. */
    readonly renewBeforePercentage: number;
    readonly privateKey: { readonly algorithm: 'ECDSA'; readonly size: 256; readonly rotationPolicy: 'Always' };
    readonly issuerRef: {
      readonly group: string;
      readonly kind: 'ClusterIssuer' | 'Issuer';
      readonly name: string;
    };
  };
}

/** One that has Vault sign. https://cert-manager.io/docs/configuration/vault/ */
export interface Issuer extends CustomObject<'cert-manager.io/v1', 'Issuer'> {
  readonly spec: {
    readonly vault: {
      readonly server: string;
      /** Path of the role that signs: `<mount>/sign/<role>`. */
      readonly path: string;
      /** The authorities that cert-manager knows Vault by: PEM, in base64. @default - those that its image trusts */
      readonly caBundle?: string;
      readonly auth: {
        readonly kubernetes: {
          readonly mountPath: string;
          readonly role: string;
          readonly serviceAccountRef: {
            readonly name: string;
            /** Whom its tokens are for besides `vault://<namespace>/<issuer>` and the server. */
            readonly audiences?: readonly string[];
          };
        };
      };
    };
  };
}
