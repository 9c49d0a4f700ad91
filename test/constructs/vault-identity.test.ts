import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeyValueSecret, SecureNamespace, type VaultFacts, WebService } from '../../constructs';
import { environment, FACTS, IMAGE, objectIn, RESOURCES } from '../support/environment';

/** Of an API server that was recorded: an address, and the certificate of its authority. */
const recorded = readFileSync(join(__dirname, '..', 'e2e', 'upgrade', 'servers.json'), 'utf8');
const { apiServer: OUTSIDE } = JSON.parse(recorded) as Required<Pick<VaultFacts, 'apiServer'>>;

describe('the operator logs in to Vault by a token', () => {
  const audiences = (vault: Partial<VaultFacts>) => {
    const tree = environment({}, { vault: { ...FACTS.vault, ...vault } });
    const namespace = new SecureNamespace(tree, 'orders');
    const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
    new KeyValueSecret(namespace, 'stripe', { keys: ['key'], owner: 'payments@example.com' }).grantRead(api);
    return (objectIn(tree, 'VaultAuth', 'api')['spec'] as { kubernetes: { audiences: string[] } }).kubernetes.audiences;
  };

  test('for Vault and nobody else, where Vault has it reviewed as itself', () => {
    expect(audiences({})).toEqual(['vault']);
  });

  test.each([
    [undefined, 'https://kubernetes.default.svc.cluster.local'],
    ['https://oidc.example.com/id/1', 'https://oidc.example.com/id/1'],
  ])('for the API server too, where Vault is outside the cluster: %s', (audience, second) => {
    expect(audiences({ apiServer: { ...OUTSIDE, ...(audience !== undefined && { audience }) } })).toEqual([
      'vault',
      second,
    ]);
  });
});
