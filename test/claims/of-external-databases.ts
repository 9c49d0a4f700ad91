import { proven as of, type ProvenClaim } from './claim';

const FILE = 'external-database.test.ts';
const GUIDE = 'docs/guides/external-postgres.md';
const SERVERS = 'PostgreSQL 15 and 17, Vault 1.21';

/** Of databases that somebody else looks after. */
export const OF_EXTERNAL_DATABASES: readonly ProvenClaim[] = [
  of(
    'an administrator who is no superuser makes the roles by what the guide says, and Vault then makes logins of them',
    ['constructs/data/postgres-access.ts', `${GUIDE}#once-for-each-server`],
    SERVERS,
    [
      FILE,
      'is set up by an administrator who is no superuser, by what the guide says, and makes logins once Vault has the password',
    ],
  ),
  of(
    'a password that Vault has rotated is Vault’s alone, and stays when the connection is written again without one',
    ['constructs/data/external-postgres.ts', `${GUIDE}#once-for-each-server`],
    SERVERS,
    [FILE, 'has its password in Vault alone, once that has rotated it, and what is deployed again leaves it'],
  ),
  of(
    'who was granted to read a database outside of the cluster writes nothing',
    ['constructs/data/external-postgres.ts'],
    SERVERS,
    [FILE, 'lets who only reads write nothing'],
  ),
  of(
    'a login of a database outside of the cluster is gone when its lease ends, and what it made is handed on',
    ['constructs/data/external-postgres.ts'],
    SERVERS,
    [FILE, 'drops a login whose lease ends, and hands on what it made as itself'],
  ),
  of(
    'a server outside whose certificate has another name is refused by Vault and by its clients',
    ['constructs/data/external-postgres.ts', GUIDE],
    SERVERS,
    [FILE, 'is refused under another name, by Vault and by who connects'],
  ),
  of(
    'a server outside whose certificate another authority signed is refused by Vault and by its clients',
    ['constructs/data/external-postgres.ts', GUIDE],
    SERVERS,
    [FILE, 'is refused by a certificate of another authority, by Vault and by who connects'],
  ),
];
