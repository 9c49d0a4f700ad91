import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { ROOT } from '../../support/reference';
import { Repository } from '../platform/repository';

const DEPLOYMENT = `{
  "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "web", "namespace": "shop" },
  "spec": {
    "selector": { "matchLabels": { "app": "web" } },
    "template": {
      "metadata": { "labels": { "app": "web" } },
      "spec": { "containers": [{ "name": "web", "image": "web:1", "ports": [{ "name": "http", "containerPort": 8080 }] }] }
    }
  }
}`;

const TEST = `
test('is by digest', () => {
  expect('manifests').toPassPolicies({ rules: ['image-by-digest'] });
});
test('is open', () => {
  expect('manifests').toAllowConnection({ from: '203.0.113.7', to: 'web', port: 'http' });
  expect('manifests').not.toOnlyConnect([]);
});
`;

let repository: Repository;
beforeEach(() => {
  repository = new Repository({ 'package.json': '{ "private": true }', 'manifests/web.json': DEPLOYMENT });
  const modules = join(repository.folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const name of ['@jest', '@types', 'expect']) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
});
afterEach(() => repository.remove());

/** What jest prints there. */
function jest(config: object): { readonly status: number | null; readonly printed: string } {
  const program = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const given = JSON.stringify({ rootDir: repository.folder, testEnvironment: 'node', transform: {}, ...config });
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--config', given, '--runInBand'], {
    cwd: repository.folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1' },
  });
  return { status, printed: stdout + stderr };
}

describe("in a stranger's repository", () => {
  test('jest has the matchers by one line of its configuration, and a failure says what dwcp check says', () => {
    repository.write({ 'manifests.test.js': TEST });
    const { status, printed } = jest({ setupFilesAfterEnv: ['@dwcp/baseline/jest'] });
    expect(printed).toContain('fail image-by-digest: Deployment shop/web: ');
    expect(printed).toContain('Tests:       1 failed, 1 passed, 2 total');
    expect(status).toBe(1);
  });

  test('without globals, a test extends its own expect', () => {
    const imports = `
const { expect, test } = require('@jest/globals');
const { matchers } = require('@dwcp/baseline/jest');
expect.extend(matchers);
`;
    repository.write({ 'manifests.test.js': imports + TEST });
    const { status, printed } = jest({ injectGlobals: false });
    expect(printed).toContain('Tests:       1 failed, 1 passed, 2 total');
    expect(status).toBe(1);
  });

  test.each([
    ['the globals of @types/jest', '', ['node', 'jest']],
    ['@jest/globals', "import { expect, test } from '@jest/globals';", ['node']],
  ])('types know them by %s, and refuse what they do not take', (_, imports, types) => {
    const right = `import '@dwcp/baseline/jest';\n${imports}${TEST}export {};\n`;
    const wrong = `import '@dwcp/baseline/jest';\n${imports}
test('x', () => {
  expect('manifests').toPassPolicies({ level: 'high' });
  expect('manifests').toAllowConnection({ from: 'a', to: 'b' });
});\n`;
    repository.write({ 'right.test.ts': right, 'wrong.test.ts': wrong });
    expect(problemsOf(['right.test.ts', 'wrong.test.ts'], types)).toEqual([
      expect.stringMatching(/^wrong\.test\.ts: Type '"high"' is not assignable to type 'Level/) as string,
      expect.stringMatching(/^wrong\.test\.ts: .*'port' is missing/) as string,
    ]);
  });
});

/** What the compiler says of files of the repository. */
function problemsOf(files: readonly string[], types: readonly string[]): string[] {
  const program = ts.createProgram(
    files.map((file) => join(repository.folder, file)),
    {
      ...{
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.Node16,
        moduleResolution: ts.ModuleResolutionKind.Node16,
      },
      ...{ strict: true, skipLibCheck: true, noEmit: true, types: [...types] },
      typeRoots: [join(ROOT, 'node_modules', '@types')],
    },
  );
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName.split('/').at(-1)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
