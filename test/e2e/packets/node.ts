import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../servers/process';
import type { KubernetesApi } from '../support/kubernetes-api';
import { doorNumbers, haveOpened } from './doors';
import { NODE_ADDRESS } from './kubelet';
import { NetworkNamespace } from './network-namespace';
import { startServers } from './node-servers';
import { compilePrograms } from './programs';

/** A Kubernetes node in a network namespace: a bridge for its pods, an API server, and kube-router, which enforces. */
export interface Node {
  readonly place: Place;
  readonly api: KubernetesApi;
  readonly namespace: NetworkNamespace;
  /** How the program of a pod is started. */
  readonly podProgram: readonly string[];
  stop(): Promise<void>;
}

/** What shows every packet to the enforcer, and every rejection to the one who is rejected, at once. */
const SETTINGS = {
  // Pods of one node are switched, not routed; this shows their frames to iptables all the same.
  'bridge/bridge-nf-call-iptables': 1,
  // A rejection is an ICMP message, of which the kernel sends one a second to each address unless told otherwise.
  'ipv4/icmp_ratelimit': 0,
  'ipv4/icmp_msgs_per_sec': 1_000_000,
  'ipv4/icmp_msgs_burst': 1_000_000,
};

export async function startNode({ runDir, name }: Place): Promise<Node> {
  const dir = join(runDir, name);
  mkdirSync(dir, { recursive: true });
  const program = compilePrograms(join(dir, 'programs'));
  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const each of running.splice(0).reverse()) await each.stop();
  };
  try {
    const namespace = await NetworkNamespace.start({
      runDir,
      name,
      logFile: join(dir, 'doors.log'),
      program: [...program('doors'), dir, ...doorNumbers()],
      ready: async () => haveOpened(dir),
    });
    running.push(namespace);
    await namespace.ip(
      'link set lo up',
      'link add bridge0 type bridge stp_state 0 forward_delay 0',
      `address add ${NODE_ADDRESS}/32 dev bridge0`,
      'link set bridge0 up',
      'route add default dev bridge0',
    );
    await namespace.set(SETTINGS);
    const servers = await startServers({ runDir, name, dir, namespace });
    running.push(servers);
    return { place: { runDir, name }, api: servers.api, namespace, podProgram: program('pod'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
