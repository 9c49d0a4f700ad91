import type { Construct } from 'constructs';
import { VaultResource } from './vault-resource';

export const DAY_SECONDS = 24 * 3600;

/** Where one authority is, and what it signs. */
interface PkiEngine {
  readonly mount: string;
  readonly description: string;
  /** The longest that anything in it may live. */
  readonly longestSeconds: number;
}

/** The engine of one authority, below its construct. It forgets by itself what has ended. */
export function pkiEngine(authority: Construct, { mount, description, longestSeconds }: PkiEngine): VaultResource {
  const engine = new VaultResource(authority, 'engine', {
    type: 'vault:index/mount:Mount',
    path: mount,
    args: () => ({ type: 'pki', path: mount, description, maxLeaseTtlSeconds: longestSeconds }),
  });
  // Each certificate that was signed stays in Vault's storage for ever otherwise.
  new VaultResource(authority, 'tidy', {
    type: 'vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy',
    path: `${mount}/config/auto-tidy`,
    args: () => ({
      backend: mount,
      enabled: true,
      tidyCertStore: true,
      tidyRevokedCerts: true,
      // In seconds, as the plugin keeps them: twelve hours, and three days after a certificate has ended.
      intervalDuration: `${DAY_SECONDS / 2}`,
      safetyBuffer: `${3 * DAY_SECONDS}`,
    }),
  }).node.addDependency(engine);
  return engine;
}
