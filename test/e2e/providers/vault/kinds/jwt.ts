import type { jwt } from '@pulumi/vault';
import { isObject, type Properties } from '../../values';
import { document, picked } from '../document';
import { argumentsOf, bodyOf, type FieldsOf, trimmed, type VaultKind } from '../kind';
import { remount } from '../remount';
import { TOKEN_FIELDS } from '../token-fields';

const config = {
  boundIssuer: 'bound_issuer',
  defaultRole: 'default_role',
  jwksCaPem: 'jwks_ca_pem',
  jwksUrl: 'jwks_url',
  jwtSupportedAlgs: 'jwt_supported_algs',
  jwtValidationPubkeys: 'jwt_validation_pubkeys',
  oidcClientId: 'oidc_client_id',
  oidcClientSecret: 'oidc_client_secret',
  oidcDiscoveryCaPem: 'oidc_discovery_ca_pem',
  oidcDiscoveryUrl: 'oidc_discovery_url',
} satisfies FieldsOf<jwt.AuthBackendArgs>;

/** What Vault never shows: the plugin takes it for what was written last. */
const secrets = ['oidcClientSecret'];
const plain = { description: 'description', local: 'local' } satisfies FieldsOf<jwt.AuthBackendArgs>;

/** A way to log in by tokens of a provider, with what it has to know of that. */
export const authBackend: VaultKind = {
  known: ['path', 'type', ...Object.keys(plain), ...Object.keys(config)],
  required: [],
  defaults: { path: 'jwt', type: 'jwt' },
  replaces: ['type', 'local'],
  secrets: secrets.map((secret) => [secret]),
  computed: ['accessor'],
  async create(vault, args) {
    const path = trimmed(args['path']);
    await vault.write(`sys/auth/${path}`, { type: args['type'] ?? '', ...bodyOf(plain, args) });
    await vault.write(`auth/${path}/config`, bodyOf(config, args));
    return { id: path };
  },
  async read(vault, old) {
    const path = trimmed(old['path']);
    const [mount, told] = [await vault.read(`sys/auth/${path}`), await vault.read(`auth/${path}/config`)];
    if (mount === undefined || told === undefined) return undefined;
    return {
      path,
      type: mount['type'] ?? '',
      ...argumentsOf(plain, mount, old),
      ...argumentsOf(config, told, old),
      ...picked(old, secrets),
      accessor: mount['accessor'] ?? '',
    };
  },
  async update(vault, old, args) {
    const [from, to] = [trimmed(old['path']), trimmed(args['path'])];
    if (from !== to) await remount(vault, `auth/${from}`, `auth/${to}`);
    await vault.write(`sys/mounts/auth/${to}/tune`, { description: args['description'] ?? '' });
    // Vault takes it whole, with the secret.
    await vault.write(`auth/${to}/config`, bodyOf(config, args, old));
  },
  async delete(vault, old) {
    await vault.delete(`sys/auth/${trimmed(old['path'])}`);
  },
};

const role = document({
  place: ['backend', 'roleName'],
  path: ({ backend, roleName }) => `auth/${trimmed(backend)}/role/${roleName}`,
  required: ['roleName', 'userClaim'],
  defaults: { backend: 'jwt' },
  fixed: ['roleType'],
  sets: ['allowedRedirectUris', 'boundAudiences', 'oidcScopes', 'tokenBoundCidrs', 'tokenPolicies'],
  fields: {
    allowedRedirectUris: 'allowed_redirect_uris',
    boundAudiences: 'bound_audiences',
    boundClaims: 'bound_claims',
    boundClaimsType: 'bound_claims_type',
    boundSubject: 'bound_subject',
    claimMappings: 'claim_mappings',
    groupsClaim: 'groups_claim',
    oidcScopes: 'oidc_scopes',
    roleType: 'role_type',
    ...TOKEN_FIELDS,
    userClaim: 'user_claim',
  } satisfies FieldsOf<jwt.AuthBackendRoleArgs>,
});

/** Whose token of the provider lets in, and what it then may do. */
export const authBackendRole: VaultKind = {
  ...role,
  create: (vault, args) => role.create(vault, asLists(args)),
  update: (vault, old, args, id) => role.update(vault, asLists(old), asLists(args), id),
  async read(vault, old, id) {
    const live = await role.read(vault, old, id);
    return live === undefined ? undefined : asTexts(live);
  },
};

/** As the official plugin does: it takes a comma for what stands between values. */
function asLists(args: Properties): Properties {
  return withClaims(args, (value) =>
    String(value)
      .split(',')
      .map((one) => one.trim()),
  );
}

function asTexts(live: Properties): Properties {
  return withClaims(live, (value) => [value].flat().join(','));
}

function withClaims(args: Properties, as: (value: unknown) => string | string[]): Properties {
  const claims = args['boundClaims'];
  if (!isObject(claims)) return args;
  return { ...args, boundClaims: Object.fromEntries(Object.entries(claims).map(([key, value]) => [key, as(value)])) };
}
