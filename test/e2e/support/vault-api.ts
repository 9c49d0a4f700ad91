export interface VaultLogin {
  readonly address: string;
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
export async function vaultRequest(
  { address, token }: VaultLogin,
  method: 'GET' | 'LIST' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<object> {
  const response = await fetch(`${address}/v1/${path}`, {
    method,
    headers: token === undefined ? {} : { 'X-Vault-Token': token },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new VaultError(response.status, `${method} ${path}: HTTP ${response.status} ${reasons(text)}`);
  return text === '' ? {} : (JSON.parse(text) as object);
}

function reasons(text: string): string {
  try {
    return (JSON.parse(text) as { errors?: string[] }).errors?.join('; ') || text;
  } catch {
    return text;
  }
}
