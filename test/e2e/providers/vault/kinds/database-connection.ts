import type { database, types } from '@pulumi/vault';
import { at } from '../../changes';
import { isObject, type Properties } from '../../values';
import { picked } from '../document';
import { argumentsOf, bodyOf, type FieldsOf, trimmed, type VaultKind } from '../kind';

const fields = {
  allowedRoles: 'allowed_roles',
  passwordPolicy: 'password_policy',
  pluginName: 'plugin_name',
  pluginVersion: 'plugin_version',
  rootRotationStatements: 'root_rotation_statements',
  verifyConnection: 'verify_connection',
} satisfies FieldsOf<database.SecretBackendConnectionArgs>;

const postgresql = {
  authType: 'auth_type',
  connectionUrl: 'connection_url',
  disableEscaping: 'disable_escaping',
  maxConnectionLifetime: 'max_connection_lifetime',
  maxIdleConnections: 'max_idle_connections',
  maxOpenConnections: 'max_open_connections',
  password: 'password',
  passwordAuthentication: 'password_authentication',
  privateKey: 'private_key',
  tlsCa: 'tls_ca',
  tlsCertificate: 'tls_certificate',
  username: 'username',
  usernameTemplate: 'username_template',
} satisfies FieldsOf<types.input.database.SecretBackendConnectionPostgresql>;

/** How Vault logs in to a PostgreSQL server; the other engines' blocks are not known here. */
export const secretBackendConnection: VaultKind = {
  known: ['backend', 'name', 'postgresql', ...Object.keys(fields)],
  required: ['backend', 'name', 'postgresql'],
  defaults: { verifyConnection: true },
  replaces: ['backend', 'name'],
  uniqueName: 'name',
  secrets: [
    ['postgresql', 'password'],
    ['postgresql', 'privateKey'],
  ],
  async create(vault, args) {
    await vault.write(pathOf(args), connectionBody(args, {}));
    return { id: pathOf(args) };
  },
  async read(vault, old) {
    const data = await vault.read(pathOf(old));
    if (data === undefined) return undefined;
    const [details, block] = [data['connection_details'], blockOf(old)];
    // The password is never answered; the URL may be answered with its password masked.
    const kept = picked(block, ['connectionUrl', 'password', 'privateKey']);
    const live = { ...argumentsOf(postgresql, isObject(details) ? details : {}, block), ...kept };
    return {
      ...picked(old, ['backend', 'name', 'verifyConnection']),
      ...argumentsOf({ ...fields, rootRotationStatements: 'root_credentials_rotate_statements' }, data, old),
      postgresql: live,
    };
  },
  async update(vault, old, args) {
    await vault.write(pathOf(args), connectionBody(args, old));
  },
  async delete(vault, old) {
    await vault.delete(pathOf(old));
  },
};

function pathOf({ backend, name }: Properties): string {
  return `${trimmed(backend)}/config/${name}`;
}

function blockOf(args: Properties): Properties {
  return isObject(args['postgresql']) ? args['postgresql'] : {};
}

function connectionBody(args: Properties, old: Properties): Properties {
  const [block, before] = [blockOf(args), blockOf(old)];
  const { password, ...details } = bodyOf(postgresql, block, before);
  const lifetime = at(block, 'maxConnectionLifetime');
  return {
    plugin_name: 'postgresql-database-plugin',
    ...bodyOf(fields, args, old),
    // The documented default of the argument; Vault's own is 4.
    max_open_connections: 2,
    ...details,
    ...(lifetime === undefined ? {} : { max_connection_lifetime: `${lifetime}s` }),
    // Vault may have rotated the password since; sending the first one again would lock Vault out.
    ...(password === undefined || block['password'] === before['password'] ? {} : { password }),
  };
}
