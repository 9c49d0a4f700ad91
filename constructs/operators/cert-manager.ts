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
    readonly issuerRef: { readonly group: string; readonly kind: 'ClusterIssuer'; readonly name: string };
  };
}
