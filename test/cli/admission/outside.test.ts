import { namespacesOfOperators } from '../../../cli/admission/outside';
import type { Facts } from '../../../constructs';
import { FACTS } from '../../support/environment';
import { SECRETS_MANAGER } from '../../support/secrets-manager';

const outside = (facts: Partial<Facts>) => [...namespacesOfOperators({ ...FACTS, ...facts })].sort();

const OF_EVERY_PLATFORM = [
  'cert-manager',
  'cnpg-system',
  'istio-system',
  'monitoring',
  'vault-secrets-operator-system',
];

test('lets go the operators that every platform has, and Vault and External Secrets where a fact speaks of them', () => {
  const { vault, ...others } = FACTS;
  expect([...namespacesOfOperators(others)].sort()).toEqual(OF_EVERY_PLATFORM);
  expect(outside({})).toEqual([...OF_EVERY_PLATFORM, vault.namespace].sort());
  expect(outside({ secretsManager: SECRETS_MANAGER })).toEqual(
    [...OF_EVERY_PLATFORM, vault.namespace, 'external-secrets'].sort(),
  );
  expect(outside({ cluster: { ...FACTS.cluster, operators: { externalSecrets: 'delivery' } } })).toContain('delivery');
});
