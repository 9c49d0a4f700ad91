import type { Construct } from 'constructs';
import { invalid } from '../invalid';
import { SecureNamespace } from '../network/secure-namespace';
import type { Pod } from '../workload/pod';

/** Refuses a grant over a namespace's border: pods cannot mount a Secret of another namespace. */
export function sameNamespace(data: Construct, client: Pod): void {
  const { name } = SecureNamespace.of(data);
  if (client.namespace === name) return;
  throw invalid(
    data,
    `is in namespace '${name}' and cannot be granted to '${client.name}' in '${client.namespace}'`,
    'declare both in one namespace, or offer the data through a service',
  );
}
