import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf } from '../../servers/build';
import { CLOUDNATIVE_PG } from '../../servers/catalog';
import { APP, bundleLayer, place, placeSystem, programsLayer, REGISTRY } from './image-recipes';
import { buildImage, type Image, type Layer } from './images';
import { databasePackages, type Packages } from './packages';

/** What a database needs on every node. */
export interface DatabaseImages {
  /** The operator, under the name that its own manifest has. */
  readonly operator: Image;
  /** PostgreSQL and PgBouncer. */
  readonly database: Image;
  /** Valkey. */
  readonly redis: Image;
  /** What the reference platform runs, with the libraries by which it reaches both. */
  readonly visits: Image;
  /** The application, with psql. */
  readonly client: Image;
}

/** Where the programs of PostgreSQL are. */
const PATH = '/usr/lib/postgresql/17/bin:/usr/sbin:/usr/bin';

export async function databaseImages(log: (line: string) => void): Promise<DatabaseImages> {
  const packages = await databasePackages(log);
  const layer = databaseLayer(packages);
  return {
    operator: await operator(),
    database: await buildImage({
      name: `${REGISTRY}/postgresql`,
      tag: versionOf(packages, 'postgresql-17'),
      layers: [layer],
      entrypoint: ['/bin/sh'],
      user: '26:26',
      path: PATH,
    }),
    redis: await buildImage({
      name: `${REGISTRY}/valkey`,
      tag: versionOf(packages, 'valkey-server'),
      layers: [layer],
      entrypoint: ['/usr/bin/valkey-server'],
      user: '10001:10001',
      path: PATH,
    }),
    visits: await buildImage({
      name: `${REGISTRY}/visits`,
      tag: '1.0.0',
      layers: [layer, NODE_ALONE, bundleLayer('visits')],
      entrypoint: ['/usr/bin/node', '/app/visits.js'],
      path: PATH,
    }),
    client: await buildImage({
      name: `${REGISTRY}/client`,
      layers: [layer, NODE_ALONE, programsLayer(['app', 'probe', 'transactions'])],
      entrypoint: APP,
      path: PATH,
    }),
  };
}

/** Node.js by the libraries that are there: those of an older release would take their place. */
const NODE_ALONE: Layer = {
  key: `node alone ${process.version} ${process.arch}`,
  fill: (into) => place(process.execPath, join(into, 'usr/bin/node')),
};

function operator(): Promise<Image> {
  const manager = `operator/manager_${process.arch === 'arm64' ? 'arm64' : 'amd64'}`;
  const fill = (into: string) => {
    place(binaryOf('cloudnative-pg'), join(into, manager));
    symlinkSync(manager, join(into, 'manager'));
  };
  return buildImage({
    name: 'ghcr.io/cloudnative-pg/cloudnative-pg',
    tag: CLOUDNATIVE_PG.version.slice(1),
    layers: [{ key: `cloudnative-pg ${CLOUDNATIVE_PG.version}`, fill }],
    entrypoint: ['/manager'],
    user: '65532:65532',
  });
}

/** The version of a program, such as `17.12`, which an operator tells from the tag of an image. */
function versionOf({ versions }: Packages, name: string): string {
  const [version] = /^\d+\.\d+/.exec(versions[name] ?? '') ?? [];
  if (version === undefined) throw new Error(`no version in '${versions[name]}' of ${name}`);
  return version;
}

/** Packages as a system of their own: one folder of libraries, a user for each server, and places to write into. */
function databaseLayer({ root, versions }: Packages): Layer {
  return {
    key: `database ${JSON.stringify(versions)}`,
    fill: async (into) => {
      await placeSystem(root, into);
      symlinkSync('../run', join(into, 'var/run'));
      // Where the operator looks for it.
      symlinkSync('../sbin/pgbouncer', join(into, 'usr/bin/pgbouncer'));
      // Compiling by a library that is left out.
      const compiled = `${into}/usr/lib/postgresql/17/lib`;
      for (const name of ['llvmjit.so', 'bitcode']) rmSync(join(compiled, name), { recursive: true, force: true });
      const users = ['root:x:0:0::/:/bin/sh', 'postgres:x:26:26::/:/bin/sh', 'pgbouncer:x:998:996::/:/bin/sh'];
      writeFileSync(join(into, 'etc/passwd'), `${users.join('\n')}\n`);
    },
  };
}
