import type { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { certificateBegins, certificateExpires, expiryAlerts } from '../observability/expiry-alerts';

/**
 * What is left of its life when it is renewed: a little more than the third at which the first alert comes.
 *
 * In percent, since public authorities shorten lives: 90 days are 64 and then 45 by 2028, whatever is asked for.
 */
const RENEW_BEFORE_PERCENT = 34;

export interface CertificateProps {
  readonly name: string;
  /** Host names that it answers for. */
  readonly names: readonly string[];
  readonly issuer: { readonly kind: 'ClusterIssuer' | 'Issuer'; readonly name: string };
  /** What is asked for; whoever issues it may give less. */
  readonly lifeDays: number;
}

/** A certificate that cert-manager renews with a new key each time, and the alerts for when it is not. */
export function renewedCertificate(scope: Construct, props: CertificateProps): KubernetesObject {
  const { name, names, issuer, lifeDays } = props;
  const certificate = new KubernetesObject(scope, 'certificate', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name },
    spec: {
      secretName: name,
      dnsNames: names,
      duration: `${lifeDays * 24}h`,
      renewBeforePercentage: RENEW_BEFORE_PERCENT,
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: { group: 'cert-manager.io', ...issuer },
    },
  });
  const namespace = SecureNamespace.of(scope).name;
  expiryAlerts(scope, 'certificate-alerts', {
    name,
    what: `certificate of ${names.join(', ')}`,
    expires: certificateExpires(namespace, name),
    begins: certificateBegins(namespace, name),
    lifeDays,
    remedy: `Ask cert-manager why: kubectl -n ${namespace} describe certificate ${name}`,
  });
  return certificate;
}
