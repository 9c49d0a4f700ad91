import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  BACKUP_SERVERS,
  BARMAN_SERVERS,
  LIVE_SERVERS,
  MESH_SERVERS,
  REDIS_SERVERS,
  SERVERS,
  type Server,
  TELEMETRY_SERVERS,
} from './catalog';
import { run } from './command';

/** Outside the checkout and keyed by version, so that a fresh clone on the same machine builds nothing. */
export const CACHE = process.env['DWCP_CACHE'] ?? join(homedir(), '.cache', 'dwcp');

const ALL = [
  ...[SERVERS, LIVE_SERVERS, MESH_SERVERS, BACKUP_SERVERS, BARMAN_SERVERS, TELEMETRY_SERVERS, REDIS_SERVERS].flat(),
];

/** Where a server's binary is once `buildServers` has run. */
export function binaryOf(name: string): string {
  return join(CACHE, 'servers', `${name}@${versionOf(name)}`, name);
}

/** What is built of it: the version of its module, and with files of ours a digest of those. */
export function versionOf(name: string): string {
  const server = ALL.find((candidate) => candidate.name === name);
  if (server === undefined) {
    throw new Error(`no server '${name}'; the catalog has ${ALL.map((known) => known.name).join(', ')}`);
  }
  const { version, main, adds = {} } = server;
  const ours = [...(main === undefined ? [] : [main]), ...Object.values(adds)];
  if (ours.length === 0) return version;
  const digest = createHash('sha256');
  for (const file of ours) digest.update(readFileSync(join(__dirname, file)));
  return `${version}-${digest.digest('hex').slice(0, 12)}`;
}

/** Those that the cache lacks. */
export function notBuilt(servers: readonly Server[]): readonly Server[] {
  return servers.filter(({ name }) => !existsSync(binaryOf(name)));
}

/** Builds the servers that the cache lacks, one after the other: each Go build uses every core by itself. */
export async function buildServers(log: (line: string) => void, servers: readonly Server[] = SERVERS): Promise<void> {
  for (const server of notBuilt(servers)) {
    const binary = binaryOf(server.name);
    log(`building ${server.name} ${server.version}`);
    const started = Date.now();
    await build(server, binary);
    log(`built ${server.name} in ${Math.round((Date.now() - started) / 1000)} s`);
  }
}

async function build(server: Server, binary: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), `dwcp-build-${server.name}-`));
  try {
    await (server.inOwnModule ? copyModule(server, dir) : requireModule(server, dir));
    const stamps = Object.entries(server.stamp ?? {}).map(([variable, value]) => `-X ${variable}=${value}`);
    // Of a name that no module has for a folder of its own.
    const half = join(dir, `${server.name}.built`);
    const flags = [...FLAGS, '-ldflags', ['-s', '-w', ...stamps].join(' ')];
    if (server.tags !== undefined) flags.push('-tags', server.tags.join());
    await go(dir, 'build', ...flags, '-o', half, server.package);
    mkdirSync(dirname(binary), { recursive: true });
    for (const [name, file] of Object.entries(server.reads ?? {})) {
      copyFileSync(join(dir, file), join(dirname(binary), name));
    }
    // A rename is atomic: a build that is killed leaves no half binary behind.
    const part = `${binary}.${process.pid}.part`;
    copyFileSync(half, part);
    renameSync(part, binary);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A module of ours that depends on the server's, and has at most a main package. */
async function requireModule(server: Server, dir: string): Promise<void> {
  if (server.main !== undefined) copyFileSync(join(__dirname, server.main), join(dir, 'main.go'));
  writeFileSync(join(dir, 'go.mod'), 'module dwcp.invalid/build\n\ngo 1.26\n');
  await go(dir, 'mod', 'edit', `-require=${server.module}@${server.version}`);
  await replace({ ...(await staged(server, dir)), ...server.replace }, dir);
}

/** The server's own module. */
async function copyModule(
  { module, version, replace: replaced = {}, beside = {}, copies = {}, adds = {} }: Server,
  dir: string,
): Promise<void> {
  for (const [to, from] of Object.entries({ '.': `${module}@${version}`, ...beside })) {
    const { Dir } = await download(dir, from);
    cpSync(Dir, join(dir, to), { recursive: true });
    // The module cache is read-only, and building writes to go.mod and go.sum.
    await run('chmod', ['-R', 'u+w', dir]);
  }
  const files = { ...resolved(copies, dir), ...resolved(adds, __dirname) };
  for (const [to, from] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, to)), { recursive: true });
    copyFileSync(from, join(dir, to));
  }
  await replace(replaced, dir);
}

function resolved(files: Readonly<Record<string, string>>, folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([to, from]) => [to, join(folder, from)]));
}

async function replace(replaced: Readonly<Record<string, string>>, dir: string): Promise<void> {
  for (const [from, to] of Object.entries(replaced)) await go(dir, 'mod', 'edit', `-replace=${from}=${to}`);
}

async function download(dir: string, module: string): Promise<{ readonly GoMod: string; readonly Dir: string }> {
  return JSON.parse(await go(dir, 'mod', 'download', '-json', module)) as { GoMod: string; Dir: string };
}

async function staged({ module, version, staging }: Server, dir: string): Promise<Record<string, string>> {
  if (staging === undefined) return {};
  const { GoMod } = await download(dir, `${module}@${version}`);
  const own = readFileSync(GoMod, 'utf8').matchAll(/^\s+(\S+) v0\.0\.0(?:\s|$)/gm);
  return Object.fromEntries(
    [...own].flatMap(([, path]) => (path?.startsWith(staging.prefix) ? [[path, `${path}@${staging.version}`]] : [])),
  );
}

/**
 * No version control and no C compiler: the same binary from every checkout and on every machine.
 *
 * Its compiler collects a fourth of the garbage that it would: of what building etcd takes of the processors, that is a sixth.
 */
const GO = { GOFLAGS: '-buildvcs=false', GOWORK: 'off', CGO_ENABLED: '0', GOGC: '400' };

/** Nothing is told to debuggers, and then it is not worked out either: another seventh. */
const FLAGS = ['-mod=mod', '-trimpath', '-gcflags=all=-dwarf=false'];

/** Runs the Go command in a folder. The module cache and the proxy are those that the user has configured. */
export async function go(dir: string, ...args: readonly string[]): Promise<string> {
  try {
    return await run('go', args, { cwd: dir, env: GO });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('there is no Go on PATH to build the servers with; install Go 1.26 or newer');
  }
}

if (require.main === module) {
  const names = process.argv.slice(2);
  const asked = names.length === 0 ? ALL : ALL.filter(({ name }) => names.includes(name));
  buildServers(console.log, asked).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
