import type { Construct } from 'constructs';
import type { Port } from '../network/port';
import { type ExistingProps, ExistingWorkload } from './existing-workload';
import { ADOPTED } from './written';

/**
 * Adopts what was declared by hand or by cdk8s-plus, as it is, so that it can be granted, allowed and observed:
 *
 * `const legacy = Existing.deployment(namespace, 'legacy', { object: deployment }); db.grantReadOnly(legacy);`
 *
 * The object gets what is granted: mounts, volumes, variables. All else of it stays its author's, and is judged like ours.
 */
export const Existing = {
  deployment: adopting('deployment'),
  statefulSet: adopting('statefulSet'),
  daemonSet: adopting('daemonSet'),
  cronJob: adopting('cronJob'),
} as const;

function adopting(kind: keyof typeof ADOPTED) {
  return <const Declared extends readonly Port[] = readonly []>(
    scope: Construct,
    id: string,
    props: ExistingProps<Declared>,
  ): ExistingWorkload<Declared> => new ExistingWorkload(scope, id, ADOPTED[kind], props);
}
