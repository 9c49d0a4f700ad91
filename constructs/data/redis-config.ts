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
  /** What it does as one of several. @default - it is alone */
  readonly replication?: readonly string[];
  /** Whether an exporter asks it how it is. */
  readonly exported: boolean;
}

/** Data that is there after a restart, but for the last second. */
export const KEPT: readonly string[] = [`dir ${DATA_FOLDER}`, 'appendonly yes', 'appendfsync everysec'];

/** Data that is nowhere but in memory. Without the first line, the server writes all of it to its folder now and then. */
export const NOT_KEPT: readonly string[] = ['save ""', 'appendonly no'];

/**
 * No slow log where an exporter asks for it: it has commands with their arguments, which are data, and nobody else may read it. Were it
 * refused instead, every scrape would be written down as an attempt at what is forbidden, and hide those of others.
 */
const NOT_WRITTEN_DOWN: readonly string[] = ['slowlog-log-slower-than -1'];

/** https://raw.githubusercontent.com/valkey-io/valkey/9.0/valkey.conf, in the words that Redis 7 shares. */
export function renderConfig({
  port,
  memoryBytes,
  access,
  keeping,
  whenFull,
  replication = [],
  exported,
}: RedisConfig): string {
  return [
    ...encrypted(port),
    ...access,
    ...keeping,
    ...replication,
    ...(exported ? NOT_WRITTEN_DOWN : []),
    // In bytes: rounded to anything larger, little memory would be 0, which is no limit.
    `maxmemory ${(memoryBytes * DATA_PERCENT) / 100n}`,
    `maxmemory-policy ${whenFull}`,
    '',
  ].join('\n');
}

/** By TLS alone, with whoever has a certificate. */
export function encrypted(port: number): readonly string[] {
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
  ];
}

/** What says something to a server, by default to that of the same container, with the server's own certificate. */
export function client(port: number, ...options: readonly string[]): string {
  const tls = ['--tls', '--cert', `${TLS_FOLDER}/tls.crt`, '--key', `${TLS_FOLDER}/tls.key`];
  return ['valkey-cli', ...options, '-p', `${port}`, ...tls, '--cacert', `${TLS_FOLDER}/ca.crt`].join(' ');
}

/** Asks the server for a sign of life, as a client with the server's own certificate. */
export function probeCommand(port: number): string[] {
  // `ping` exits 0 whatever the answer; while it loads its data set the server answers LOADING.
  return ['sh', '-c', `[ "$(${client(port)} ping)" = PONG ]`];
}
