import type { Construct } from 'constructs';
import type { KubernetesObject } from '../kubernetes';
import { STANDARDS } from '../standards';
import { renewedCertificate } from '../vault/renewed-certificate';

/** The certificate of a public name, as an authority out there signs it for the longest that the standards allow. */
export function publicCertificate(scope: Construct, name: string, domain: string, issuer: string): KubernetesObject {
  return renewedCertificate(scope, {
    ...{ name, names: [domain], lifeDays: STANDARDS.tls.certificateLifeDays },
    issuer: { kind: 'ClusterIssuer', name: issuer },
  });
}
