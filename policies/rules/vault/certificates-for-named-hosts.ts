import { defineRule } from '../../define-rule';
import { listOf } from '../../fields';

const ROLE = 'vault:pkiSecret/secretBackendRole:SecretBackendRole';

/** What has a role sign for names that it does not list. */
const WIDE: Readonly<Record<string, string>> = {
  allowAnyName: 'it signs for any name',
  allowGlobDomains: 'it signs for whatever a pattern matches',
  allowWildcardCertificates: 'it signs for every name below one',
};

const FIX = 'remove it, and list the names by allowedDomains';
const NONE = {
  field: 'allowedDomains',
  problem: 'it lists no name that it signs for',
  fix: 'list the names of the one workload that asks for certificates',
};

/** A certificate is an identity: whoever may ask for one of any name is everybody. */
export const certificatesForNamedHosts = defineRule({
  id: 'certificates-for-named-hosts',
  subject: 'vault',
  of: [ROLE],
  says: 'Roles of an authority sign for the names that they list.',
  because: 'whoever may ask could pose as any other host',
  level: 'mandatory',
  severity: 'high',
  topic: 'vault',
  references: [
    'practices:authorization',
    'https://developer.hashicorp.com/vault/api-docs/secret/pki#create-update-role',
  ],
  check: ({ args }) => [
    ...Object.entries(WIDE)
      .filter(([field]) => args[field] === true)
      .map(([field, problem]) => ({ field, problem, fix: FIX })),
    ...(signsForNames(args) && listOf(args['allowedDomains'], NONE.field).length === 0 ? [NONE] : []),
  ],
  examples: {
    accepted: [
      {
        shows: 'identities that are no names of hosts',
        resources: [role({ allowedUriSans: ['spiffe://shop.internal/api'] })],
      },
      {
        shows: 'the names of one workload',
        resources: [
          role({ allowedDomains: ['api.shop.svc'], allowBareDomains: true, allowWildcardCertificates: false }),
        ],
      },
    ],
    refused: [
      ...Object.entries(WIDE).map(([field, problem]) => ({
        shows: field,
        resources: [role({ allowedDomains: ['api.shop.svc'], [field]: true })],
        violations: [{ field, problem, fix: FIX }],
      })),
      { shows: 'no name', resources: [role({})], violations: [NONE] },
      { shows: 'a list of none', resources: [role({ allowedUriSans: [] })], violations: [NONE] },
    ],
  },
});

/** One that signs for users or URIs lists those. */
function signsForNames({ allowedUriSans, allowedUserIds }: Readonly<Record<string, unknown>>): boolean {
  return [allowedUriSans, allowedUserIds].every((list) => !Array.isArray(list) || list.length === 0);
}

function role(args: Readonly<Record<string, unknown>>) {
  return { type: ROLE, vaultPath: 'pki/roles/api', args: { name: 'api', backend: 'pki', ...args } };
}
