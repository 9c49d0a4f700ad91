import type { PolicyArgs } from '@pulumi/vault';
import { document } from '../document';
import type { FieldsOf } from '../kind';

export const policy = document({
  place: ['name'],
  path: ({ name }) => `sys/policies/acl/${name}`,
  id: ({ name }) => String(name),
  required: ['name', 'policy'],
  uniqueName: 'name',
  fields: { policy: 'policy' } satisfies FieldsOf<PolicyArgs>,
});
