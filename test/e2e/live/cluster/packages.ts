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

/** Packages, unpacked into a folder beside the system. */
export interface Packages {
  readonly root: string;
  /** The version of each, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Those of a node, of the release of this machine: downloaded once, and the same until their folder is removed. */
export async function nodePackages(log: (line: string) => void): Promise<Packages> {
  const root = join(CACHE, 'packages', `${release()}-${keyOf(NODE_PACKAGES)}`);
  const versions = join(root, 'versions.json');
  if (!existsSync(versions)) {
    const started = Date.now();
    await unpack(NODE_PACKAGES, root);
    log(`unpacked ${NODE_PACKAGES.length} packages in ${Math.round((Date.now() - started) / 1000)} s`);
  }
  return { root, versions: JSON.parse(readFileSync(versions, 'utf8')) as Packages['versions'] };
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

async function unpack(names: readonly string[], root: string): Promise<void> {
  mkdirSync(join(CACHE, 'packages'), { recursive: true });
  const part = mkdtempSync(join(CACHE, 'packages', 'part-'));
  try {
    const archives = join(part, 'archives');
    mkdirSync(archives);
    await download(names, archives);
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

async function download(names: readonly string[], folder: string): Promise<void> {
  // As root, apt lets go of its rights for downloads, and could then not write into a folder of root's.
  const fetch = () => run('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', ...names], { cwd: folder });
  try {
    await fetch();
  } catch {
    // Its lists are absent or name what the mirror no longer has.
    await run('apt-get', ['-qq', 'update']);
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
