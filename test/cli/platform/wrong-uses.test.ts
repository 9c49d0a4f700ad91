import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMALLEST_PLATFORM } from '../../../cli/platform/smallest';
import { ROOT } from '../../support/reference';
import { Repository } from './repository';

const PACKAGE = JSON.stringify({ name: 'shop', dwcp: { platform: './platform.ts' } });
const ADD = 'add "dwcp": { "platform": "./stacks/platform.ts" }, or pass --platform FILE';
const HINT = '(dwcp --help shows what can be done)';

let repository: Repository;
afterEach(() => repository.remove());

/** What is wrong, the files of the repository, what is called in it, and all that is said. `%` stands for its folder. */
type Wrong = [
  what: string,
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  ...says: readonly string[],
];

function refuses(files: Readonly<Record<string, string>>, args: readonly string[], says: readonly string[]): void {
  repository = new Repository(files);
  const { status, stdout, stderr } = repository.dwcp(args);
  expect(stderr.replaceAll(repository.folder, '%').trimEnd().split('\n')).toEqual(says);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
}

describe('a platform that is not found', () => {
  test.each<Wrong>([
    [
      'no package.json',
      {},
      ['preview', 'qa'],
      '%: no package.json is in it or above it; go to your repository, or pass --platform FILE',
    ],
    [
      'a package that names none',
      { 'package.json': '{}' },
      ['preview', 'qa'],
      `package.json: names no platform; ${ADD}. The smallest is:`,
      '',
      ...SMALLEST_PLATFORM.trimEnd()
        .split('\n')
        .map((line) => (line === '' ? '' : `    ${line}`)),
    ],
    [
      'a package.json that is not JSON',
      { 'package.json': '{ "name": shop }' },
      ['preview', 'qa'],
      `package.json: is not JSON: Unexpected token 's', "{ "name": shop }" is not valid JSON; mend it`,
    ],
    [
      'a path for the whole setting',
      { 'package.json': '{ "dwcp": "./platform.ts" }' },
      ['preview', 'qa'],
      'package.json: dwcp: "./platform.ts" is not an object; write "dwcp": { "platform": "./stacks/platform.ts" }',
    ],
    [
      'a mistyped setting',
      { 'package.json': '{ "dwcp": { "plattform": "./platform.ts" } }' },
      ['preview', 'qa'],
      'package.json: dwcp.plattform: is not a setting; did you mean platform?',
    ],
    [
      'an unknown setting beside a wrong path, both at once',
      { 'package.json': '{ "dwcp": { "stacks": [], "platform": 5 } }' },
      ['preview', 'qa'],
      'package.json: dwcp.stacks: is not a setting; platform is the only one',
      'package.json: dwcp.platform: 5 is not a path; write it as in "./stacks/platform.ts"',
    ],
    [
      'a setting without a path',
      { 'package.json': '{ "dwcp": {} }' },
      ['preview', 'qa'],
      'package.json: dwcp.platform: is missing; write it as in "./stacks/platform.ts"',
    ],
    [
      'a file outside the package',
      { 'package.json': '{ "dwcp": { "platform": "../platform.ts" } }' },
      ['preview', 'qa'],
      "package.json: dwcp.platform: '../platform.ts' is outside the package; move it in, or pass --platform FILE",
    ],
    [
      'a file that is not there',
      { 'package.json': PACKAGE },
      ['preview', 'qa'],
      'package.json: dwcp.platform: ./platform.ts does not exist; mend the path, or write the file',
    ],
    [
      'a folder',
      { 'package.json': '{ "dwcp": { "platform": "./stacks" } }', 'stacks/platform.ts': '' },
      ['preview', 'qa'],
      'package.json: dwcp.platform: ./stacks is not a file; name the one that exports the platform',
    ],
    [
      'a file of another kind',
      { 'package.json': '{ "dwcp": { "platform": "./platform.yaml" } }', 'platform.yaml': '' },
      ['preview', 'qa'],
      'package.json: dwcp.platform: ./platform.yaml is not a program; name one that ends in .ts, .mts, .cts, .js, .mjs, .cjs',
    ],
    [
      'a file that --platform names and nobody wrote',
      { 'package.json': PACKAGE },
      ['preview', 'qa', '--platform', 'other.ts'],
      '--platform other.ts: does not exist; mend the path',
    ],
    [
      'a folder to work in that is not there',
      {},
      ['-C', 'nowhere', 'preview', 'qa'],
      '-C nowhere: is not a folder; mend the path',
    ],
  ])('refuses %s', (_, files, args, ...says) => refuses(files, args, says));
});

