import { VaultError, type VaultLogin, vaultRequest } from '../../support/vault-api';
import { isObject, type Properties } from '../values';

/** What the kinds need of Vault's HTTP API: the `data` of an answer, and absence that is no error. */
export class VaultApi {
  private readonly login: VaultLogin;

  constructor({ address, caFile, token }: VaultLogin) {
    this.login = { address: address.replace(/\/+$/, ''), caFile, ...(token !== undefined && { token }) };
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

  private async send(method: 'GET' | 'POST' | 'DELETE', path: string, body?: Properties): Promise<Properties> {
    const answer = (await vaultRequest(this.login, method, path, body)) as Properties;
    return isObject(answer['data']) ? answer['data'] : {};
  }
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
