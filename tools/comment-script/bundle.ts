import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..', '..');

/** Where the action finds its program, which is committed: an action is run as it is checked out. */
export const COMMENT_SCRIPT = join(ROOT, 'ci', 'github', 'comment', 'comment.cjs');

/** `dwcp comment` as one file without dependencies. */
export function commentScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join('cli', 'comment', 'standalone.ts')],
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    charset: 'utf8',
    banner: { js: '// Written by `npm run generate` from cli/comment: change it there.' },
    write: false,
  });
  return outputFiles[0]!.text;
}
