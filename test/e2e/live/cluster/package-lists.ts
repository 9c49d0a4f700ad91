import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../../servers/build';
import { run } from '../../servers/command';

/** What a distribution has: a release, and how apt is asked for it. */
export interface PackageLists {
  /** Such as `debian-12`. */
  readonly release: string;
  readonly options: readonly string[];
  /** Fetches the lists again, when they are absent or name what the mirror no longer has. */
  update(): Promise<unknown>;
}

/** As root, apt lets go of its rights for downloads, and could then not write into a folder of root's. */
const AS_ROOT: readonly string[] = ['-o', 'APT::Sandbox::User=root', '-o', 'Debug::NoLocking=true'];

/** The lists that this machine installs from. */
export function listsHere(release: string): PackageLists {
  return { release, options: AS_ROOT, update: () => run('apt-get', ['-qq', 'update']) };
}

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * The lists of another release of Debian, from the mirror that this machine has, in a folder of the cache.
 *
 * Of this machine's own lists and packages nothing is changed, and nothing is known: what a package depends on is all there.
 */
export async function listsOf(release: string, codename: string): Promise<PackageLists> {
  const root = join(CACHE, 'packages', `lists-${codename}`);
  const state = join(root, 'state');
  mkdirSync(join(state, 'lists', 'partial'), { recursive: true });
  mkdirSync(join(root, 'cache', 'archives', 'partial'), { recursive: true });
  const [status, sources] = [join(root, 'status'), join(root, 'sources.list')];
  if (!existsSync(status)) writeFileSync(status, '');
  writeFileSync(sources, `deb [signed-by=${KEYRING}] ${await mirror()} ${codename} main\n`);
  const places = {
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State': state,
    'Dir::State::status': status,
    'Dir::Cache': join(root, 'cache'),
  };
  const options = [...AS_ROOT, ...Object.entries(places).flatMap(([name, value]) => ['-o', `${name}=${value}`])];
  return { release, options, update: () => run('apt-get', [...options, '-qq', 'update']) };
}

/** Where this machine has Debian itself from, other than its security updates. */
async function mirror(): Promise<string> {
  const targets = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']);
  const found = targets.split('\n').find((uri) => /\/debian\/?$/.test(uri));
  if (found === undefined) throw new Error('apt has no mirror of Debian; add one to /etc/apt/sources.list');
  return found;
}

/** Why no package of Debian can be had here; nothing where they can. */
export function debianLacks(): string | undefined {
  const absent = ['apt-get', 'dpkg-deb'].filter((program) => !existsSync(`/usr/bin/${program}`));
  return absent.length === 0
    ? undefined
    : `${absent.join(', ')} not in /usr/bin, and its programs are packages of Debian`;
}
