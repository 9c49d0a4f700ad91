import { Construct } from 'constructs';
import { unused } from '../names';
import { expiryAlerts } from '../observability/expiry-alerts';
import { count } from '../props/checks';
import { checkProps, optional, type Props } from '../props/props';

export interface MeshRootAlertsProps {
  /**
   * Life of the root certificate.
   *
   * @default 3650 - ten years: the authority that istiod makes itself
   */
  readonly rootLifeDays?: number;

  /**
   * Life of the certificate that istiod signs with, where that is an intermediate of another authority's root.
   *
   * @default - the root signs by itself, so that istiod reports no other
   */
  readonly issuerLifeDays?: number;
}

const PROPS: Props<MeshRootAlertsProps> = { rootLifeDays: optional(count), issuerLifeDays: optional(count) };

/**
 * Alerts for the certificates that the whole mesh stands on: when one expires, every connection in it fails at once.
 *
 * Changing a root takes weeks, since every proxy has to trust the next one before anything is signed by it.
 */
export class MeshRootAlerts extends Construct {
  constructor(scope: Construct, id: string, props: MeshRootAlertsProps = {}) {
    super(scope, unused(scope, id));
    checkProps(this, props, PROPS, { root: 'rootLifeDays', issuer: 'issuerLifeDays', days: 'rootLifeDays' });
    const { rootLifeDays = 3650, issuerLifeDays } = props;
    const remedy = 'Add a next root to what the mesh trusts, then change what istiod signs with.';
    expiryAlerts(this, 'root', {
      name: `${id}-root`,
      what: 'root certificate of the mesh',
      expires: 'min(citadel_server_root_cert_expiry_timestamp)',
      lifeDays: rootLifeDays,
      remedy,
    });
    if (issuerLifeDays === undefined) return;
    expiryAlerts(this, 'issuer', {
      name: `${id}-issuer`,
      what: 'certificate that the mesh signs with',
      expires: 'min(citadel_server_cert_chain_expiry_timestamp)',
      lifeDays: issuerLifeDays,
      remedy: 'Give istiod a new certificate of the same root, in the Secret cacerts.',
    });
  }
}
