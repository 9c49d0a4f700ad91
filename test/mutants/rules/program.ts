import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';

export type { Broken, Trial } from './judged';

/** What judges examples, loaded. */
export type Judging = typeof import('./judged');

/**
 * What judges examples as one program, which each call loads anew: what is made while it loads is made again.
 *
 * @param texts what some files hold instead, by absolute path
 */
export async function programOf(texts: ReadonlyMap<string, string>): Promise<() => Judging> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'judged.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    plugins: [
      {
        name: 'mutants',
        setup({ onLoad }) {
          onLoad({ filter: /\/policies\/.+\.ts$/ }, ({ path }) => {
            const contents = texts.get(path);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  const script = new Script(`(function (module, require) { ${outputFiles[0]!.text}\n})`);
  return () => {
    const module = { exports: {} };
    (script.runInThisContext() as (module: object, require: NodeJS.Require) => void)(module, require);
    return module.exports as Judging;
  };
}
