import type { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { certificateBegins, certificateExpires, expiryAlerts } from '../observability/expiry-alerts';
import { STANDARDS } from '../standards';

const LIFE_DAYS = STANDARDS.tls.certificateLifeDays;

/**
 * What is left of its life when it is renewed: a little more than the third at which the first alert comes.
 *
 * In percent, since public authorities shorten lives: 90 days are 64 and then 45 by 2028, whatever is asked for.
 */
const RENEW_BEFORE_PERCENT = 34;

export interface CertificateProps {
  readonly name: string;
  readonly domain: string;
  /** cert-manager's ClusterIssuer. */
  readonly issuer: string;
}

/** The certificate of a public name, renewed with a new key each time, and the alerts for when it is not. */
export function publicCertificate(scope: Construct, { name, domain, issuer }: CertificateProps): KubernetesObject {
  const certificate = new KubernetesObject(scope, 'certificate', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name },
    spec: {
      secretName: name,
      dnsNames: [domain],
      duration: `${LIFE_DAYS * 24}h`,
      renewBeforePercentage: RENEW_BEFORE_PERCENT,
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuer },
    },
  });
  const namespace = SecureNamespace.of(scope).name;
  expiryAlerts(scope, 'certificate-alerts', {
    name,
    what: `certificate of ${domain}`,
    expires: certificateExpires(namespace, name),
    begins: certificateBegins(namespace, name),
    lifeDays: LIFE_DAYS,
    remedy: `Ask cert-manager why: kubectl -n ${namespace} describe certificate ${name}`,
  });
  return certificate;
}
