import { UserError } from '../../constructs/invalid';
import type { Checked } from '../diagnosis/checked';
import { deviates, MAY_READ, ok } from '../diagnosis/finding';
import type { Cluster, Live } from './cluster';
import { contextNamed } from './context';
import { Unreadable } from './kubectl';

const CHECK = { check: 'cluster', says: 'The cluster is the one of the environment.' } as const;

/**
 * Whether the cluster is the one that the facts are of: of another one, nothing else says anything.
 *
 * @throws UserError where it does not say which it is, since then it may be any.
 */
export async function identified(id: string, context: string | undefined, cluster: Cluster): Promise<Checked> {
  const where = contextNamed(context);
  const found = await uidOf(cluster).catch((error: unknown) => {
    if (!(error instanceof Unreadable)) throw error;
    const elsewhere = error.remedy === undefined ? pointAt(id) : `${error.remedy}, or ${pointAt(id)}`;
    const remedy = error.isForbidden ? MAY_READ : elsewhere;
    throw new UserError([`${where} does not say which cluster it leads to (${error.message}); ${remedy}`]);
  });
  if (found === id) return { ...CHECK, findings: [ok(`${where} leads to ${id}`)] };
  const says = `cluster.id is ${id}, and ${where} leads to the cluster ${found}; nothing else was looked at`;
  return { ...CHECK, findings: [deviates(says, pointAt(id))] };
}

function pointAt(id: string): string {
  return `point KUBECONFIG at ${id}, and say by DWCP_CONTEXT what it is called there`;
}

async function uidOf(cluster: Cluster): Promise<string> {
  const namespace = await cluster.get<Live>('/api/v1/namespaces/kube-system');
  const uid = namespace?.metadata.uid;
  if (uid === undefined) throw new Unreadable('it has no Namespace kube-system', false);
  return uid;
}
