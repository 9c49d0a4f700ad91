import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SERVERS, type Server } from './catalog';

/** Outside the checkout and keyed by version, so that a fresh clone on the same machine builds nothing. */
export const CACHE = process.env['DWCP_CACHE'] ?? join(homedir(), '.cache', 'dwcp');

/** Where a server's binary is once `buildServers` has run. */
export function binaryOf(name: string): string {
  const server = SERVERS.find((candidate) => candidate.name === name);
  if (server === undefined) throw new Error(`no server '${name}'; the catalog has ${SERVERS.map((s) => s.name).join(', ')}`);
  return join(CACHE, 'servers', `${name}@${server.version}`, name);
}

/** Builds the servers that the cache lacks, one after the other: each Go build uses every core by itself. */
export async function buildServers(log: (line: string) => void): Promise<void> {
  for (const server of SERVERS) {
    const binary = binaryOf(server.name);
    if (existsSync(binary)) continue;
    log(`building ${server.name} ${server.version}`);
    const started = Date.now();
    await build(server, binary);
    log(`built ${server.name} in ${Math.round((Date.now() - started) / 1000)} s`);
  }
}

async function build(server: Server, binary: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), `dwcp-build-${server.name}-`));
  try {
    const go = (...args: string[]) => run('go', args, dir);
    writeFileSync(join(dir, 'go.mod'), 'module dwcp.invalid/build\n\ngo 1.26\n');
    await go('mod', 'edit', `-require=${server.module}@${server.version}`);
    for (const [from, to] of Object.entries({ ...(await staged(server, dir)), ...server.replace })) {
      await go('mod', 'edit', `-replace=${from}=${to}`);
    }
    const stamps = Object.entries(server.stamp ?? {}).map(([variable, value]) => `-X ${variable}=${value}`);
    const half = join(dir, server.name);
    await go('build', '-mod=mod', '-trimpath', '-ldflags', ['-s', '-w', ...stamps].join(' '), '-o', half, server.package);
    mkdirSync(dirname(binary), { recursive: true });
    // A rename is atomic: a build that is killed leaves no half binary behind.
    await run('cp', [half, `${binary}.part`], dir);
    renameSync(`${binary}.part`, binary);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function staged({ module, version, staging }: Server, dir: string): Promise<Record<string, string>> {
  if (staging === undefined) return {};
  const { GoMod } = JSON.parse(await run('go', ['mod', 'download', '-json', `${module}@${version}`], dir)) as { GoMod: string };
  const own = readFileSync(GoMod, 'utf8').matchAll(/^\s+(\S+) v0\.0\.0(?:\s|$)/gm);
  return Object.fromEntries(
    [...own].flatMap(([, path]) => (path?.startsWith(staging.prefix) ? [[path, `${path}@${staging.version}`]] : [])),
  );
}

/** Runs a command to its end; its output is shown only when it fails. */
export function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, GOFLAGS: '-buildvcs=false', CGO_ENABLED: '0' } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(stdout)
        : reject(new Error(`${command} ${args.slice(0, 3).join(' ')} … exited with ${code}\n${stderr.slice(-4000)}`)),
    );
  });
}

if (require.main === module) {
  buildServers(console.log).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
