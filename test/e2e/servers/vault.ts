import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vaultRequest } from '../support/vault-api';
import { startAuditCollector } from './audit-collector';
import { binaryOf } from './build';
import { type KeyPair, makeAuthority } from './certificates';
import { freePorts } from './ports';
import { launch, type Place } from './process';

/** An unsealed Vault, as empty as one that was just installed: no engine but its own, no login but the root token. */
export interface Vault {
  readonly address: string;
  /** PEM file of the authority that signed its certificate. */
  readonly caFile: string;
  readonly token: string;
  /** Every request and answer, one JSON object a line, with secret values as keyed hashes. */
  readonly auditLog: string;
  /** Where those who deploy may have it write down the same, by file and by socket; each file has what was written there. */
  readonly audit: { readonly file: string; readonly socket: string; readonly collected: string };
  /** What whoever rotates its files tells it, by SIGHUP: it opens them anew. */
  reopen(): void;
  /** Seals it for the time of an action: it answers, and gives nothing. */
  whileSealed<T>(action: () => Promise<T>): Promise<T>;
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
  const address = `https://127.0.0.1:${api}`;
  const authority = await makeAuthority(join(dir, 'certificates'), 'vault-ca');
  const caFile = authority.certFile;
  const certificate = await authority.issue('server', { commonName: 'vault', usage: 'serverAuth' });
  const config = join(dir, 'vault.json');
  writeFileSync(config, JSON.stringify(configuration(api, address, certificate)));

  const collector = await startAuditCollector(join(dir, 'audit-collected.log'));
  const audit = { file: join(dir, 'audit-deployed.log'), socket: collector.address, collected: collector.file };
  const server = await launch({
    name,
    runDir,
    logFile: join(dir, 'vault.log'),
    command: binaryOf('vault'),
    args: ['server', `-config=${config}`],
    ready: async () => (await vaultRequest({ address, caFile }, 'GET', 'sys/seal-status')) !== undefined,
  });
  try {
    const { token, unsealKey } = await initialize({ address, caFile });
    const auditLog = join(dir, 'audit.log');
    const login = { address, caFile, token };
    await vaultRequest(login, 'PUT', 'sys/audit/file', { type: 'file', options: { file_path: auditLog } });
    const whileSealed = async <T>(action: () => Promise<T>): Promise<T> => {
      await vaultRequest(login, 'PUT', 'sys/seal');
      try {
        return await action();
      } finally {
        await vaultRequest({ address, caFile }, 'PUT', 'sys/unseal', { key: unsealKey });
      }
    };
    const stop = async () => {
      await server.stop();
      await collector.stop();
    };
    const reopen = () => void process.kill(server.pid, 'SIGHUP');
    return { ...login, auditLog, audit, reopen, whileSealed, stop };
  } catch (error) {
    await server.stop();
    await collector.stop();
    throw error;
  }
}

function configuration(port: number, address: string, { certFile, keyFile }: KeyPair): object {
  return {
    storage: { inmem: {} },
    listener: { tcp: { address: `127.0.0.1:${port}`, tls_cert_file: certFile, tls_key_file: keyFile } },
    api_addr: address,
    // As docs say for the alerts on the audit; longer than any test.
    telemetry: { prometheus_retention_time: '1h', disable_hostname: true },
    // Nothing here is worth keeping out of swap, and locking memory needs a capability that a developer lacks.
    disable_mlock: true,
  };
}

/** One key share: the seal is not what the tests are about. */
async function initialize(nobody: Pick<Vault, 'address' | 'caFile'>): Promise<{ token: string; unsealKey: string }> {
  const shares = { secret_shares: 1, secret_threshold: 1 };
  const {
    keys: [unsealKey],
    root_token: token,
  } = (await vaultRequest(nobody, 'PUT', 'sys/init', shares)) as Initialized;
  await vaultRequest(nobody, 'PUT', 'sys/unseal', { key: unsealKey });
  return { token, unsealKey };
}

interface Initialized {
  readonly keys: readonly [string];
  readonly root_token: string;
}
