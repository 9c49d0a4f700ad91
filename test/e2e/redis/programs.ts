import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { valkeyPackages } from '../live/cluster/packages';

/** A server that reads our configuration, and the client that its probes run; each with what has to come before its arguments. */
export interface RedisProgram {
  readonly server: readonly [command: string, ...args: string[]];
  readonly cli: readonly [command: string, ...args: string[]];
}

/** Redis 7.0, of the Debian that the tests run on. */
export async function redisOfDebian(): Promise<RedisProgram> {
  return { server: ['/usr/bin/redis-server'], cli: ['/usr/bin/redis-cli'] };
}

/** Valkey of the version that the stack files name. Its C library is newer than that of this machine, so it brings its own. */
export async function valkey(): Promise<RedisProgram> {
  const { root } = await valkeyPackages(() => undefined);
  const folder = readdirSync(join(root, 'usr/lib')).find((name) => name.endsWith('-linux-gnu'));
  if (folder === undefined) throw new Error(`no libraries are in ${root}`);
  const libraries = join(root, 'usr/lib', folder);
  const loader = readdirSync(libraries).find((name) => name.startsWith('ld-linux'));
  if (loader === undefined) throw new Error(`no loader is in ${libraries}`);
  const within = (name: string): [string, ...string[]] => [
    join(libraries, loader),
    ...['--library-path', libraries, join(root, 'usr/bin', name)],
  ];
  return { server: within('valkey-server'), cli: within('valkey-cli') };
}
