import { Construct } from 'constructs';
import { Environment } from '../environment';
import type { AuditFacts } from '../facts/vault-facts';
import { absoluteFolder } from '../fields/folder';
import { socketAddress } from '../fields/socket-address';
import { unused } from '../names';
import { alerts, type KnownAlert } from '../observability/alerts';
import { value } from '../props/checks';
import { checkProps, needed, type Props } from '../props/props';
import { VaultResource } from './vault-resource';

/** Name of the PrometheusRule. */
const NAME = 'vault-audit';

/** The same as of the fact `vault.audit`, which they usually come from. */
const PROPS: Props<AuditFacts> = {
  file: needed(
    value(
      'give the file on the Vault server, e.g. /vault/audit/audit.log',
      (given) => typeof given === 'string' && absoluteFolder(given, '') === undefined,
    ),
  ),
  socket: needed(
    value(
      'give host and port of the collector, e.g. vector.logging.svc:9090',
      (given) => typeof given === 'string' && socketAddress(given, '') === undefined,
    ),
  ),
};

/**
 * Where Vault writes down what it is asked, and by whom: "Audit all secret access" of the standards, in two places.
 *
 * Two, because Vault answers nobody once it cannot write any of them: a full disk, or a collector that is away, would
 * stop every login. Both hold secrets as keyed hashes alone (`log_raw` stays off). Where data is protected, Pulumi
 * neither deletes nor replaces them: to move one, add the next, and take the first away by `vault audit disable`.
 *
 * The file is written by each Vault server for itself; the socket has to take connections when the device is made.
 * https://developer.hashicorp.com/vault/docs/audit#blocked-audit-devices
 */
export class AuditDevices extends Construct {
  constructor(scope: Construct, id: string, props: AuditFacts) {
    super(scope, unused(scope, id));
    checkProps(this, props, PROPS, { path: 'file', address: 'socket' });
    const { file, socket } = props;
    const { name } = Environment.of(this).posture;
    this.device(`${name}-file`, 'file', { file_path: file, mode: '0600' });
    this.device(`${name}-socket`, 'socket', { address: socket, socket_type: 'tcp', write_timeout: '2s' });
    alerts(this, 'alerts', { name: NAME, rules: () => [NOT_WRITTEN, UNKNOWN] });
  }

  private device(path: string, type: 'file' | 'socket', options: Readonly<Record<string, string>>): void {
    const description = `requests to Vault, by ${type}, for ${Environment.of(this).posture.name}`;
    new VaultResource(this, type, {
      type: 'vault:index/audit:Audit',
      path: `sys/audit/${path}`,
      args: () => ({ type, path, description, options }),
    });
  }
}

/**
 * What one device could not write, or else all of them: Vault counts a failure of a request only where none took it, and answers
 * nobody then. The first is there from the first failure on.
 *
 * https://developer.hashicorp.com/vault/docs/internals/telemetry/metrics/audit
 */
const NOT_WRITTEN: KnownAlert = {
  alert: 'AuditNotWritten',
  expr:
    'sum(increase(vault_audit_sink_failure[5m])) > 0 or ' +
    'sum(increase(vault_audit_log_request_failure[5m]) + increase(vault_audit_log_response_failure[5m])) > 0',
  for: '1m',
  labels: { severity: 'critical' },
  annotations: {
    summary: 'Vault cannot write one of its audit devices',
    description:
      '{{ $value | humanize }} writes failed in five minutes, and it answers nobody once neither device can be written. ' +
      'See which one fails: vault audit list -detailed, the disk of its file, and the collector behind its socket.',
  },
};

const UNKNOWN: KnownAlert = {
  alert: 'AuditUnknown',
  // Without this, a scrape that broke would look like an audit that never fails.
  expr: 'absent(vault_audit_log_request_failure)',
  for: '1h',
  labels: { severity: 'warning' },
  annotations: {
    summary: 'Nobody knows whether Vault writes down what it is asked',
    description:
      'The metric has been missing for an hour. Look for Vault among the targets of Prometheus, and for ' +
      'telemetry with prometheus_retention_time in its configuration.',
  },
};
