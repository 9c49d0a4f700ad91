import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { exchange, type Method } from './https';

export interface VaultLogin {
  readonly address: string;
  /** PEM file of the authority that signed Vault's certificate. */
  readonly caFile: string;
  /** @default - nobody: enough to initialize, unseal and log in */
  readonly token?: string;
}

/** A refusal, in Vault's own words. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** One request to Vault's HTTP API. What is not there is an error of status 404; an answer without a body is `{}`. */
export async function vaultRequest(login: VaultLogin, method: Method, path: string, body?: object): Promise<object> {
  const text = await send(login, method, path, body);
  return text === '' ? {} : (JSON.parse(text) as object);
}

/** What Vault answers in another form than JSON, such as a certificate. */
export function vaultText(login: VaultLogin, path: string): Promise<string> {
  return send(login, 'GET', path);
}

async function send(
  { address, caFile, token }: VaultLogin,
  method: Method,
  path: string,
  body?: object,
): Promise<string> {
  const { status, body: text } = await exchange({
    method,
    url: `${address}/v1/${path}`,
    agent: agentFor(caFile),
    headers: token === undefined ? {} : { 'X-Vault-Token': token },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (status >= 400) throw new VaultError(status, `${method} ${path}: HTTP ${status} ${reasons(text)}`);
  return text;
}

function reasons(text: string): string {
  try {
    return (JSON.parse(text) as { errors?: string[] }).errors?.join('; ') || text;
  } catch {
    return text;
  }
}

const agents = new Map<string, Agent>();

/** Not kept alive: an open connection would keep a process from ending. */
function agentFor(caFile: string): Agent {
  const agent = agents.get(caFile) ?? new Agent({ ca: readFileSync(caFile, 'utf8'), keepAlive: false });
  agents.set(caFile, agent);
  return agent;
}
