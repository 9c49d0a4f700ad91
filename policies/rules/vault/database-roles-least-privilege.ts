import { defineRule } from '../../define-rule';
import { textsOf } from '../../fields';
import type { Violation } from '../../violation';

const ROLE = 'vault:database/secretBackendRole:SecretBackendRole';
const STATEMENTS = 'creationStatements';

/** What opens the whole database, or more of it than a role: by pattern, in words. */
const OPENS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\b(?<!NO)SUPERUSER\b/i, 'is a superuser'],
  [/\bBYPASSRLS\b/i, 'is not held by row security'],
  [/\bREPLICATION\b/i, 'copies the whole database'],
  [/\bCREATEROLE\b/i, 'makes others'],
  [/\bGRANT\s+ALL\b/i, 'has every privilege'],
  [/\bTO\s+PUBLIC\b/i, 'gives privileges to everybody'],
  [/\bWITH\s+(GRANT|ADMIN)\s+OPTION\b/i, 'hands on what it has'],
];

/** What stands in quotes is a name or a password, and a word in it grants nothing. */
const QUOTED = /"[^"]*"|'[^']*'/g;

/** A login of Vault is held by a workload, which needs what its role in the database has and no more. */
export const databaseRolesLeastPrivilege = defineRule({
  id: 'database-roles-least-privilege',
  subject: 'vault',
  of: [ROLE],
  says: 'Logins that Vault makes have the privileges of a role of the database, and none over it.',
  because: 'whoever takes over one workload has the data of all',
  level: 'mandatory',
  severity: 'high',
  topic: 'vault',
  references: ['practices:authorization', 'https://www.postgresql.org/docs/17/sql-createrole.html'],
  check: ({ args }) =>
    textsOf(args[STATEMENTS], STATEMENTS).flatMap((statement, index) => {
      const bare = statement.replace(QUOTED, "''");
      return OPENS.flatMap(([pattern, what]) => (pattern.test(bare) ? [opens(index, what)] : []));
    }),
  examples: {
    accepted: [
      { shows: 'a login in one role', resources: [role(`${login()} IN ROLE app_rw;`)] },
      { shows: 'what it does not have, said aloud', resources: [role(`${login()} NOSUPERUSER NOCREATEROLE;`)] },
      { shows: 'privileges by name', resources: [role('GRANT SELECT, INSERT ON orders TO "{{name}}";')] },
      { shows: 'a word in a name', resources: [role('GRANT "superuser of the shop" TO "{{name}}";')] },
      { shows: 'a word in a text', resources: [role('COMMENT ON ROLE "{{name}}" IS \'it is no superuser\';')] },
    ],
    refused: [
      ...['SUPERUSER', 'BYPASSRLS', 'REPLICATION', 'CREATEROLE'].map((word, index) => ({
        shows: word,
        resources: [role(`${login()} ${word};`)],
        violations: [opens(0, OPENS[index]![1])],
      })),
      {
        shows: 'every privilege, in small letters',
        resources: [role(`${login()};`, 'grant all privileges on all tables in schema public to "{{name}}";')],
        violations: [opens(1, 'has every privilege')],
      },
      {
        shows: 'all of it, spread over lines',
        resources: [role('GRANT\n  ALL ON orders\n  TO\n  PUBLIC\n  WITH\n  GRANT\n  OPTION;')],
        violations: [
          opens(0, 'has every privilege'),
          opens(0, 'gives privileges to everybody'),
          opens(0, 'hands on what it has'),
        ],
      },
      {
        shows: 'privileges for everybody',
        resources: [role('GRANT SELECT ON orders TO PUBLIC;')],
        violations: [opens(0, 'gives privileges to everybody')],
      },
      ...['GRANT', 'ADMIN'].map((option) => ({
        shows: `a login that hands on, by ${option}`,
        resources: [role(`GRANT app_rw TO "{{name}}" WITH ${option} OPTION;`)],
        violations: [opens(0, 'hands on what it has')],
      })),
      {
        shows: 'more than one space, or none where there need not be one',
        resources: [
          role(
            'ALTER ROLE"{{name}}"SUPERUSER;',
            'GRANT  ALL ON orders TO "{{name}}";',
            'GRANT SELECT ON orders TO  PUBLIC;',
            'GRANT app_rw TO "{{name}}" WITH  ADMIN  OPTION;',
          ),
        ],
        violations: [
          opens(0, 'is a superuser'),
          opens(1, 'has every privilege'),
          opens(2, 'gives privileges to everybody'),
          opens(3, 'hands on what it has'),
        ],
      },
    ],
  },
});

function opens(index: number, what: string): Violation {
  return {
    field: `${STATEMENTS}[${index}]`,
    problem: `the login ${what}`,
    fix: 'make a role in the database with what the workload needs, and the login a member of it',
  };
}

function login(): string {
  return `CREATE ROLE "{{name}}" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}'`;
}

function role(...creationStatements: readonly string[]) {
  return {
    type: ROLE,
    vaultPath: 'live/shop/db/roles/api',
    args: { name: 'api', dbName: 'db', [STATEMENTS]: creationStatements },
  };
}
