import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Postgres, SecureNamespace, synthesize } from '../../constructs';
import type { Manifest } from '../../constructs/plan/resource';
import { BACKUP, BACKUP_STORE } from '../support/backup-store';
import { environment, objectsOf, POSTGRES } from '../support/environment';
import { ROOT } from '../support/reference';

/** The Cluster that the guide has somebody apply beside the database that runs. */
const [, block = ''] =
  /^```yaml\n(apiVersion: postgresql[\s\S]+?)^```$/m.exec(
    readFileSync(join(ROOT, 'docs', 'guides', 'restore.md'), 'utf8'),
  ) ?? [];
const beside = parse(block) as Manifest;

test('a Cluster beside the database takes no service account that somebody else has, whose pods may read no token', () => {
  const tree = environment({}, { backups: BACKUP_STORE });
  const namespace = new SecureNamespace(tree, beside.metadata.namespace!);
  new Postgres(namespace, 'orders-db', { ...POSTGRES, backup: { ...BACKUP, drill: {} } });
  const taken = objectsOf(synthesize(tree)).filter(({ kind }) =>
    ['ServiceAccount', 'Cluster', 'Pooler'].includes(kind),
  );
  // The operator gives the account of that name to the Cluster, whoever made it and whatever it may not.
  const names = taken.map(({ metadata }) => metadata.name);
  expect(names).toContain('orders-db-drill');
  expect(names).not.toContain(beside.metadata.name);
});
