import { READ_AT_START } from '../../cli/preview/meaning/blast-radius/restarts/postgres-parameters';
import { psql } from './support/psql';
import { world } from './support/world';

/** Parameters by when PostgreSQL reads them. */
async function parameters(condition: string): Promise<readonly string[]> {
  const rows = await psql(world().postgres.superuser, `SELECT name FROM pg_settings WHERE ${condition} ORDER BY name`);
  return rows.split('\n');
}

test('every parameter that PostgreSQL reads when it starts restarts a database', async () => {
  const read = await parameters("context = 'postmaster'");
  expect(read.length).toBeGreaterThan(40);
  expect(read.filter((name) => !READ_AT_START.has(name))).toEqual([]);
});

test('no parameter that it reads again does', async () => {
  const again = await parameters("context NOT IN ('postmaster', 'internal')");
  expect(again.filter((name) => READ_AT_START.has(name))).toEqual([]);
});
