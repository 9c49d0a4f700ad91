import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Authority, type KeyPair, makeAuthority } from '../../servers/certificates';
import { writeKubeconfig } from '../../support/kubeconfig';
import { API_PORT, API_SERVICE_ADDRESS, CLUSTER_DOMAIN, CONTROL_PLANE_ADDRESS, NODES } from './addresses';

/** Who is known to the API server before anybody is: as the roles that Kubernetes itself sets up name them. */
const COMPONENTS: Readonly<Record<string, { readonly user: string; readonly group?: string }>> = {
  admin: { user: 'live-admin', group: 'system:masters' },
  'controller-manager': { user: 'system:kube-controller-manager' },
  scheduler: { user: 'system:kube-scheduler' },
  proxy: { user: 'system:kube-proxy' },
  enforcer: { user: 'system:kube-router' },
  ...Object.fromEntries(NODES.map(({ name }) => [name, { user: `system:node:${name}`, group: 'system:nodes' }])),
};

/** As whom the API server asks kubelets. */
export const KUBELET_CLIENT = 'kube-apiserver-kubelet-client';

/** Keys, tokens and certificates of one cluster, as files in its folder. */
export interface ClusterCredentials {
  readonly authority: Authority;
  /** PEM of the key by which the tokens of service accounts are signed. */
  readonly accountKey: string;
  /** The API server's own certificate, and that by which it asks kubelets. */
  readonly apiServer: KeyPair;
  readonly kubeletClient: KeyPair;
  /** The kubelet's own, by the name of its node. */
  readonly kubelets: Readonly<Record<string, KeyPair>>;
  /** Tokens and whose they are, as the API server reads them. */
  readonly tokenFile: string;
  readonly adminToken: string;
  /** The kubeconfig of a component inside the cluster. */
  kubeconfig(component: string): string;
}

export async function makeCredentials(folder: string): Promise<ClusterCredentials> {
  const pki = join(folder, 'pki');
  mkdirSync(pki, { recursive: true, mode: 0o700 });
  const authority = await makeAuthority(pki, 'dwcp-live');
  const tokens = Object.fromEntries(Object.keys(COMPONENTS).map((name) => [name, randomBytes(24).toString('hex')]));
  const tokenFile = join(pki, 'tokens.csv');
  const lines = Object.entries(COMPONENTS).map(
    ([name, { user, group = '' }]) => `${tokens[name]},${user},${user},"${group}"\n`,
  );
  writeFileSync(tokenFile, lines.join(''), { mode: 0o600 });
  const url = `https://${CONTROL_PLANE_ADDRESS}:${API_PORT}`;
  const kubeconfig = (name: string) => join(pki, `${name}.kubeconfig`);
  for (const [name, token] of Object.entries(tokens)) {
    writeKubeconfig(kubeconfig(name), name, { url, ca: authority.pem, token });
  }
  const apiServer = await authority.issue('apiserver', {
    commonName: 'kube-apiserver',
    usage: 'serverAuth',
    names: [
      `IP:${CONTROL_PLANE_ADDRESS}`,
      `IP:${API_SERVICE_ADDRESS}`,
      ...['', '.svc', `.svc.${CLUSTER_DOMAIN}`].map((suffix) => `DNS:kubernetes.default${suffix}`),
    ],
  });
  const kubeletClient = await authority.issue('kubelet-client', { commonName: KUBELET_CLIENT, usage: 'clientAuth' });
  const kubelets: Record<string, KeyPair> = {};
  for (const { name, address } of NODES) {
    const names = [`IP:${address}`, `DNS:${name}`];
    kubelets[name] = await authority.issue(name, { commonName: `system:node:${name}`, usage: 'serverAuth', names });
  }
  const accountKey = join(pki, 'service-accounts.key');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(accountKey, privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 });
  return {
    ...{ authority, accountKey, apiServer, kubeletClient, kubelets, tokenFile, kubeconfig },
    adminToken: tokens['admin']!,
  };
}
