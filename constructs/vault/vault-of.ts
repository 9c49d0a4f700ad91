import type { IConstruct } from 'constructs';
import { Environment } from '../environment';
import type { VaultFacts } from '../facts/vault-facts';
import { invalid } from '../invalid';

/** Where the Vault is that a construct needs: an environment without one is good for everything else. */
export function vaultOf(construct: IConstruct): VaultFacts {
  const { vault } = Environment.of(construct).facts;
  if (vault === undefined) {
    throw invalid(
      construct,
      'needs Vault, and the environment has no fact `vault`',
      'give it address, namespace and databaseCertificates, or leave out what needs it',
    );
  }
  return vault;
}
