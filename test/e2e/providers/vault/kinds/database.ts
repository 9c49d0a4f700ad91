import type { database } from '@pulumi/vault';
import { document } from '../document';
import { type FieldsOf, trimmed } from '../kind';

export const secretBackendRole = document({
  place: ['backend', 'name'],
  path: ({ backend, name }) => `${trimmed(backend)}/roles/${name}`,
  required: ['backend', 'name', 'dbName', 'creationStatements'],
  uniqueName: 'name',
  fixed: ['dbName'],
  fields: {
    creationStatements: 'creation_statements',
    credentialConfig: 'credential_config',
    credentialType: 'credential_type',
    dbName: 'db_name',
    defaultTtl: 'default_ttl',
    maxTtl: 'max_ttl',
    renewStatements: 'renew_statements',
    revocationStatements: 'revocation_statements',
    rollbackStatements: 'rollback_statements',
  } satisfies FieldsOf<database.SecretBackendRoleArgs>,
});

export const secretBackendStaticRole = document({
  place: ['backend', 'name'],
  path: ({ backend, name }) => `${trimmed(backend)}/static-roles/${name}`,
  required: ['backend', 'name', 'dbName', 'username'],
  uniqueName: 'name',
  fixed: ['dbName', 'username'],
  fields: {
    credentialConfig: 'credential_config',
    credentialType: 'credential_type',
    dbName: 'db_name',
    rotationPeriod: 'rotation_period',
    rotationSchedule: 'rotation_schedule',
    rotationStatements: 'rotation_statements',
    rotationWindow: 'rotation_window',
    username: 'username',
  } satisfies FieldsOf<database.SecretBackendStaticRoleArgs>,
});