describe('a platform that cannot be loaded', () => {
  const loading = (text: string, more: Readonly<Record<string, string>> = {}) => ({
    'package.json': PACKAGE,
    'platform.ts': text,
    ...more,
  });

  test.each<Wrong>([
    [
      'a mistake in its syntax',
      loading('export const one = 1;\nexport default {{;\n'),
      ['preview', 'qa'],
      'platform.ts:2:16: does not compile: Unexpected token; mend it there',
    ],
    [
      'a mistake in the syntax of a file that it imports',
      loading("import { one } from './other';\nexport default one;\n", { 'other.ts': 'export const one: = 1;\n' }),
      ['preview', 'qa'],
      'other.ts:1:18: does not compile: Unexpected token; mend it there',
    ],
    [
      'an error that it throws, by the place in the repository',
      loading("import { one } from './other';\n\nexport default one();\n", {
        'other.ts': 'export function one(): never {\n  throw new TypeError("one is\\nnot two");\n}\n',
      }),
      ['preview', 'qa'],
      'other.ts:2: throws while it is loaded: TypeError: one is not two; mend it there',
    ],
    [
      'what it throws and is no error',
      loading("throw 'a fit';\n"),
      ['preview', 'qa'],
      "platform.ts: throws 'a fit' while it is loaded; throw an Error, or nothing",
    ],
    [
      'an import of a file that is not there',
      loading("import { one } from './nowhere';\nexport default one;\n"),
      ['preview', 'qa'],
      "platform.ts: imports './nowhere', which does not exist; mend the path",
    ],
    [
      'an import of a package that is not installed',
      loading("import left from 'left-pad';\nexport default left;\n"),
      ['preview', 'qa'],
      "platform.ts: imports 'left-pad', which is not installed; add it to package.json and install it",
    ],
    [
      'a promise that nothing settles',
      loading('await new Promise(() => {});\nexport default 1;\n'),
      ['preview', 'qa'],
      'platform.ts: waits while it is loaded for what never comes; let it load at once',
    ],
    [
      'no export',
      loading("import '@dwcp/baseline';\n"),
      ['preview', 'qa'],
      'platform.ts: exports nothing; end it with `export default definePlatform({ … })`',
    ],
    [
      'exports among which is none',
      loading('export const one = 1;\nexport function two(): void {}\n'),
      ['preview', 'qa'],
      'platform.ts: exports one, two, and no platform; end it with `export default definePlatform({ … })`',
    ],
    [
      'the props of a platform alone',
      loading('export default { environments: {}, declare() {} };\n'),
      ['preview', 'qa'],
      'platform.ts: exports { environments, declare } by default, which is no platform; wrap it in definePlatform(…)',
    ],
    [
      'a promise of a platform',
      loading('export default Promise.resolve(1);\n'),
      ['preview', 'qa'],
      'platform.ts: exports a promise by default, which is no platform; end it with `export default definePlatform({ … })`',
    ],
    [
      'a platform of another shape',
      loading("export default { [Symbol.for('@dwcp/baseline.Platform')]: true, shape: 7 };\n"),
      ['preview', 'qa'],
      'platform.ts: is a platform of version 7, and this command reads version 1; run the command of the package that it imports: npx dwcp',
    ],
    [
      'a platform that is not well defined, with all that is wrong',
      loading(
        "import { definePlatform } from '@dwcp/baseline';\nexport default definePlatform({ environment: {}, declare: 1 } as never);\n",
      ),
      ['preview', 'qa'],
      'platform.ts: definePlatform: environment: is not an option; did you mean environments?',
      'platform.ts: definePlatform: posture: is missing; write POSTURE, or { ...POSTURE, … } with fields of your own',
      'platform.ts: definePlatform: facts: is missing; write FACTS, or { ...FACTS, … } with fields of your own',
      'platform.ts: definePlatform: declare: 1 is not a function; write what runs, as in (environment) => { … }',
    ],
  ])('refuses %s', (_, files, args, ...says) => refuses(files, args, says));
});

