export const CONFIG_FOLDER = '/etc/redis';
export const DATA_FOLDER = '/data';
const TLS_FOLDER = '/var/run/secrets/dwcp/tls';

/** The part of the memory that may hold data, in percent: rewriting the append-only file copies pages that change meanwhile. */
const DATA_PERCENT = 75n;

export interface RedisConfig {
  readonly port: number;
  /** All that the container may use. */
  readonly memoryBytes: bigint;
  /** Who may do what. */
  readonly access: readonly string[];
  /** What becomes of the data. */
  readonly keeping: readonly string[];
  /** What becomes of a write when the memory for data is full. */
  readonly whenFull: 'noeviction' | 'allkeys-lru';
}

/** Data that is there after a restart, but for the last second. */
export const KEPT: readonly string[] = [`dir ${DATA_FOLDER}`, 'appendonly yes', 'appendfsync everysec'];

/** Data that is nowhere but in memory. Without the first line, the server writes all of it to its folder now and then. */
export const NOT_KEPT: readonly string[] = ['save ""', 'appendonly no'];

/** https://raw.githubusercontent.com/valkey-io/valkey/9.0/valkey.conf, in the words that Redis 7 shares. */
export function renderConfig({ port, memoryBytes, access, keeping, whenFull }: RedisConfig): string {
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
    ...access,
    ...keeping,
    // In bytes: rounded to anything larger, little memory would be 0, which is no limit.
    `maxmemory ${(memoryBytes * DATA_PERCENT) / 100n}`,
    `maxmemory-policy ${whenFull}`,
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
