import { eachApart, type Users } from './redis-access';
import { CONFIG_FOLDER, client, DATA_FOLDER, encrypted } from './redis-config';
import { answers, hostsOf, type Replicated, SENTINEL_PORT } from './redis-replication';

/** How many have to agree that the primary is down; as many as are a majority, without which none takes its place. */
export const QUORUM = 2;

/** How long a primary may say nothing until it is taken for lost. A pause of its machine is not to be enough. */
const DOWN_AFTER_SECONDS = 5;

/** How long one attempt to make another the primary may take. The next begins after twice as long. */
const FAILOVER_SECONDS = 30;

/** A primary that has restarted and is loading what it keeps is waited for as long; then another, which has it all, takes over. */
const LOADING_SECONDS = 10;

/** What a Sentinel has found out and keeps, by the words after `sentinel`: who it is, who is primary, and what it has voted. */
const FOUND_OUT = [
  'myid',
  'current-epoch',
  'monitor',
  'config-epoch',
  'leader-epoch',
  'known-replica',
  'known-sentinel',
] as const;

export interface SentinelConfig {
  /** Whom it watches. */
  readonly of: Replicated;
  /** Its own user, and those of the servers. */
  readonly own: Users;
  readonly clients: Users;
}

/** https://valkey.io/topics/sentinel/ */
export function renderSentinelConfig({ of: { name, namespace, port }, own, clients }: SentinelConfig): string {
  const [first] = hostsOf(name, namespace);
  const ms = (seconds: number) => seconds * 1000;
  return [
    ...encrypted(SENTINEL_PORT),
    // To servers and to each other, too.
    'tls-replication yes',
    ...eachApart(own, clients),
    `dir ${DATA_FOLDER}`,
    // A pod that comes back has another address, and a certificate says names.
    'sentinel resolve-hostnames yes',
    'sentinel announce-hostnames yes',
    'sentinel deny-scripts-reconfig yes',
    `sentinel monitor ${name} ${first} ${port} ${QUORUM}`,
    `sentinel down-after-milliseconds ${name} ${ms(DOWN_AFTER_SECONDS)}`,
    `sentinel failover-timeout ${name} ${ms(FAILOVER_SECONDS)}`,
    `sentinel master-reboot-down-after-period ${name} ${ms(LOADING_SECONDS)}`,
    // One of two replicas stays in sync while the other begins to follow the next primary.
    `sentinel parallel-syncs ${name} 1`,
    '',
  ].join('\n');
}

/** Starts a Sentinel with what was deployed, and what it knew when it ended. Whom it watches first is only said to one that knows nothing. */
export function sentinelStartScript({ name, namespace }: Replicated): string {
  const known = FOUND_OUT.map((word) => `'sentinel ${word} '*`).join(' | ');
  return `set -eu
kept=${DATA_FOLDER}/sentinel.conf
touch "$kept"
watches=
{
  while read -r line; do
    case $line in 'sentinel monitor '*) watches=known ;; esac
    case $line in ${known}) printf '%s\\n' "$line" ;; esac
  done < "$kept"
  while read -r line; do
    case "$watches $line" in 'known sentinel monitor '*) continue ;; esac
    printf '%s\\n' "$line"
  done < ${CONFIG_FOLDER}/sentinel.conf
  echo "sentinel announce-ip $HOSTNAME.${name}-sentinel.${namespace}.svc"
} > "$kept.next"
mv "$kept.next" "$kept"
exec valkey-server "$kept" --sentinel
`;
}

/** It lives as long as it answers, and is ready as long as it knows enough others to have a primary replaced, and by whom. */
export function sentinelProbes(name: string) {
  const alive = answers(`${client(SENTINEL_PORT)} ping`, 'PONG*');
  const asks = (word: string) => `${client(SENTINEL_PORT)} sentinel ${word} ${name}`;
  const agree = answers(`${asks('ckquorum')}; ${asks('replicas')}`, 'OK*flags*slave*');
  return {
    startup: { exec: { command: alive }, periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 30 },
    readiness: { exec: { command: agree }, periodSeconds: 5, timeoutSeconds: 3 },
    liveness: { exec: { command: alive }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 6 },
  };
}
