import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { Postgres, SchemaMigration, type SchemaMigrationProps, SecureNamespace, synthesize } from '../../../constructs';
import { credentialFor } from '../../../constructs/data/postgres-access';
import { environment, IMAGE, objectsOf, RESOURCES } from '../../support/environment';
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

/** How the container of a migration ended, and what it printed. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const LOGIN = { name: 'v-migration', password: 'a-password-of-vault' };

/** Makes the login of migrations, by the statements that Vault is given. */
export async function makeLogin(postgres: Postgres17): Promise<void> {
  const admin = await postgres.connect();
  const values = { ...LOGIN, expiration: '2099-01-01 00:00:00+00' };
  await admin.query('BEGIN');
  for (const statement of credentialFor('read-write').creationStatements) {
    await admin.query(statement.replaceAll(/\{\{(\w+)\}\}/g, (_, name: keyof typeof values) => values[name]));
  }
  await admin.query('COMMIT');
  await admin.end();
}

/** Runs the last of some migrations of one database as its container would: the same files, variables and command. */
export function runMigration({ within, root, tls }: Postgres17, ...said: readonly Said[]): Ended {
  const container = containerOf(said);
  for (const [path, content] of Object.entries(container.files)) {
    mkdirSync(join(root, 'tmp/migration'), { recursive: true });
    writeFileSync(join(root, 'tmp', path), content);
  }
  mkdirSync(join(root, 'tmp/credentials'), { recursive: true });
  for (const [file, content] of [
    ['username', LOGIN.name],
    ['password', LOGIN.password],
  ] as const) {
    writeFileSync(join(root, 'tmp/credentials', file), content);
  }
  spawnSync('cp', [tls.caFile, join(root, 'tmp/credentials/ca.crt')]);
  const env = {
    ...container.env,
    DB_HOST: 'localhost',
    DB_PORT: `${tls.port}`,
    DB_CREDENTIALS_DIR: '/tmp/credentials',
  };
  const [command, ...args] = within(
    ...(container.command.map((word) => word.replace(/^\/migration/, '/tmp/migration')) as [string]),
  );
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: `/usr/lib/postgresql/17/bin:${process.env['PATH']}`, ...env },
  });
  return { status, out: stdout, err: stderr };
}

interface RenderedContainer {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
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
  const objects = objectsOf(synthesize(tree));
  const name = `migration-${said.at(-1)!.version}`;
  const job = objects.find(
    ({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith(`${name}-`),
  ) as unknown as {
    spec: {
      template: {
        spec: {
          containers: [
            {
              command: string[];
              args: string[];
              env: { name: string; value: string }[];
              volumeMounts: { mountPath: string; subPath?: string }[];
            },
          ];
        };
      };
    };
  };
  const config = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === `${name}-config`);
  const data = config?.['data'] as Record<string, string>;
  const [{ command, args, env, volumeMounts }] = job.spec.template.spec.containers;
  return {
    command: [...command, ...args],
    env: Object.fromEntries(env.map((variable) => [variable.name, variable.value])),
    files: Object.fromEntries(
      volumeMounts.flatMap(({ mountPath, subPath }) => (subPath === undefined ? [] : [[mountPath, data[subPath]!]])),
    ),
  };
}
