import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Longer than a server takes that is there, and short enough to wait for one that is not. */
const PATIENCE = '20s';

const run = promisify(execFile);

/**
 * The UID of the Namespace `kube-system` of a cluster, by a context of the kubeconfig, or by the current one.
 *
 * Asked for by kubectl, which reads $KUBECONFIG, logs in and goes through proxies as the Kubernetes plugin does: both are
 * of the same client library, so that both mean the same cluster.
 *
 * @throws Error with what keeps the cluster from saying which it is.
 */
export async function foundCluster(context: string | undefined, kubectl = 'kubectl'): Promise<string> {
  const where = context === undefined ? [] : ['--context', context];
  const ask = ['get', '--raw', '/api/v1/namespaces/kube-system', `--request-timeout=${PATIENCE}`];
  try {
    const { stdout } = await run(kubectl, [...where, ...ask]);
    return (JSON.parse(stdout) as { readonly metadata: { readonly uid: string } }).metadata.uid;
  } catch (error) {
    throw new Error(reasonOf(error as NodeJS.ErrnoException & { readonly stderr?: string }));
  }
}

function reasonOf({ code, stderr = '', message }: NodeJS.ErrnoException & { readonly stderr?: string }): string {
  if (code === 'ENOENT') return 'kubectl, which asks it, is not on PATH';
  const lines = stderr.trim().split('\n');
  // Before its last line kubectl repeats what it has logged.
  return lines.at(-1) || message;
}
