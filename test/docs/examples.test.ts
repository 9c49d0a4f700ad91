import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** What our sources know of a package that has no types. */
const UNTYPED = join(ROOT, 'cli', 'manifests', 'js-yaml.d.ts');

/** Every fenced `ts` block of the README and the guides, by file and line. */
function examples(): ReadonlyMap<string, string> {
  const guides = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );
  const blocks = new Map<string, string>();
  for (const file of ['README.md', ...guides.map((guide) => join('docs', guide))]) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const match of text.matchAll(/^```ts\n(.*?)^```$/gms)) {
      const line = text.slice(0, match.index).split('\n').length + 1;
      blocks.set(join(ROOT, `${file}-${line}.ts`), match[1]!);
    }
  }
  return blocks;
}

test('every example in the README and the guides compiles, under the flags of the project', () => {
  const blocks = examples();
  expect(blocks.size).toBeGreaterThan(0);
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, noEmit: true, paths: { '@dwcp/baseline': [join(ROOT, 'constructs', 'index.ts')] } },
    ROOT,
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => blocks.has(file) || fileExists(file);
  host.readFile = (file) => blocks.get(file) ?? readFile(file);
  const program = ts.createProgram([...blocks.keys(), UNTYPED], options, host);
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  expect(problems).toEqual([]);
}, 60_000);
