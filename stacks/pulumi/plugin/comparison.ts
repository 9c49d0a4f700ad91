import type { Claim } from './claim';

/**
 * What is wrong with the cluster that a context leads to; undefined where it is that of the stack.
 *
 * A cluster that does not say which it is may be any, so it is as wrong as another one.
 */
export async function wrongCluster(
  { cluster, context }: Claim,
  ask: (context: string | undefined) => Promise<string>,
): Promise<string | undefined> {
  const where = context === undefined ? 'the current context' : `the context '${context}'`;
  try {
    const found = await ask(context);
    if (found === cluster) return undefined;
    return `cluster.id is ${cluster}, and ${where} leads to the cluster ${found}; ${remedy(cluster)}`;
  } catch (error) {
    return `cluster.id is ${cluster}, and where ${where} leads to does not say what it is (${(error as Error).message}); ${remedy(cluster)}`;
  }
}

const remedy = (cluster: string) => `point KUBECONFIG at ${cluster}, and say by DWCP_CONTEXT what it is called there`;

/** What is wrong with another identity than the stack had; undefined where it is the same, or the first. */
export function movedCluster(before: string | undefined, now: string): string | undefined {
  if (before === undefined || before === now) return undefined;
  return `this stack is of the cluster ${before}, and cluster.id says ${now}; give another cluster a stack of its own`;
}
