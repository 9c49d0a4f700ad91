import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../../tools/compiler';

const ROOT = join(__dirname, '..', '..');

/** What our sources know of a package that has no types. */
const UNTYPED = join(ROOT, 'cli', 'manifests', 'js-yaml.d.ts');

/** Every fenced `ts` block of the README and the guides, as a file that is called by its file and line. */
function examples(): ReadonlyMap<string, string> {
  const guides = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );
  const blocks = new Map<string, string>();
  for (const file of ['README.md', ...guides.map((guide) => join('docs', guide))]) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const match of text.matchAll(/^```ts\n(.*?)^```$/gms)) {
      const line = text.slice(0, match.index).split('\n').length + 1;
      blocks.set(`${file.replaceAll('/', '-')}-${line}.ts`, match[1]!);
    }
  }
  return blocks;
}

test('every example in the README and the guides compiles, under the flags of the project', () => {
  const blocks = examples();
  expect(blocks.size).toBeGreaterThan(0);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dwcp-examples-')));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const [name, block] of blocks) writeFileSync(join(folder, name), block);
    const project = {
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { incremental: false, rootDir: '/' },
      include: [],
      files: [...blocks.keys(), UNTYPED],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
    expect(compile(['--noEmit', '-p', '.'], folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
