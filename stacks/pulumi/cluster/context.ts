import type { Facts } from '../../../constructs';

/** What people may call a cluster differently by. */
const VARIABLE = 'DWCP_CONTEXT';

/**
 * The context of the kubeconfig that leads to the cluster; undefined is the current one.
 *
 * Contexts are named by whoever wrote the kubeconfig, so the fact is only what most people call it, and DWCP_CONTEXT says
 * what it is called here.
 */
export function contextOf({ cluster }: Facts): string | undefined {
  return process.env[VARIABLE] || cluster.context;
}
