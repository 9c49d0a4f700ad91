import type { Facts } from '../../constructs/facts/facts';

/** What people may call a cluster differently by: `pulumi up` goes by the same. */
const VARIABLE = 'DWCP_CONTEXT';

/** The context of the kubeconfig that leads to the cluster of an environment; undefined is the current one. */
export function contextOf({ cluster }: Facts): string | undefined {
  return process.env[VARIABLE] || cluster.context;
}

/** As a sentence has it. */
export function contextNamed(context: string | undefined): string {
  return context === undefined ? 'the current context' : `the context '${context}'`;
}
