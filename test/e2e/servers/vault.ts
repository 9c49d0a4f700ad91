import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vaultRequest } from '../support/vault-api';
import { binaryOf } from './build';
import { freePorts } from './ports';
import { launch, type Place } from './process';

/** An unsealed Vault, as empty as one that was just installed: no engine but its own, no login but the root token. */
export interface Vault {
  readonly address: string;
  readonly token: string;
  /** Every request and answer, one JSON object a line, with secret values as keyed hashes. */
  readonly auditLog: string;
  stop(): Promise<void>;
}

/**
 * Starts a Vault that keeps its data in memory.
 *
 * Not `vault server -dev`: that prints its root token into the log and mounts engines that production does not have.
 */
export async function startVault({ runDir, name }: Place): Promise<Vault> {
  const dir = join(runDir, name);
  mkdirSync(dir, { recursive: true });
  const { api } = await freePorts('api');
  const address = `http://127.0.0.1:${api}`;
  const config = join(dir, 'vault.json');
  writeFileSync(config, JSON.stringify(configuration(api, address)));

  const server = await launch({
    name,
    runDir,
    logFile: join(dir, 'vault.log'),
    command: binaryOf('vault'),
    args: ['server', `-config=${config}`],
    // 501 is how a Vault without data answers.
    ready: async () => (await fetch(`${address}/v1/sys/health`)).status === 501,
  });
  try {
    const token = await initialize(address);
    const auditLog = join(dir, 'audit.log');
    await vaultRequest({ address, token }, 'PUT', 'sys/audit/file', { type: 'file', options: { file_path: auditLog } });
    return { address, token, auditLog, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function configuration(port: number, address: string): object {
  return {
    storage: { inmem: {} },
    listener: { tcp: { address: `127.0.0.1:${port}`, tls_disable: true } },
    api_addr: address,
    // Nothing here is worth keeping out of swap, and locking memory needs a capability that a developer lacks.
    disable_mlock: true,
  };
}

/** One key share: the seal is not what the tests are about. */
async function initialize(address: string): Promise<string> {
  const shares = { secret_shares: 1, secret_threshold: 1 };
  const { keys, root_token } = (await vaultRequest({ address }, 'PUT', 'sys/init', shares)) as Initialized;
  await vaultRequest({ address }, 'PUT', 'sys/unseal', { key: keys[0] });
  return root_token;
}

interface Initialized {
  readonly keys: readonly string[];
  readonly root_token: string;
}
