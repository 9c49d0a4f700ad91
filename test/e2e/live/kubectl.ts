import { type ChildProcess, spawn } from 'node:child_process';
import { binaryOf } from '../servers/build';
import { run } from '../servers/command';
import type { Cluster } from './cluster/cluster';

/** A pod, as `kubectl exec` names it: one of a workload, or itself. */
export interface Inside {
  readonly namespace: string;
  /** `deploy/api` or the name of a pod. */
  readonly pod: string;
}

export function kubectl({ kubeconfig }: Cluster, ...args: readonly string[]): Promise<string> {
  return run(binaryOf('kubectl'), ['--kubeconfig', kubeconfig, ...args]);
}

/** Runs a program in a pod, through the API server and the kubelet, and returns what it printed. */
export async function exec(cluster: Cluster, { namespace, pod }: Inside, ...command: readonly string[]) {
  return (await kubectl(cluster, 'exec', '--namespace', namespace, pod, '--', ...command)).trim();
}

/** Starts a program in a pod, with its standard input open. */
export function execOpen({ kubeconfig }: Cluster, { namespace, pod }: Inside, ...command: readonly string[]) {
  const args = ['--kubeconfig', kubeconfig, 'exec', '--stdin', '--namespace', namespace, pod, '--', ...command];
  return spawn(binaryOf('kubectl'), args, { stdio: 'pipe' }) as ChildProcess;
}
