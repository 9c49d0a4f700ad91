import type { kv } from '@pulumi/vault';
import { document } from '../document';
import { type FieldsOf, trimmed } from '../kind';

/** How an engine of version 2 keeps what is written to it. As old as its mount, and gone with it. */
export const secretBackendV2 = document({
  place: ['mount'],
  path: ({ mount }) => `${trimmed(mount)}/config`,
  required: ['mount'],
  deletable: false,
  fields: {
    casRequired: 'cas_required',
    deleteVersionAfter: 'delete_version_after',
    maxVersions: 'max_versions',
  } satisfies FieldsOf<kv.SecretBackendV2Args>,
});
