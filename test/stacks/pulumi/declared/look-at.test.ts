import type { Manifest } from '../../../../constructs';
import { lookAt } from '../../../../stacks/pulumi/declared/look-at';

const of = (apiVersion: string, kind: string, metadata: Manifest['metadata'] = { namespace: 'shop', name: 'api' }) =>
  lookAt({ apiVersion, kind, metadata });

test('of pods, the events of their namespace say why they do not come up', () => {
  expect(of('apps/v1', 'Deployment')).toBe(
    '`kubectl --namespace shop get events --field-selector type=Warning` says why: an image that cannot be pulled, a Secret that is missing, no node with room',
  );
});

test('anything else says it itself, under its own group', () => {
  expect(of('example.com/v1', 'Certificate')).toBe(
    '`kubectl --namespace shop describe certificate.example.com api` says why',
  );
});

test('what most often is in the way of a kind is elsewhere, and named', () => {
  expect(of('secrets.hashicorp.com/v1beta1', 'VaultDynamicSecret')).toBe(
    '`kubectl --namespace shop describe vaultdynamicsecret.secrets.hashicorp.com api` says why; Vault has to have the certificates of the database, in dwcp:vault.databaseCertificates',
  );
  expect(of('cert-manager.io/v1', 'Certificate')).toBe(
    '`kubectl --namespace shop describe certificate.cert-manager.io api` says why; the ClusterIssuer of dwcp:certificateIssuer has to prove the name by DNS-01',
  );
  expect(of('keda.sh/v1alpha1', 'ScaledObject')).toBe(
    '`kubectl --namespace shop describe scaledobject.keda.sh api` says why; KEDA has to run, and the workload to have no other autoscaler',
  );
  expect(of('external-secrets.io/v1', 'ExternalSecret')).toBe(
    '`kubectl --namespace shop describe externalsecret.external-secrets.io api` says why; AWS Secrets Manager has to have it, as an object of JSON with every key, and the role has to be let read it',
  );
  expect(of('external-secrets.io/v1', 'SecretStore')).toBe(
    '`kubectl --namespace shop describe secretstore.external-secrets.io api` says why; External Secrets has to run, and the role of dwcp:secretsManager has to trust the service account of the namespace',
  );
});
