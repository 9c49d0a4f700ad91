import type { Construct } from 'constructs';
import { certificatesIn } from '../fields/certificate';
import type { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { alerts } from '../observability/alerts';
import { STANDARDS } from '../standards';

const DAY_SECONDS = 86_400;

/** As long as a certificate may live: what it signed last may be good for so long, and all who trust it have to learn of the next. */
const NOTICE_SECONDS = STANDARDS.tls.certificateLifeDays * DAY_SECONDS;

/**
 * Says when an authority is about to end by which a server outside is known: from that moment on, nobody connects.
 *
 * It is asked of the certificate that was declared, so there is no metric that could be missing.
 */
export function authorityAlerts(
  scope: Construct,
  name: string,
  { host, authority }: { readonly host: string; readonly authority: string },
): KubernetesObject {
  const { name: namespace } = SecureNamespace.of(scope);
  const ends = Math.min(...(certificatesIn(authority) ?? []).map(({ validTo }) => Date.parse(validTo) / 1000));
  return alerts(scope, 'alerts', {
    name,
    rules: () => [
      {
        alert: 'AuthorityEnds',
        expr: `vector(${ends}) - time() < ${NOTICE_SECONDS}`,
        for: '1h',
        labels: { severity: 'warning' },
        annotations: {
          summary: `An authority by which ${host} is known in ${namespace} is about to end`,
          description:
            `{{ $value | humanizeDuration }} are left. Declare the next one beside it in \`authorityCertificate\` of ${name}, deploy, ` +
            'have the server take a certificate of it, and then leave out the one that ends.',
        },
      },
    ],
  });
}
