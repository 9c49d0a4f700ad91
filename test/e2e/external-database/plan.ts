import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ExternalPostgres,
  type ExternalPostgresVersion,
  type Resource,
  SecureNamespace,
  synthesize,
  WebService,
} from '../../../constructs';
import { environment, IMAGE, RESOURCES } from '../../support/environment';
import { ROOT } from '../../support/reference';

/** The login and the database of the guide. */
export const LOGIN = 'vault';
export const DATABASE = 'orders';

const HOST = 'orders.example.com';

/** What docs/guides/external-postgres.md has the server's administrator run. */
export function documented(): string {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'external-postgres.md'), 'utf8');
  return /--single-transaction <<'SQL'\n([\s\S]*?)\n {3}SQL\n/.exec(guide)![1]!;
}

export interface Planned {
  /** Where its logins are asked for: `<mount>/creds/<client>`. */
  readonly mount: string;
  /** Path of its connection. */
  readonly connection: string;
  /** What Vault is to have of it, in the order of a deploy. */
  readonly resources: readonly Resource[];
}

/** A database that `writer` may change and `reader` may read, but for its host, which answers on this machine. */
export function planned(
  version: ExternalPostgresVersion,
  { host, port, authority }: { readonly host: string; readonly port: number; readonly authority: string },
): Planned {
  const tree = environment();
  const namespace = new SecureNamespace(tree, `external-${version}`);
  const database = new ExternalPostgres(namespace, 'orders', {
    ...{ host: HOST, addresses: ['203.0.113.0/24'], authorityCertificate: authority },
    ...{ version, database: DATABASE, login: LOGIN, credentials: { ttlHours: 12 } },
  });
  const service = (name: string) => new WebService(namespace, name, { image: IMAGE, scale: 2, resources: RESOURCES });
  database.grantReadWrite(service('writer'));
  database.grantReadOnly(service('reader'));
  const mount = `test/external-${version}/orders`;
  const resources = synthesize(tree).filter((one) => one.api === 'vault' && one.vaultPath.startsWith(mount));
  const here = JSON.stringify(resources).replaceAll(`@${HOST}:5432/`, `@${host}:${port}/`);
  return { mount, connection: database.connection, resources: JSON.parse(here) as readonly Resource[] };
}
