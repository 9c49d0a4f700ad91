import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

/** Where an API server is, how to know that it is the right one, and who asks. */
export interface Credentials {
  readonly url: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly ca: string;
  readonly token: string;
}

interface Kubeconfig {
  readonly 'current-context': string;
  readonly clusters: readonly {
    readonly name: string;
    readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string };
  }[];
  readonly users: readonly { readonly name: string; readonly user: { readonly token: string } }[];
  readonly contexts: readonly {
    readonly name: string;
    readonly context: { readonly cluster: string; readonly user: string };
  }[];
}

/** Reads one context of a kubeconfig file: the current one when none is named. */
export function readKubeconfig(path: string, context?: string): Credentials {
  const file = parse(readFileSync(path, 'utf8')) as Kubeconfig;
  const name = context ?? file['current-context'];
  const pair = file.contexts.find((candidate) => candidate.name === name)?.context;
  const cluster = file.clusters.find((candidate) => candidate.name === pair?.cluster)?.cluster;
  const user = file.users.find((candidate) => candidate.name === pair?.user)?.user;
  if (cluster === undefined || user === undefined) {
    throw new Error(`${path} has no context '${name}'; it has ${file.contexts.map((known) => known.name).join(', ')}`);
  }
  const ca = Buffer.from(cluster['certificate-authority-data'], 'base64').toString();
  return { url: cluster.server, ca, token: user.token };
}

/** Writes a kubeconfig with one context, readable by its owner only: it holds a token. */
export function writeKubeconfig(path: string, context: string, { url, ca, token }: Credentials): void {
  const file: Kubeconfig & { apiVersion: string; kind: string } = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [
      { name: context, cluster: { server: url, 'certificate-authority-data': Buffer.from(ca).toString('base64') } },
    ],
    users: [{ name: context, user: { token } }],
    contexts: [{ name: context, context: { cluster: context, user: context } }],
  };
  writeFileSync(path, stringify(file), { mode: 0o600 });
}
