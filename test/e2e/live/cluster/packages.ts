import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../../servers/build';
import { run } from '../../servers/command';
import { listsHere, listsOf, type PackageLists } from './package-lists';

/** What a node has of its distribution, with the libraries that not every machine has. Nothing of it is installed. */
const NODE_PACKAGES: readonly string[] = [
  'busybox-static',
  'containerd',
  'containernetworking-plugins',
  'libedit2',
  'libgmp10',
  'libjansson4',
  'libmnl0',
  'libnftables1',
  'libnftnl11',
  'libseccomp2',
  'libxtables12',
  'nftables',
  'runc',
];

/**
 * What the images of databases have: PostgreSQL, PgBouncer and Valkey with all that they depend on, and a shell for `initdb`,
 * with what is in every image of Debian.
 *
 * Of Debian 13, whichever release this machine is of: the operator writes `auth_dbname`, which the PgBouncer of Debian 12
 * does not know, and this is the major version of the image in the stack files.
 */
const DATABASE_PACKAGES: readonly string[] = [
  'coreutils',
  'dash',
  'pgbouncer',
  'postgresql-17',
  'postgresql-17-pgaudit',
  'sed',
  'valkey-server',
];

/** Of their dependencies, what only installs them or compiles long queries, and takes more room than all the rest. */
const LEFT_OUT =
  /^(adduser|debconf|libc-l10n|libllvm\d+|libperl[\d.]+|libz3-\d+|locales|perl.*|postgresql-(client-)?common.*)$/;

/** Valkey of the major version of the image in the stack files, which only the next Debian has. */
const VALKEY_PACKAGES: readonly string[] = ['valkey-server'];

/** What the programs of Barman Cloud need beside what is in the registry of Python; of the Debian that the plugin's own image is of. */
const PYTHON_PACKAGES: readonly string[] = ['python3', 'python3-psycopg2'];

/**
 * RabbitMQ of the major version that the images have, with the programs that its scripts call; and a client of it, which is of Python.
 */
const QUEUE_PACKAGES: readonly string[] = [
  ...['bash', 'coreutils', 'dash', 'grep', 'hostname', 'python3', 'python3-pika', 'rabbitmq-server', 'sed'],
];

/** Packages, unpacked into a folder beside the system. */
export interface Packages {
  readonly root: string;
  /** The version of each, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Those of a node, of the release of this machine: downloaded once, and the same until their folder is removed. */
export function nodePackages(log: (line: string) => void): Promise<Packages> {
  return unpacked('a node', NODE_PACKAGES, listsHere(release()), async () => NODE_PACKAGES, log);
}

/** Those of a database. */
export async function databasePackages(log: (line: string) => void): Promise<Packages> {
  const lists = await listsOf('debian-13', 'trixie');
  const all = async () => (await withDependencies(DATABASE_PACKAGES, lists)).filter((name) => !LEFT_OUT.test(name));
  return unpacked('a database', DATABASE_PACKAGES, lists, all, log);
}

/** Valkey, with every library that it needs. */
export async function valkeyPackages(log: (line: string) => void): Promise<Packages> {
  const lists = await listsOf('debian-14', 'forky');
  return unpacked('Valkey', VALKEY_PACKAGES, lists, () => withDependencies(VALKEY_PACKAGES, lists), log);
}

/** Python, with its library of PostgreSQL and all that both need. */
export async function pythonPackages(log: (line: string) => void): Promise<Packages> {
  const lists = await listsOf('debian-13', 'trixie');
  return unpacked('Python', PYTHON_PACKAGES, lists, () => withDependencies(PYTHON_PACKAGES, lists), log);
}

/** RabbitMQ and a client, with all that they need. */
export async function queuePackages(log: (line: string) => void): Promise<Packages> {
  const lists = await listsOf('debian-13', 'trixie');
  return unpacked('RabbitMQ', QUEUE_PACKAGES, lists, () => withDependencies(QUEUE_PACKAGES, lists), log);
}

async function unpacked(
  what: string,
  names: readonly string[],
  lists: PackageLists,
  all: () => Promise<readonly string[]>,
  log: (line: string) => void,
): Promise<Packages> {
  const root = join(CACHE, 'packages', `${lists.release}-${keyOf(names)}`);
  const versions = join(root, 'versions.json');
  if (!existsSync(versions)) {
    const started = Date.now();
    const packages = await all();
    await unpack(packages, lists, root);
    log(`unpacked ${packages.length} packages of ${what} in ${Math.round((Date.now() - started) / 1000)} s`);
  }
  return { root, versions: JSON.parse(readFileSync(versions, 'utf8')) as Packages['versions'] };
}

/** The names of packages and of all that they depend on, as if nothing were installed. */
async function withDependencies(names: readonly string[], lists: PackageLists): Promise<readonly string[]> {
  await lists.update();
  const options = [...lists.options, '-qq', '-y', '--no-install-recommends', '--print-uris'];
  const printed = await run('apt-get', [...options, 'install', ...names]);
  return [...printed.matchAll(/^'\S+' ([^_\s]+)_\S+\.deb /gm)].map(([, name]) => name!).sort();
}

/** PATH and libraries of whoever runs programs of the packages: theirs come before the machine's. */
export function environmentOf({ root }: Packages): { readonly PATH: string; readonly LD_LIBRARY_PATH: string } {
  const programs = ['usr/sbin', 'usr/bin', 'sbin', 'bin'].map((folder) => join(root, folder));
  const libraries = ['usr/lib', 'lib'].flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .filter((name) => name.endsWith('-linux-gnu'))
          .map((name) => join(root, folder, name))
      : [],
  );
  return { PATH: [...programs, process.env['PATH']].join(':'), LD_LIBRARY_PATH: libraries.join(':') };
}

async function unpack(names: readonly string[], lists: PackageLists, root: string): Promise<void> {
  mkdirSync(join(CACHE, 'packages'), { recursive: true });
  const part = mkdtempSync(join(CACHE, 'packages', 'part-'));
  try {
    const archives = join(part, 'archives');
    mkdirSync(archives);
    await download(names, lists, archives);
    const versions: Record<string, string> = {};
    for (const archive of readdirSync(archives).filter((file) => file.endsWith('.deb'))) {
      const path = join(archives, archive);
      const [name = '', version = ''] = (
        await run('dpkg-deb', ['-W', '--showformat=${Package} ${Version}', path])
      ).split(' ');
      await run('dpkg-deb', ['-x', path, part]);
      versions[name] = version;
    }
    rmSync(archives, { recursive: true });
    writeFileSync(join(part, 'versions.json'), JSON.stringify(versions, null, 2));
    if (!existsSync(root)) renameSync(part, root);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

async function download(names: readonly string[], lists: PackageLists, folder: string): Promise<void> {
  const fetch = () => run('apt-get', [...lists.options, 'download', ...names], { cwd: folder });
  try {
    await fetch();
  } catch {
    // Its lists are absent or name what the mirror no longer has.
    await lists.update();
    await fetch();
  }
}

/** The distribution and its release, such as `debian-12`: a package of another one may need other libraries. */
function release(): string {
  const file = readFileSync('/etc/os-release', 'utf8');
  const value = (name: string) => new RegExp(`^${name}="?([^"\\n]*)`, 'm').exec(file)?.[1] ?? 'unknown';
  return `${value('ID')}-${value('VERSION_ID')}`;
}

function keyOf(names: readonly string[]): string {
  return createHash('sha256').update(names.join(' ')).digest('hex').slice(0, 12);
}
