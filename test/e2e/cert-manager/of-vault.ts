import { readFileSync } from 'node:fs';
import {
  CertificateIssuer,
  IntermediateAuthority,
  type Manifest,
  type Resource,
  SecureNamespace,
  synthesize,
} from '../../../constructs';
import { environment, FACTS, objectsOf } from '../../support/environment';
import type { Properties } from '../providers/values';
import { vaultKind } from '../providers/vault/kinds';
import { VaultApi } from '../providers/vault/vault-api';
import { type ControlPlane, TOKEN_AUDIENCE } from '../servers/control-plane';
import type { Vault } from '../servers/vault';
import { KubernetesApi } from '../support/kubernetes-api';
import { vaultRequest } from '../support/vault-api';

export const NAMESPACE = 'shop';
export const ISSUER = 'internal';
export const NAME = 'hooks.shop.svc';
export const ELSEWHERE = 'elsewhere';

/** Of a plan, what cert-manager and Vault read: definitions of other operators are not there. */
const READ = new Set(['Namespace', 'ServiceAccount', 'Role', 'RoleBinding', 'Issuer', 'Certificate']);

/** What an issuer is deployed to: a cluster, and a Vault outside of it that has its tokens reviewed there. */
export interface Site {
  readonly cluster: ControlPlane;
  readonly vault: Vault;
}

/** The issuer of one namespace, with a certificate of it. */
function resourcesOf({ cluster, vault }: Site, signedCertificates: readonly string[]): readonly Resource[] {
  const apiServer = { address: cluster.url, caCertificate: cluster.ca, audience: TOKEN_AUDIENCE };
  const at = { address: vault.address, authorityCertificate: readFileSync(vault.caFile, 'utf8'), apiServer };
  const tree = environment({}, { vault: { ...FACTS.vault, ...at } });
  const namespace = new SecureNamespace(tree, NAMESPACE);
  const authority = new IntermediateAuthority(namespace, 'certificates', { signedCertificates });
  if (signedCertificates.length > 0) {
    new CertificateIssuer(namespace, ISSUER, { authority, names: [NAME] }).issue('hooks-tls', [NAME]);
  }
  return synthesize(tree);
}

/** Deploys it as people do: first the request, then, once that is signed, all of it. Returns the objects, and the root as PEM. */
export async function deployIssuer(
  site: Site,
): Promise<{ readonly objects: readonly Manifest[]; readonly root: string }> {
  const first = resourcesOf(site, []);
  const { certificate, issuing_ca: root } = await signed(site.vault, await applied(site.vault, first));
  const all = resourcesOf(site, [`${certificate}\n${root}\n`]);
  const there = new Set(first.map(({ id }) => id));
  await applied(
    site.vault,
    all.filter(({ id }) => !there.has(id)),
  );
  const objects = objectsOf(all).filter(({ kind }) => READ.has(kind));
  const api = new KubernetesApi(site.cluster);
  for (const object of [...objects, reviewers()]) await api.apply(object);
  api.close();
  return { objects, root };
}

/** Makes in Vault what a plan has of it, as the plugin of these tests does, and returns what an authority asks for. */
async function applied(vault: Vault, resources: readonly Resource[]): Promise<string> {
  let request = '';
  for (const resource of resources) {
    if (resource.api !== 'vault') continue;
    const kind = vaultKind(resource.type);
    const args = { ...kind.defaults, ...JSON.parse(JSON.stringify(resource.args)) } as Properties;
    const { outputs } = await kind.create(new VaultApi(vault), args);
    request = String(outputs?.['csr'] ?? request);
  }
  return request;
}

interface Signed {
  readonly certificate: string;
  readonly issuing_ca: string;
}

/** Signs for a year what is asked for, by a root in another engine. */
async function signed(vault: Vault, csr: string): Promise<Signed> {
  await vaultRequest(vault, 'POST', 'sys/mounts/root', { type: 'pki', config: { max_lease_ttl: '87600h' } });
  const root = { common_name: 'root', ttl: '87600h', key_type: 'ec', key_bits: 256 };
  await vaultRequest(vault, 'POST', 'root/root/generate/internal', root);
  const asked = { csr, use_csr_values: true, ttl: '8760h' };
  return ((await vaultRequest(vault, 'POST', 'root/root/sign-intermediate', asked)) as { readonly data: Signed }).data;
}

/** Vault is outside of the cluster, so whoever logs in has his token reviewed by himself. Accounts of others may, too. */
function reviewers(): Manifest {
  const subjects = [NAMESPACE, ELSEWHERE].map((namespace) => ({
    ...{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: `system:serviceaccounts:${namespace}` },
  }));
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'reviewers' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:auth-delegator' },
    subjects,
  };
}

/** The same issuer in another namespace, with an account of the same name: as one would write it who wants the names of the first. */
export function copied(objects: readonly Manifest[]): readonly Manifest[] {
  const kinds = ['ServiceAccount', 'Role', 'RoleBinding', 'Issuer'];
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ELSEWHERE } },
    ...objects
      .filter(({ kind }) => kinds.includes(kind))
      .map((object) => ({ ...object, metadata: { ...object.metadata, namespace: ELSEWHERE } })),
  ];
}

/** A token of an account in the cluster. */
export async function tokenOf(
  api: KubernetesApi,
  [namespace, name]: readonly [namespace: string, name: string],
  audiences: readonly string[],
): Promise<string> {
  const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences } };
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const { status } = (await api.request('POST', path, asked)) as { readonly status: { readonly token: string } };
  return status.token;
}
