import type { LiveObject } from '../support/kubernetes-api';
import { type Condition, conditions, makeFor, type StandIn, secret, warn, writeStatus } from './stand-in';

export const ISSUED: readonly Condition[] = [
  { type: 'Ready', status: 'True', reason: 'Ready', message: 'Certificate is up to date and has not expired' },
];

/** What cert-manager says once an order has failed; the name of the request is not predictable. */
const FAILED: readonly Condition[] = [
  { type: 'Ready', status: 'False', reason: 'DoesNotExist', message: 'Issuing certificate as Secret does not exist' },
  {
    type: 'Issuing',
    status: 'False',
    reason: 'Failed',
    message:
      'The certificate request has failed to complete and will be retried: Failed to wait for order resource to become ready: order is in "invalid" state',
  },
];

/** cert-manager 1.21: a certificate is issued into its Secret. */
export const CERT_MANAGER: StandIn = {
  kinds: [{ apiVersion: 'cert-manager.io/v1', kind: 'Certificate' }],
  settle: async (certificate, site) => {
    const fails = site.fails(certificate);
    const now = fails ? FAILED : ISSUED;
    if (said(certificate, now)) return !fails;
    if (!fails) {
      const keys = ['tls.crt', 'tls.key', 'ca.crt'];
      await makeFor(site, certificate, secret(certificate['spec'].secretName, keys, 'kubernetes.io/tls'));
    }
    if (fails) await warn(site, certificate, 'Failed', FAILED.at(-1)!.message);
    await writeStatus(site, certificate, { conditions: conditions(certificate, now) });
    return !fails;
  },
};

function said({ status, metadata }: LiveObject, now: readonly Condition[]): boolean {
  const before = (status?.conditions ?? []) as readonly (Condition & { readonly observedGeneration?: number })[];
  return now.every(({ type, ...rest }) => {
    const was = before.find((one) => one.type === type);
    return was?.status === rest.status && was.observedGeneration === metadata.generation;
  });
}
