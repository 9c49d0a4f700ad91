import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT, referenceResources } from '../support/reference';

const STACK_FILES = ['Pulumi.dev.yaml', 'Pulumi.staging.yaml', 'Pulumi.production.yaml'];

/** Runs the built command on the reference platform, as a user does; elsewhere, with the stack files that are there. */
function dwcp(args: readonly string[], cwd = ROOT, input = '') {
  const main = join(ROOT, 'bin', 'cli', 'main.js');
  const platform = cwd === ROOT ? [] : ['--platform', join(ROOT, 'stacks', 'platform.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args, ...platform], {
    cwd,
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

/** A pod as nobody should run it. */
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: api, namespace: shop }\nspec: { containers: [{ name: api, image: api }] }\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
  for (const file of STACK_FILES) cpSync(join(ROOT, file), join(folder, file));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Changes a stack file of the temporary folder. */
function edit(file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

describe('dwcp preview', () => {
  test.each(['dev', 'staging', 'production'])('%s: shows resources by kind, every edge, and the verdicts', (name) => {
    const { status, stdout, stderr } = dwcp(['preview', name]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`\nResources (${referenceResources(name).length})\n`);
    expect(stdout).toMatch(/^ +2 {2}Deployment +dwcp\/dwcp-api, dwcp\/dwcp-worker$/m);
    expect(stdout).toMatch(
      /^ +dwcp\/dwcp-report +→ +dwcp\/dwcp-postgres-pooler +5432\/TCP +as .*\/ns\/dwcp\/sa\/dwcp-report$/m,
    );
    expect(stdout).toMatch(/^ +cluster-dns +← +53\/TCP, 53\/UDP +dwcp\/dwcp-api, /m);
    expect(stdout).toMatch(/^ {2}\d+ passed \(\d+ rules\)$/m);
  });

  test('--json is the whole plan, the same in every run', () => {
    const [first, second] = [dwcp(['preview', 'dev', '--json']), dwcp(['preview', 'dev', '--json'])];
    const plan = JSON.parse(first.stdout) as {
      resources: unknown[];
      edges: unknown[];
      verdicts: { outcome: string }[];
    };
    expect(plan.resources).toHaveLength(referenceResources('dev').length);
    expect(plan.edges.length).toBeGreaterThan(40);
    expect(new Set(plan.verdicts.map(({ outcome }) => outcome))).toEqual(new Set(['pass']));
    expect(second.stdout).toBe(first.stdout);
  });

  test('loads nothing of Pulumi', () => {
    const script = `
      process.argv = ['node', 'dwcp', 'preview', 'production'];
      require('./bin/cli/main.js');
      process.on('exit', () => {
        const loaded = Object.keys(require.cache).filter((file) => /node_modules.@pulumi/.test(file));
        if (loaded.length > 0) { console.error(loaded[0]); process.exitCode = 9; }
      });`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('speaks without colour to a pipe, also in CI', () => {
    const main = join(ROOT, 'bin', 'cli', 'main.js');
    const { stdout } = spawnSync(process.execPath, [main, 'preview', 'dev'], {
      encoding: 'utf8',
      cwd: ROOT,
      env: { CI: 'true' },
    });
    expect(stdout).not.toContain('\u001B[');
  });
});

describe('dwcp check', () => {
  test('exits with 0 when every mandatory rule passes', () => {
    const { status, stdout } = dwcp(['check', 'production']);
    expect({ status, failed: /failed|unknown/.test(stdout) }).toEqual({ status: 0, failed: false });
  });

  test('--json prints every verdict', () => {
    const { schema, source, verdicts } = JSON.parse(dwcp(['check', 'dev', '--json']).stdout) as {
      schema: number;
      source: string;
      verdicts: { rule: string; outcome: string }[];
    };
    expect({ schema, source }).toEqual({ schema: 1, source: 'dev' });
    expect(verdicts.length).toBeGreaterThan(100);
    expect(verdicts[0]).toMatchObject({ rule: expect.any(String) as string, outcome: 'pass' });
  });
});

describe('dwcp check, of manifests from anywhere', () => {
  test.each<[what: string, source: string, input: string]>([
    ['a folder', 'manifests', ''],
    ['a file', 'manifests/api.yaml', ''],
    ['standard input', '-', POD],
  ])('judges %s, and fails as it does for an environment', (_, source, input) => {
    mkdirSync(join(folder, 'manifests'));
    writeFileSync(join(folder, 'manifests', 'api.yaml'), POD);
    const { status, stdout, stderr } = dwcp(['check', source], folder, input);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('  fail run-as-non-root: Pod shop/api: ');
    expect(stdout).toMatch(/ failed/);
  });
});

describe('dwcp synth', () => {
  const filesIn = (dir: string) =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(yaml|vault)$/.test(file))
      .sort();

  test('writes every resource, in files that depend only on what is in them', () => {
    const { status, stdout } = dwcp(['synth', 'dev', '--out', 'out'], folder);
    expect(status).toBe(0);
    const files = filesIn(join(folder, 'out'));
    expect(stdout.trim().split('\n')).toEqual(files.map((file) => `out/${file}`));
    expect(files).toEqual(
      expect.arrayContaining([
        'kubernetes/dwcp/0-namespace.yaml',
        'kubernetes/dwcp/1-policies.yaml',
        'vault/pkiSecret.vault',
      ]),
    );
    const documents = files.flatMap((file) => parseAllDocuments(readFileSync(join(folder, 'out', file), 'utf8')));
    expect(documents).toHaveLength(referenceResources('dev').length);
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  });

  test('writes nothing beside its manifests that kubectl would read as one, and a folder that reads without a word', () => {
    dwcp(['synth', 'dev', '--out', 'out'], folder);
    const read = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ya?ml|json)$/.test(file))
      .flatMap((file) => parseAllDocuments(readFileSync(join(folder, 'out', file), 'utf8')))
      .map((document) => document.toJS() as { apiVersion?: unknown; kind?: unknown });
    expect(read.filter(({ apiVersion, kind }) => typeof apiVersion !== 'string' || typeof kind !== 'string')).toEqual(
      [],
    );
    for (const command of ['check', 'connections']) {
      const { status, stderr } = dwcp([command, 'out'], folder);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
  });

  test('takes over what was listed by its older name', () => {
    dwcp(['synth', 'dev', '--out', 'out'], folder);
    const [old, gone] = ['.dwcp-synth.json', 'kubernetes/gone.yaml'].map((file) => join(folder, 'out', file)) as [
      string,
      string,
    ];
    rmSync(join(folder, 'out', '.dwcp-synth'));
    writeFileSync(old, JSON.stringify(['kubernetes/gone.yaml']));
    writeFileSync(gone, 'gone');
    dwcp(['synth', 'dev', '--out', 'out'], folder);
    expect([old, gone].filter((file) => existsSync(file))).toEqual([]);
  });

  test('removes what an earlier run wrote and is gone, and touches nothing else', () => {
    dwcp(['synth', 'dev', '--out', 'out'], folder);
    const out = join(folder, 'out');
    writeFileSync(join(out, 'README.md'), 'mine');
    mkdirSync(join(out, 'kubernetes', 'old'));
    writeFileSync(join(out, 'kubernetes', 'old', '0-namespace.yaml'), 'old');
    const index = join(out, '.dwcp-synth');
    const files = JSON.parse(readFileSync(index, 'utf8')) as string[];
    writeFileSync(index, JSON.stringify([...files, 'kubernetes/old/0-namespace.yaml']));
    expect(dwcp(['synth', 'dev', '--out', 'out'], folder).status).toBe(0);
    expect(filesIn(out)).toEqual(files);
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toBe('mine');
  });

  test('refuses an index that would remove files elsewhere', () => {
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out', '.dwcp-synth'), JSON.stringify(['kubernetes/../../Pulumi.dev.yaml']));
    const { status, stderr } = dwcp(['synth', 'dev', '--out', 'out'], folder);
    expect(status).toBe(2);
    expect(stderr).toBe('out/.dwcp-synth: is not what dwcp synth wrote; remove it, or choose another folder\n');
    expect(existsSync(join(folder, 'Pulumi.dev.yaml'))).toBe(true);
  });
});

describe('what the user got wrong', () => {
  test.each([
    [
      'an unknown environment',
      ['preview', 'prod'],
      "unknown environment 'prod'; did you mean production? choose one of dev, staging, production\n",
    ],
    ['no environment', ['check'], "error: missing required argument 'source'\n(dwcp --help shows what can be done)\n"],
    [
      'a mistyped command',
      ['prevew', 'dev'],
      "error: unknown command 'prevew'\n(Did you mean preview?)\n(dwcp --help shows what can be done)\n",
    ],
    [
      'a mistyped option',
      ['preview', 'dev', '--agianst', 'main'],
      "error: unknown option '--agianst'\n(Did you mean --against?)\n(dwcp --help shows what can be done)\n",
    ],
    [
      'a mistyped format',
      ['preview', 'dev', '--format', 'markdwon'],
      "error: option '--format <format>' argument 'markdwon' is invalid. Did you mean markdown? Choose one of text, markdown, json, html, sarif, github, gitlab.\n(dwcp --help shows what can be done)\n",
    ],
    [
      'a format that is none',
      ['preview', 'dev', '--format', 'pdf'],
      "error: option '--format <format>' argument 'pdf' is invalid. Choose one of text, markdown, json, html, sarif, github, gitlab.\n(dwcp --help shows what can be done)\n",
    ],
    ['an unknown command', ['undo'], "error: unknown command 'undo'\n(dwcp --help shows what can be done)\n"],
    [
      'no folder to write to',
      ['synth', 'dev'],
      "error: required option '--out <dir>' not specified\n(dwcp --help shows what can be done)\n",
    ],
    [
      'gates and a record without a change',
      ['preview', 'dev', '--fail-on', 'all', '--change', 'change.yaml'],
      '--fail-on all: is for what a change means; pass --against REF too\n--change change.yaml: is for what a change means; pass --against REF too\n',
    ],
    [
      'a gate and a record that are not there, both at once',
      ['preview', 'dev', '--against', 'main.json', '--fail-on', 'dataloss', '--change', 'change.yaml'],
      "--fail-on: 'dataloss' is not a gate; did you mean data-loss? choose among data-loss, wider-reachability, weaker-posture, failed-rule, exemption-over, identity, unavailable-rollout, all, none\n" +
        '--change change.yaml: is not there; name the record of the change\n',
    ],
    ['a folder that is not there', ['-C', 'nowhere', 'preview', 'dev'], '-C nowhere: is not a folder; mend the path\n'],
  ])('%s exits with 2 and says what to do, without a stack trace', (_, args, message) => {
    const { status, stdout, stderr } = dwcp(args, folder);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(message);
  });

  test.each<[readonly string[], string]>([
    [['synth', 'dev', '--out', ''], '--out: is empty; give it a value, or leave it out\n'],
    [['preview', 'dev', '--out=report.md', '--out='], '--out: is empty; give it a value, or leave it out\n'],
    [
      ['-C', '', 'check', ' ', '--config-json='],
      '<source>: is empty; write it, or leave it out\n' +
        '--config-json: is empty; give it a value, or leave it out\n' +
        '--directory: is empty; give it a value, or leave it out\n',
    ],
  ])('a variable that nobody set, as in %p, is told and nothing is done', (args, message) => {
    const { status, stdout, stderr } = dwcp(args, folder);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: message });
    expect(readdirSync(folder).sort()).toEqual([...STACK_FILES].sort());
  });

  test('files are below the folder that -C names, for whichever command', () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    for (const file of STACK_FILES) cpSync(join(ROOT, file), join(elsewhere, file));
    expect(dwcp(['-C', 'elsewhere', 'synth', 'dev', '--out', 'out'], folder)).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(elsewhere, 'out', 'kubernetes'))).toBe(true);
    expect(dwcp(['-C', 'elsewhere', 'comment', 'none.md', '--on', 'github'], folder).stderr).toContain(
      'elsewhere/none.md',
    );
  });

  test.each([
    ['process.exit(0);', /^what is loaded ends the process with status 0 before anything is known; .+\n$/],
    [
      "setTimeout(() => { throw new TypeError('too late'); }, 0);\nexport default await import(process.env['REFERENCE']!).then((all) => all.default);",
      /^.+mine\.ts:1: throws late: TypeError: too late; mend it there\n$/,
    ],
  ])('a platform that does %s is no check that passed or failed', (source, message) => {
    const mine = join(folder, 'mine.ts');
    writeFileSync(mine, source);
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'bin', 'cli', 'main.js'), 'check', 'dev', '--platform', mine],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], REFERENCE: join(ROOT, 'stacks', 'platform.ts') },
      },
    );
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) as string });
  });

  test.each([
    ['preview', 'dev'],
    ['check', 'dev'],
    ['synth', 'dev', '--out', 'out'],
  ])('wrong facts stop dwcp %s with every problem at once, and nothing is written', (...args) => {
    edit('Pulumi.dev.yaml', (text) => text.replace(/port: \d+/, 'port: 0').replace(/trustDomain: .*/, ''));
    const { status, stdout, stderr } = dwcp(args, folder);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Pulumi.dev.yaml: dwcp:cluster.apiServer.port');
    expect(stderr).toContain('Pulumi.dev.yaml: dwcp:cluster.trustDomain');
    expect(readdirSync(folder).sort()).toEqual([...STACK_FILES].sort());
  });

  test('help is had everywhere, with examples and exit statuses', () => {
    for (const args of [['--help'], ['preview', '--help'], ['check', '--help'], ['synth', '--help']]) {
      expect(dwcp(args)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: dwcp/) as string });
    }
    expect(dwcp(['--help']).stdout).toContain('Exit status: 0 all is well');
  });
});
