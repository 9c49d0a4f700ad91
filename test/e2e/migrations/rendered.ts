import { Duration } from 'cdk8s';
import { Postgres, SchemaMigration, type SchemaMigrationProps, SecureNamespace, synthesize } from '../../../constructs';
import { environment, IMAGE, objectsOf, RESOURCES } from '../../support/environment';
import { containerIn, type Ended, type RenderedContainer, runContainer } from './container';
import type { Postgres17 } from './postgres-17';

/** What is said of a migration here beside what every one has. */
export type Said = Pick<SchemaMigrationProps, 'version' | 'up' | 'down'> & Partial<SchemaMigrationProps>;

export const CHECKLIST: SchemaMigrationProps['checklist'] = {
  testedOn: 'restore of 9 January',
  took: Duration.seconds(40),
  backup: 'nightly of 10 January',
  told: '#orders',
  verifiedBy: 'the orders team',
};

/** Runs the last of some migrations of one database as its container would: the same files, variables and command. */
export function runMigration(postgres: Postgres17, ...said: readonly Said[]): Ended {
  return runContainer(postgres, containerOf(said));
}

function containerOf(said: readonly Said[]): RenderedContainer {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const database = new Postgres(namespace, 'db', {
    ...{ instances: 1, image: IMAGE, storage: '10Gi', resources: RESOURCES, credentials: { ttlHours: 12 } },
    pooler: { instances: 1, image: IMAGE, resources: RESOURCES },
  });
  for (const one of said) {
    new SchemaMigration(namespace, `migration-${one.version}`, { database, checklist: CHECKLIST, ...one });
  }
  const name = `migration-${said.at(-1)!.version}`;
  return containerIn(
    objectsOf(synthesize(tree)),
    ({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith(`${name}-`),
  );
}
