import type { BackupFacts } from '../../facts/backup-facts';
import type { Peer } from '../peer';
import { Port } from '../port';
import { cidr } from './addresses';

/** The store that backups go to, at the addresses that its facts name. */
export function backupStore({ endpoint, ranges }: BackupFacts): Peer {
  const { hostname, port } = new URL(endpoint);
  const ports = [Port.tcp(port === '' ? 443 : Number(port), 'https')] as const;
  return {
    name: `backups (${hostname})`,
    role: 'external',
    ports,
    selectors: ranges.flatMap((range) => cidr(range, ports).selectors),
  };
}
