import type { Probe } from '../kubernetes';
import { CONFIG_FOLDER, client, DATA_FOLDER } from './redis-config';

/** One is written to, and two follow it: of three, two are left when one is lost. */
export const MEMBERS = 3;

/** What Sentinels listen on. */
export const SENTINEL_PORT = 26_379;

/** How long a primary that ends by itself may look for another. Whoever waits for it finds out by itself after that. */
export const HANDOVER_SECONDS = 20;

/** Names of the pods of a StatefulSet, by which each is found whatever address it has next. */
export function hostsOf(name: string, namespace: string): readonly [string, ...string[]] {
  const host = (index: number) => `${name}-${index}.${name}.${namespace}.svc`;
  return [host(0), ...Array.from({ length: MEMBERS - 1 }, (_, index) => host(index + 1))];
}

/**
 * What each server is told as one of several.
 *
 * A primary that nobody follows takes no writes: whether it was cut off or is one of before, another has taken its place by
 * then, and what it took would be lost.
 */
export const REPLICATED: readonly string[] = [
  'tls-replication yes',
  'min-replicas-to-write 1',
  'min-replicas-max-lag 10',
  // Nobody else comes while it waits: Sentinels have replicas follow another primary one at a time.
  'repl-diskless-sync-delay 0',
];

export interface Replicated {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
}

/**
 * Starts a server with what was deployed, and as a replica of whom Sentinels said the last time: they write it into the
 * file that it was started with. Only the first of all is a primary by itself.
 *
 * By the shell's own means, since an image of Valkey need not have more than a shell.
 */
export function startScript({ name, namespace, port }: Replicated): string {
  const [first] = hostsOf(name, namespace);
  return `set -eu
kept=${DATA_FOLDER}/redis.conf
follows=
if [ -f "$kept" ]; then
  while read -r word rest; do
    case $word in replicaof | slaveof) follows="replicaof $rest" ;; esac
  done < "$kept"
elif [ "$HOSTNAME" != ${name}-0 ]; then
  follows='replicaof ${first} ${port}'
fi
{
  cat ${CONFIG_FOLDER}/redis.conf
  echo "replica-announce-ip $HOSTNAME.${name}.${namespace}.svc"
  echo "$follows"
} > "$kept.next"
mv "$kept.next" "$kept"
exec valkey-server "$kept"
`;
}

/**
 * Has a primary hand over before it ends, so that nobody has to wait until it is missed.
 *
 * Coordinated, it stops taking writes and waits for its successor to have them all.
 */
export function leaveScript({ name, namespace, port }: Replicated): string {
  const sentinels = client(SENTINEL_PORT, '-h', `${name}-sentinel.${namespace}.svc`);
  return `is_primary() {
  case "$(${client(port)} info replication)" in *role:master*) return 0 ;; esac
  return 1
}
is_primary || exit 0
${sentinels} sentinel failover ${name} coordinated
waited=0
while is_primary && [ "$waited" -lt ${HANDOVER_SECONDS} ]; do
  sleep 1
  waited=$((waited + 1))
done
`;
}

export const SCRIPTS = { start: 'start.sh', leave: 'leave.sh' } as const;

/** The command that runs a script of the configuration. */
export function running(script: string): readonly [string, ...string[]] {
  return ['sh', `${CONFIG_FOLDER}/${script}`];
}

/**
 * It lives as long as it answers, be it that it loads its data: a replica may do so for minutes after it has lost its link.
 * It is ready as a primary that takes writes, or as a replica that has what its primary has.
 */
export function replicatedProbes(port: number): {
  readonly startup: Probe;
  readonly readiness: Probe;
  readonly liveness: Probe;
} {
  const alive = answers(`${client(port)} ping`, '*PONG*', '*LOADING*');
  const inUse = answers(
    `${client(port)} info replication`,
    '*master_link_status:up*',
    '*role:master*min_slaves_good_slaves:[1-9]*',
  );
  return {
    startup: { exec: { command: alive }, periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 30 },
    readiness: { exec: { command: inUse }, periodSeconds: 5, timeoutSeconds: 3 },
    liveness: { exec: { command: alive }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 6 },
  };
}

/** A command that succeeds if what another prints is like one of these patterns of the shell. */
export function answers(command: string, ...patterns: readonly string[]): string[] {
  return ['sh', '-c', `case "$(${command})" in ${patterns.join(' | ')}) ;; *) exit 1 ;; esac`];
}
