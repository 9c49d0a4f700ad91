import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../../constructs';
import { credentialFor, type PostgresAccess } from '../../../constructs/data/postgres-access';
import type { Postgres17 } from './postgres-17';

/** How a container ended, and what it printed. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** What a container runs, of what is rendered. */
export interface RenderedContainer {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

/** Whom containers log in as, and the statement that ends it. */
export const LOGIN = { name: 'v-task', password: 'a-password-of-vault' };

/** Makes the login of a container, by the statements that Vault is given. */
export async function makeLogin(postgres: Postgres17, access: PostgresAccess = 'read-write'): Promise<void> {
  await asVault(postgres, credentialFor(access).creationStatements);
}

/** Runs statements that Vault is given, in one transaction. */
export async function asVault(postgres: Postgres17, statements: readonly string[]): Promise<void> {
  const admin = await postgres.connect();
  const values = { ...LOGIN, expiration: '2099-01-01 00:00:00+00' };
  await admin.query('BEGIN');
  for (const statement of statements) {
    await admin.query(statement.replaceAll(/\{\{(\w+)\}\}/g, (_, name: keyof typeof values) => values[name]));
  }
  await admin.query('COMMIT');
  await admin.end();
}

/** Runs a container of a database that is called `db`: its files below /tmp, with its variables and command. */
export function runContainer({ within, root, tls }: Postgres17, container: RenderedContainer): Ended {
  const files = {
    ...container.files,
    '/credentials/username': LOGIN.name,
    '/credentials/password': LOGIN.password,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'tmp', path)), { recursive: true });
    writeFileSync(join(root, 'tmp', path), content);
  }
  spawnSync('cp', [tls.caFile, join(root, 'tmp/credentials/ca.crt')]);
  const env = {
    ...container.env,
    DB_HOST: 'localhost',
    DB_PORT: `${tls.port}`,
    DB_CREDENTIALS_DIR: '/tmp/credentials',
  };
  const [command, ...args] = within(
    ...(container.command.map((word) =>
      Object.keys(container.files).includes(word) ? `/tmp${word}` : word,
    ) as unknown as [string]),
  );
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: `/usr/lib/postgresql/17/bin:${process.env['PATH']}`, ...env },
  });
  return { status, out: stdout, err: stderr };
}

interface Template {
  readonly spec: {
    readonly containers: readonly [
      {
        readonly command: readonly string[];
        readonly args?: readonly string[];
        readonly env: readonly { readonly name: string; readonly value: string }[];
        readonly volumeMounts: readonly { readonly mountPath: string; readonly subPath?: string }[];
      },
    ];
  };
}

/** The one container of the one object that is asked for, a Job or a CronJob. */
export function containerIn(objects: readonly Manifest[], is: (object: Manifest) => boolean): RenderedContainer {
  const [object] = objects.filter(is) as unknown as readonly {
    readonly metadata: { readonly labels: Readonly<Record<string, string>> };
    readonly spec: {
      readonly template?: Template;
      readonly jobTemplate?: { readonly spec: { readonly template: Template } };
    };
  }[];
  const { template = object!.spec.jobTemplate!.spec.template } = object!.spec;
  const [{ command, args = [], env, volumeMounts }] = template.spec.containers;
  const data = Object.assign(
    {},
    ...objects.filter(({ kind }) => kind === 'ConfigMap').map((config) => config['data']),
  ) as Readonly<Record<string, string>>;
  return {
    command: [...command, ...args],
    env: Object.fromEntries(env.map((variable) => [variable.name, variable.value])),
    files: Object.fromEntries(
      volumeMounts.flatMap(({ mountPath, subPath }) => (subPath === undefined ? [] : [[mountPath, data[subPath]!]])),
    ),
  };
}
