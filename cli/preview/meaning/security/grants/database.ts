import { GROUP_ROLES } from '../../../../../constructs/data/postgres-access';
import { textsOf } from '../../../../../policies/fields';
import { part, type VaultReading } from '../traits/reading';
import { type Level, mayAll, onLadder, unranked, usually } from '../traits/trait';

/** The group roles of our databases, the one that may less first. */
const GROUPS: readonly string[] = [...GROUP_ROLES].reverse();

const ANY_GROUP = new RegExp(`\\b(${GROUPS.join('|')})\\b`, 'g');

/** What logins that Vault makes may do in a database. SQL that nobody here knows cannot be ranked. */
export const DATABASE_ROLE: VaultReading = {
  read(resource) {
    const { args } = resource;
    const statements = textsOf(args['creationStatements'], 'creationStatements');
    return [
      access(statements),
      part(
        'how its logins are made',
        resource,
        statements.map((one) => one.replace(ANY_GROUP, 'a group')),
      ),
      part('how its logins end', resource, [
        args['revocationStatements'],
        args['rollbackStatements'],
        args['renewStatements'],
      ]),
      unranked('database', args['dbName']),
      unranked('user', args['username']),
    ];
  },
};

function access(statements: readonly string[]): Level {
  const groups = statements.flatMap((one) => [...one.matchAll(ANY_GROUP)].map(([group]) => group));
  const most = GROUPS.findLast((group) => groups.includes(group));
  return most === undefined ? unranked('access', 'by SQL of its own') : onLadder('access', GROUPS, most);
}

/** The strictest first: https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-SSLMODE-STATEMENTS */
const SSL_MODES = ['verify-full', 'verify-ca', 'require', 'prefer', 'allow', 'disable'];

/** How Vault itself gets into a database, and for which roles. The address may hold a password, so it is never shown. */
export const DATABASE_CONNECTION: VaultReading = {
  read(resource) {
    const { allowedRoles, name: _, backend: __, ...rest } = resource.args;
    const url = JSON.stringify(rest);
    const [, mode] = /[?&]sslmode=([\w-]+)/.exec(url) ?? [];
    return [
      ...textsOf(allowedRoles, 'allowedRoles').map((role) =>
        role === '*' ? mayAll('make logins of every role', isRole) : usually(`make logins of role ${role}`),
      ),
      onLadder('sslmode', SSL_MODES, mode ?? 'prefer'),
      part('how it connects', resource, JSON.parse(url.replace(/sslmode=[\w-]+/, ''))),
    ];
  },
};

function isRole({ may }: { readonly may: string }): boolean {
  return may.startsWith('make logins of role ');
}
