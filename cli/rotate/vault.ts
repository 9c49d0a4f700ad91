import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../constructs/invalid';

/** What Vault does not tell, and why; nobody knows what it would have said. */
export class Untold extends Error {
  /** Whether somebody else may be told. */
  readonly isForbidden: boolean;

  constructor(says: string, isForbidden = false) {
    super(says);
    this.isForbidden = isForbidden;
  }
}

/** A Vault that is asked, and never told anything. */
export interface Vault {
  /** The `data` of an answer; undefined where there is nothing. @throws Untold */
  read<T>(path: string): Promise<T | undefined>;
  /** The names below a path; none where there is nothing. @throws Untold */
  list(path: string): Promise<readonly string[]>;
  /** What a lease is. @throws Untold */
  lease(id: string): Promise<Lease | undefined>;
  /** What seals it, and where it keeps its data: anybody is told. @throws Untold */
  seal(): Promise<Seal>;
}

/** https://developer.hashicorp.com/vault/api-docs/system/leases#read-lease */
interface Lease {
  readonly issue_time: string;
  /** Null where it does not end. */
  readonly expire_time: string | null;
}

/** https://developer.hashicorp.com/vault/api-docs/system/seal-status */
export interface Seal {
  /** `shamir` where people unseal it. */
  readonly type: string;
  readonly storage_type: string;
}

const PATIENCE_MS = 30_000;

/**
 * The Vault at an address, as whoever `vault login` made this user, or as $VAULT_TOKEN says; $VAULT_CACERT is trusted.
 *
 * @throws UserError where nobody has logged in, or the authority cannot be read.
 */
export function vaultAt(address: string): Vault {
  const token = tokenHere();
  const agent = new Agent({ keepAlive: true, maxSockets: 4, ...authorityHere() });
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await askWhole(method, path, body);
    return (answer as { readonly data?: unknown } | undefined)?.data ?? undefined;
  };
  const askWhole = async (method: string, path: string, body?: object): Promise<unknown> => {
    const { status, text } = await exchange({ method, url: `${address}/v1/${path}`, agent, token, body });
    if (status === 404) return undefined;
    if (status >= 400) throw new Untold(`Vault answers ${status} to ${path}: ${reasonsIn(text)}`, status === 403);
    return JSON.parse(text);
  };
  return {
    read: async <T>(path: string) => (await ask('GET', path)) as T | undefined,
    list: async (path) => ((await ask('LIST', path)) as { readonly keys: readonly string[] } | undefined)?.keys ?? [],
    lease: async (id) => (await ask('PUT', 'sys/leases/lookup', { lease_id: id })) as Lease | undefined,
    seal: async () => (await askWhole('GET', 'sys/seal-status')) as Seal,
  };
}

function tokenHere(): string {
  const given = process.env['VAULT_TOKEN'];
  if (given) return given;
  try {
    return readFileSync(join(homedir(), '.vault-token'), 'utf8').trim();
  } catch {
    throw new UserError(['nobody has logged in to Vault; run vault login, or set VAULT_TOKEN']);
  }
}

function authorityHere(): { readonly ca?: string } {
  const file = process.env['VAULT_CACERT'];
  if (!file) return {};
  try {
    return { ca: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError([`VAULT_CACERT=${file}: cannot be read (${code}); name the authority of Vault's certificate`]);
  }
}

interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly agent: Agent;
  readonly token: string;
  readonly body: object | undefined;
}

/** By node:https, since `fetch` cannot be told whom to trust. */
function exchange({ method, url, agent, token, body }: Exchange): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) =>
      reject(new Untold(`Vault does not answer at ${new URL(url).origin}: ${error.message}`));
    const headers = { 'X-Vault-Token': token, 'X-Vault-Request': 'true' };
    const asked = request(url, { method, agent, headers, timeout: PATIENCE_MS }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('error', failed);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('timeout', () => asked.destroy(new Error(`nothing for ${PATIENCE_MS / 1_000} s`)));
    asked.on('error', failed);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function reasonsIn(text: string): string {
  try {
    const { errors = [] } = JSON.parse(text) as { readonly errors?: readonly string[] };
    return errors.join('; ').trim() || 'it does not say why';
  } catch {
    return text.slice(0, 200);
  }
}
