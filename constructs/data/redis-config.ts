import type { MemoryQuantity } from '../workload/resources';

export const CONFIG_FOLDER = '/etc/redis';
export const DATA_FOLDER = '/data';
const TLS_FOLDER = '/var/run/secrets/dwcp/tls';

/** The share of the memory that may hold data: rewriting the append-only file copies pages that change meanwhile. */
const DATA_SHARE = 0.75;

/** https://raw.githubusercontent.com/valkey-io/valkey/9.0/valkey.conf, in the words that Redis 7 shares. */
export function renderConfig(port: number, memory: MemoryQuantity): string {
  return [
    // No port without TLS.
    'port 0',
    `tls-port ${port}`,
    `tls-cert-file ${TLS_FOLDER}/tls.crt`,
    `tls-key-file ${TLS_FOLDER}/tls.key`,
    `tls-ca-cert-file ${TLS_FOLDER}/ca.crt`,
    // A client is who its certificate says, so no password is needed, and none can leak.
    'tls-auth-clients yes',
    'tls-protocols "TLSv1.2 TLSv1.3"',
    // INFO counts as dangerous, yet clients ask for it to see whether the server is ready.
    'user default on nopass ~* &* +@all -@admin -@dangerous +info',
    `dir ${DATA_FOLDER}`,
    'appendonly yes',
    'appendfsync everysec',
    `maxmemory ${Math.floor(megabytes(memory) * DATA_SHARE)}mb`,
    // Full memory refuses writes: what is kept here is not only a cache.
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/** Asks the server for a sign of life, as a client with the server's own certificate. */
export function probeCommand(port: number): string[] {
  const tls = ['--tls', '--cert', `${TLS_FOLDER}/tls.crt`, '--key', `${TLS_FOLDER}/tls.key`];
  // `ping` exits 0 whatever the answer; while it loads its data set the server answers LOADING.
  const ping = ['valkey-cli', '-p', `${port}`, ...tls, '--cacert', `${TLS_FOLDER}/ca.crt`, 'ping'];
  return ['sh', '-c', `[ "$(${ping.join(' ')})" = PONG ]`];
}

function megabytes(memory: MemoryQuantity): number {
  const amount = Number.parseInt(memory, 10);
  return memory.endsWith('Gi') ? amount * 1024 : amount;
}
