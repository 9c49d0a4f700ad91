import { eventually } from '../support/eventually';
import { vaultRequest } from '../support/vault-api';
import type { Cluster } from './cluster/cluster';
import { administer } from './database';
import { exec } from './kubectl';
import { CLIENTS, DATABASE, LEDGER } from './ledger/platform';
import type { LiveVault } from './vault';
import { podsOf } from './workloads';

/** Where the engine of the database is in Vault. */
export const MOUNT = `live/${LEDGER}/${DATABASE}`;

/** The login that a client was delivered last. */
export async function loginOf({ api }: Cluster, client = 'writer'): Promise<string> {
  const metadata = { name: `${client}-${DATABASE}`, namespace: LEDGER };
  const secret = await api.get({ apiVersion: 'v1', kind: 'Secret', metadata });
  return Buffer.from(secret!['data'].username, 'base64').toString();
}

/** Waits for the login of a client after one. */
export function loginAfter(cluster: Cluster, former: string, timeoutMs: number, client?: string): Promise<string> {
  const other = async () => {
    const login = await loginOf(cluster, client);
    return login !== former && login;
  };
  return eventually(other, { what: `a login after ${former}`, timeoutMs, everyMs: 250 });
}

/** How long each login of the writer lives that Vault makes from now on. */
export async function haveLive({ login }: LiveVault, seconds: number): Promise<void> {
  const path = `${MOUNT}/roles/writer`;
  const role = (await vaultRequest(login, 'GET', path)) as { readonly data: object };
  await vaultRequest(login, 'POST', path, { ...role.data, default_ttl: seconds, max_ttl: seconds });
}

/** When each login that is in the database ends, in milliseconds as `Date.now` has them. */
export async function endsOf(cluster: Cluster): Promise<ReadonlyMap<string, number>> {
  const sql = `SELECT rolname, floor(extract(epoch FROM rolvaliduntil) * 1000) FROM pg_roles WHERE rolname LIKE 'v-%'`;
  const lines = (await administer(cluster, sql)).split('\n').filter(Boolean);
  return new Map(lines.map((line) => line.split('|') as [string, string]).map(([name, end]) => [name, Number(end)]));
}

/** Each pod of a client that has a login in its files which the database does not know, or not any more. */
export async function deadLogins(cluster: Cluster): Promise<readonly string[]> {
  const dead: string[] = [];
  for (const client of Object.keys(CLIENTS)) {
    for (const { metadata } of await podsOf(cluster.api, LEDGER, client)) {
      const inside = { namespace: LEDGER, pod: metadata.name };
      const login = await exec(cluster, inside, 'sh', '-c', 'cat $ORDERS_CREDENTIALS_DIR/username');
      const end = (await endsOf(cluster)).get(login) ?? 0;
      if (end <= Date.now()) dead.push(`${metadata.name} has ${login}`);
    }
  }
  return dead;
}
