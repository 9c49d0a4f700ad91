import type * as pulumi from '@pulumi/pulumi';
import type { Plan, Resource } from '../../../constructs';

/** What keeps a resource from being deleted or replaced, whatever the program says. */
export type Protection = Pick<pulumi.CustomResourceOptions, 'protect' | 'retainOnDelete' | 'deletedWith'>;

/** Only data that is said to be disposable may go. */
export function protectionOf(resource: Resource, { data }: Pick<Plan, 'data'>): Protection {
  const keep = resource.data && data !== 'disposable';
  return { protect: keep, retainOnDelete: keep };
}
