import { parseDocument } from 'yaml';
import type { AuditFacts } from '../../../constructs';

/** The servers that a stack is pointed at. */
export interface Servers {
  readonly id: string;
  readonly context: string;
  readonly vault: string;
  /** Where that Vault writes down what it is asked, for stacks that have it do so. */
  readonly audit: AuditFacts;
  /** Vault runs beside the cluster here, not in it, so it is told where the cluster is. */
  readonly apiServer: { readonly address: string; readonly caCertificate: string; readonly audience?: string };
}

/** A stack file with its facts pointed at other servers. */
export function withServers(stackFile: string, { id, context, vault, audit, apiServer }: Servers): string {
  const facts = parseDocument(stackFile);
  facts.setIn(['config', 'dwcp:cluster', 'id'], id);
  facts.setIn(['config', 'dwcp:cluster', 'context'], context);
  facts.setIn(['config', 'dwcp:vault', 'address'], vault);
  facts.setIn(['config', 'dwcp:vault', 'apiServer'], apiServer);
  if (facts.hasIn(['config', 'dwcp:vault', 'audit'])) facts.setIn(['config', 'dwcp:vault', 'audit'], audit);
  return facts.toString();
}
