import { setTimeout as sleep } from 'node:timers/promises';
import { VaultError, type VaultLogin, vaultRequest, vaultText } from '../../support/vault-api';
import { isObject, type Properties } from '../values';

/** Life of the token that everything is done with, which is not renewed: a run that takes longer is refused in the middle. */
const CHILD_SECONDS = '1200s';

/** What the kinds need of Vault's HTTP API: the `data` of an answer, and absence that is no error. */
export class VaultApi {
  private readonly parent: VaultLogin;
  private child: Promise<VaultLogin> | undefined;

  constructor({ address, caFile, token }: VaultLogin) {
    this.parent = { address: address.replace(/\/+$/, ''), caFile, ...(token !== undefined && { token }) };
  }

  /** Undefined when nothing is there. */
  async read(path: string): Promise<Properties | undefined> {
    return unlessAbsent(() => this.send('GET', path));
  }

  /** POST, which makes what is not there and changes what is. */
  write(path: string, body: Properties): Promise<Properties> {
    return this.send('POST', path, body);
  }

  /** Succeeds when nothing is there. */
  async delete(path: string): Promise<void> {
    await unlessAbsent(() => this.send('DELETE', path));
  }

  /** What anybody may ask for, in plain text: a certificate. Undefined when nothing is there. */
  async publicText(path: string): Promise<string | undefined> {
    const { address, caFile } = this.parent;
    return unlessAbsent(() => again(() => vaultText({ address, caFile }, path)));
  }

  private async send(method: 'GET' | 'POST' | 'DELETE', path: string, body?: Properties): Promise<Properties> {
    // Not before it is needed: an empty stack needs no token.
    this.child ??= childOf(this.parent);
    const login = await this.child;
    const answer = (await again(() => vaultRequest(login, method, path, body))) as Properties;
    return isObject(answer['data']) ? answer['data'] : {};
  }
}

/** As terraform-provider-vault does in `setClient`: it looks at its token, and makes one of the same policies that ends by itself. */
async function childOf(parent: VaultLogin): Promise<VaultLogin> {
  await again(() => vaultRequest(parent, 'GET', 'auth/token/lookup-self'));
  const lifetime = { ttl: CHILD_SECONDS, explicit_max_ttl: CHILD_SECONDS, renewable: false };
  const asked = { display_name: 'terraform', ...lifetime };
  const made = await again(() => vaultRequest(parent, 'POST', 'auth/token/create', asked));
  const { auth } = made as { readonly auth: { readonly client_token: string } };
  return { ...parent, token: auth.client_token };
}

/**
 * As Vault's own client does for terraform-provider-vault: what the server failed at is asked for again, twice. It fails at what
 * comes just while its first audit device is made.
 */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (attempt > RETRIES || !mayPass(error)) throw error;
      await sleep(attempt * (LEAST_MS + Math.random() * JITTER_MS));
    }
  }
}

const [RETRIES, LEAST_MS, JITTER_MS] = [2, 1_000, 500];

/** https://pkg.go.dev/github.com/hashicorp/vault/api#DefaultRetryPolicy */
function mayPass(error: unknown): boolean {
  if (!(error instanceof VaultError)) return true;
  const { status } = error;
  return status === 412 || status === 429 || (status >= 500 && status !== 501);
}

async function unlessAbsent<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof VaultError && saysAbsent(error)) return undefined;
    throw error;
  }
}

/** What lies below a deleted mount answers 404; mounts and issuers have words of their own for being absent. */
function saysAbsent({ status, message }: VaultError): boolean {
  return status === 404 || /No (secret engine mount|auth engine) at|unable to find PKI issuer/i.test(message);
}
