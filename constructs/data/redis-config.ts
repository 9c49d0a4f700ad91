export const CONFIG_FOLDER = '/etc/redis';
export const DATA_FOLDER = '/data';
const TLS_FOLDER = '/var/run/secrets/dwcp/tls';

/** The part of the memory that may hold data, in percent: rewriting the append-only file copies pages that change meanwhile. */
const DATA_PERCENT = 75n;

/** https://raw.githubusercontent.com/valkey-io/valkey/9.0/valkey.conf, in the words that Redis 7 shares. */
export function renderConfig(port: number, memoryBytes: bigint): string {
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
    // Without it, a server whose user has no password answers DENIED on every address but loopback, where probes ask.
    'protected-mode no',
    `dir ${DATA_FOLDER}`,
    'appendonly yes',
    'appendfsync everysec',
    // In bytes: rounded to anything larger, little memory would be 0, which is no limit.
    `maxmemory ${(memoryBytes * DATA_PERCENT) / 100n}`,
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