describe('a call that is wrong', () => {
  const shop = { 'package.json': PACKAGE, 'platform.ts': SMALLEST_PLATFORM };
  test.each<Wrong>([
    [
      'a mistyped environment',
      shop,
      ['preview', 'dve'],
      "unknown environment 'dve'; did you mean dev? choose one of dev",
    ],
    [
      'an environment of other platforms',
      shop,
      ['check', 'production'],
      "unknown environment 'production'; choose one of dev",
    ],
    ['a mistyped command', shop, ['previw', 'dev'], "error: unknown command 'previw'", '(Did you mean preview?)', HINT],
    [
      'a mistyped option',
      shop,
      ['preview', 'dev', '--jsn'],
      "error: unknown option '--jsn'",
      '(Did you mean --json?)',
      HINT,
    ],
    [
      'an environment too many',
      shop,
      ['check', 'dev', 'qa'],
      "error: too many arguments for 'check'. Expected 1 argument but got 2.",
      HINT,
    ],
    ['no environment', shop, ['preview'], 'preview: names no environment; name some of dev, or pass --all'],
    ['no folder to write to', shop, ['synth', 'dev'], "error: required option '--out <dir>' not specified", HINT],
    [
      'an environment without a stack file',
      shop,
      ['preview', 'dev'],
      'Pulumi.dev.yaml: is not in %; no stack file is: run it in the folder of Pulumi.yaml',
    ],
    [
      'an environment whose stack file has another name',
      { ...shop, 'Pulumi.development.yaml': 'config: {}\n' },
      ['preview', 'dev'],
      'Pulumi.dev.yaml: is not in %; the stack files there are Pulumi.development.yaml',
    ],
    [
      'facts that are none',
      { ...shop, 'Pulumi.dev.yaml': 'config: []\nconfg: {}\n' },
      ['synth', 'dev', '--out', 'out'],
      'Pulumi.dev.yaml: confg: is not a setting of a Pulumi stack; did you mean config?',
      'Pulumi.dev.yaml: config: is not a map; give it dwcp:cluster, dwcp:vault and the other facts',
    ],
    [
      'what is neither an environment nor a folder',
      shop,
      ['connections', 'manifests'],
      "'manifests' is no environment, and no file or folder; the environments are dev",
    ],
    [
      'a path that leads nowhere',
      shop,
      ['connections', './manifests'],
      "'./manifests' is no file or folder; mend the path",
    ],
    [
      'an environment where nobody has a platform',
      {},
      ['connections', 'production'],
      "'production' is no file or folder, and no environment either, since no platform is here; dwcp preview says how to write one",
    ],
    [
      'two sources that are wrong, both of them',
      shop,
      ['connections', 'diff', 'dve', './b'],
      "'dve' is no environment, and no file or folder; did you mean dev?",
      "'./b' is no file or folder; mend the path",
    ],
  ])('refuses %s', (_, files, args, ...says) => refuses(files, args, says));
});

const facts = readFileSync(join(ROOT, 'Pulumi.dev.yaml'), 'utf8').replace(
  /dwcp:(domain|gateway|identity|certificateIssuer|images)/g,
  'other:$1',
);

test('refuses to check an environment in which nothing is declared, where nothing would fail', () => {
  const nothing = SMALLEST_PLATFORM.replace("new SecureNamespace(environment, 'shop');", '');
  const files = { 'package.json': PACKAGE, 'platform.ts': nothing, 'Pulumi.dev.yaml': facts };
  refuses(
    files,
    ['check', 'dev'],
    ['platform.ts: declares nothing in dev, so there is nothing to check; declare what runs there'],
  );
});

test.each(['/proc/dwcp/out', '/proc/version/out'])(
  'refuses to write below %s, which takes no folder, and ends',
  (out) => {
    repository = new Repository({
      'package.json': PACKAGE,
      'platform.ts': SMALLEST_PLATFORM,
      'Pulumi.dev.yaml': facts,
    });
    const { status, stderr } = repository.dwcp(['synth', 'dev', '--out', out]);
    expect(stderr).toMatch(new RegExp(`^${out}: cannot be written \\(.*\\); choose another folder\n$`));
    expect(status).toBe(2);
  },
);

test('the smallest platform, which an error shows, is one', () => {
  repository = new Repository({ 'package.json': PACKAGE, 'platform.ts': SMALLEST_PLATFORM, 'Pulumi.dev.yaml': facts });
  expect(repository.dwcp(['check', 'dev'])).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^ {2}\d+ passed \(\d+ rules\)\n$/) as string,
    stderr: '',
  });
});
