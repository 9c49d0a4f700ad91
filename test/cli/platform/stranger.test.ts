import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Repository } from './repository';

/** The repository of a shop: environments, facts, a posture, a rule and an exemption of its own. */
const SHOP = join(__dirname, 'shop');

let repository: Repository;
beforeEach(() => {
  repository = new Repository();
  repository.copy(SHOP);
});
afterEach(() => repository.remove());

const cronJob = 'shop/import-eu-west-1';

describe("in a stranger's repository, with a platform of its own", () => {
  test.each(['qa', 'live'])('dwcp preview %s shows what it runs, and nothing of ours', (name) => {
    const { status, stdout, stderr } = repository.dwcp(['preview', name]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^${name}\n`));
    expect(stdout).toContain(`  1  CronJob              ${cronJob}\n`);
    expect(stdout).not.toContain('dwcp');
  });

  test('dwcp preview --json is the plan that it declares', () => {
    const plan = JSON.parse(repository.dwcp(['preview', 'qa', '--json']).stdout) as Record<string, unknown>;
    expect(plan).toMatchObject({
      schema: 1,
      environment: 'qa',
      data: 'disposable',
      cluster: { trustDomain: 'qa.shop.internal' },
    });
  });

  test('dwcp check judges by its own rule, and excuses what its own exemption names', () => {
    expect(repository.dwcp(['check', 'live'])).toEqual({
      status: 0,
      stdout: expect.stringMatching(
        /^ {2}exempt jobs-have-an-owner: .*, by warehouse until .*\(SHOP-1\)\n {2}\d+ passed, 1 exempt /,
      ) as string,
      stderr: '',
    });
    repository.edit('stacks/platform.ts', /^ {2}exemptions: .*$/m, '');
    const { status, stdout } = repository.dwcp(['check', 'live']);
    expect(status).toBe(1);
    expect(stdout).toContain(
      `  fail jobs-have-an-owner: CronJob ${cronJob}: nobody is named to be called (metadata.annotations); annotate shop.example.com/owner\n`,
    );
  });

  test('dwcp synth writes what it runs', () => {
    expect(repository.dwcp(['synth', 'qa', '--out', 'out'])).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(join(repository.folder, 'out', 'kubernetes'))).toEqual(['shop']);
  });

  test('dwcp connections knows its environments, and compares them', () => {
    expect(repository.dwcp(['connections', 'qa']).stdout).toContain(`  cluster-dns  ←  53/TCP, 53/UDP   ${cronJob}\n`);
    expect(repository.dwcp(['connections', 'diff', 'qa', 'live'])).toMatchObject({ status: 0, stderr: '' });
    const { stdout } = repository.dwcp([
      'connections',
      'qa',
      '--from',
      'import-eu-west-1',
      '--to',
      'kubelet',
      '--port',
      '80',
    ]);
    expect(stdout).toContain('denied');
  });

  test('dwcp rules and dwcp explain know its own rule', () => {
    expect(repository.dwcp(['rules', '--topic', 'operations']).stdout).toBe(
      'operations\n' +
        '  jobs-have-an-owner  low  Whoever is to be called when a job fails is written on it.\n\n' +
        '1 rules; dwcp explain RULE says why, by which standard, and shows examples\n',
    );
    expect(repository.dwcp(['explain', 'jobs-have-an-owner']).stdout).toContain('refused: a job without one\n');
  });

  test('refuses a rule of its own under the id of one that is built in', () => {
    repository.edit('stacks/rules/jobs-have-an-owner.ts', "id: 'jobs-have-an-owner'", "id: 'run-as-non-root'");
    const { status, stderr } = repository.dwcp(['check', 'qa']);
    expect(status).toBe(2);
    expect(stderr).toBe("rules[0] is called 'run-as-non-root', as a rule of the baseline is; give it another id\n");
  });

  test('dwcp exemptions prints its own', () => {
    const config = JSON.parse(repository.dwcp(['exemptions']).stdout) as Record<string, unknown>;
    expect(Object.keys(config)).toEqual(['jobs-have-an-owner', 'exemptions-in-force']);
  });

  test('refuses its facts by its own fields, all at once', () => {
    repository.edit('Pulumi.qa.yaml', 'shop:region: eu-west-1', 'shop:region: Europe\n  shop:regoin: x');
    repository.edit('Pulumi.qa.yaml', 'port: 6443', 'port: 0');
    const { status, stderr } = repository.dwcp(['check', 'qa']);
    expect(status).toBe(2);
    expect(
      stderr.split('\n').map((line) => line.slice(0, 'Pulumi.qa.yaml: shop:regoin: is not a fact'.length)),
    ).toEqual([
      'Pulumi.qa.yaml: shop:regoin: is not a fact',
      'Pulumi.qa.yaml: shop:cluster.apiServer.por',
      "Pulumi.qa.yaml: shop:region: 'Europe' is n",
      '',
    ]);
  });

  test('says what a construct says of how it was used, and where an error was thrown that is none of ours', () => {
    repository.edit('stacks/platform.ts', '* * *`', '* * 8`');
    expect(repository.dwcp(['preview', 'qa'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^'qa\/shop\/import-eu-west-1' .*\n$/) as string,
    });
    repository.edit(
      'stacks/platform.ts',
      'const { posture, facts } = environment;',
      'const { posture, facts } = environment;\n  if (posture.name === "qa") throw new Error("not yet");',
    );
    expect(repository.dwcp(['preview', 'qa'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'stacks/platform.ts:27: throws while it declares qa: Error: not yet; mend it there\n',
    });
  });
});

describe('where a platform is found', () => {
  test('from any folder below the package that names it, past packages that name none', () => {
    repository.write({ 'services/import/package.json': '{ "name": "import" }', 'services/import/src/main.ts': '' });
    expect(repository.dwcp(['check', 'qa'], 'services/import/src')).toMatchObject({ status: 0, stderr: '' });
  });

  test('with -C from anywhere', () => {
    repository.write({ 'elsewhere/.keep': '' });
    expect(repository.dwcp(['-C', '..', 'check', 'qa'], 'elsewhere')).toMatchObject({ status: 0, stderr: '' });
  });

  test('by --platform, whatever package.json names', () => {
    repository.write({ 'package.json': '{ "dwcp": { "platform": "./nowhere.ts" } }' });
    expect(repository.dwcp(['check', 'qa', '--platform', 'stacks/platform.ts'])).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  test('its stack files beside the Pulumi.yaml that it is in, or where the command runs if they are there', () => {
    repository.move(['Pulumi.yaml', 'Pulumi.qa.yaml'], 'stacks');
    expect(repository.dwcp(['check', 'qa'], 'stacks/rules')).toMatchObject({ status: 0, stderr: '' });
    // Here they are not, but others of Pulumi's are.
    expect(repository.dwcp(['check', 'qa'])).toEqual({
      status: 2,
      stdout: '',
      stderr: `Pulumi.qa.yaml: is not in ${repository.folder}; the stack files there are Pulumi.live.yaml\n`,
    });
  });
});

describe('how a platform may be written', () => {
  const PLATFORM = `definePlatform({
    environments: { qa: { name: 'qa', data: 'disposable', zoneSpread: 'preferred', enforcement: 'enforced' } },
    posture: POSTURE,
    facts: FACTS,
    declare: (environment) => new SecureNamespace(environment, 'shop'),
    config: 'shop',
  })`;
  const NAMES = '{ definePlatform, FACTS, POSTURE, SecureNamespace }';
  const IMPORT = `import ${NAMES} from '@dwcp/baseline';\n`;
  const REQUIRE = `const ${NAMES} = require('@dwcp/baseline');\n`;

  beforeEach(() => {
    repository.edit('Pulumi.qa.yaml', /^ {2}shop:(region|image):.*\n/gm, '');
  });

  test.each<[file: string, type: string, text: string]>([
    ['platform.ts', 'commonjs', `${IMPORT}export default ${PLATFORM};`],
    ['platform.ts', 'module', `${IMPORT}export default ${PLATFORM};`],
    ['platform.ts', 'module', `${IMPORT}export const platform = ${PLATFORM};`],
    ['platform.mts', 'commonjs', `${IMPORT}export default await Promise.resolve(${PLATFORM});`],
    [
      'platform.cts',
      'module',
      `import library = require('@dwcp/baseline');\nconst ${NAMES} = library;\nexport = ${PLATFORM};`,
    ],
    ['platform.js', 'commonjs', `${REQUIRE}module.exports = ${PLATFORM};`],
    ['platform.js', 'commonjs', `${REQUIRE}exports.platform = ${PLATFORM};`],
    ['platform.js', 'commonjs', `${REQUIRE}exports.__esModule = true;\nexports.default = ${PLATFORM};`],
    ['platform.js', 'module', `${IMPORT}export default ${PLATFORM};`],
    ['platform.js', 'module', `${IMPORT}export const platform = ${PLATFORM};`],
    ['platform.mjs', 'commonjs', `${IMPORT}export default ${PLATFORM};`],
    ['platform.cjs', 'module', `${REQUIRE}module.exports = ${PLATFORM};`],
  ])('%s in a package of type %s: %s', (file, type, text) => {
    repository.write({ 'package.json': JSON.stringify({ type, dwcp: { platform: file } }), [file]: text });
    expect(repository.dwcp(['check', 'qa'])).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^ {2}\d+ passed \(\d+ rules\)\n$/) as string,
      stderr: '',
    });
  });

  test('TypeScript that imports its own files by the names of what a compiler would make of them', () => {
    repository.write({
      'package.json': JSON.stringify({ type: 'module', dwcp: { platform: './stacks/platform.ts' } }),
      'stacks/platform.ts': `export { shop as default } from './shop.js';`,
      'stacks/shop.ts': `${IMPORT}export const shop = ${PLATFORM};`,
    });
    expect(repository.dwcp(['check', 'qa'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('what is written counts, not what an older build left beside it', () => {
    repository.write({
      'package.json': JSON.stringify({ dwcp: { platform: './platform.ts' } }),
      'platform.ts': `export { shop as default } from './shop';`,
      'shop.ts': `${IMPORT}export const shop = ${PLATFORM};`,
      'shop.js': `throw new Error('old');`,
    });
    expect(repository.dwcp(['check', 'qa'])).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('which copy of the library a platform is made by', () => {
  test('the one that runs the command, where nothing is installed; and nothing is cached where others may write', () => {
    repository.remove();
    repository = new Repository({}, 'absent');
    repository.copy(SHOP);
    expect(repository.dwcp(['check', 'qa'])).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(repository.folder, 'node_modules'))).toBe(false);
  });

  test("the platform's own, if it has another one", () => {
    repository.remove();
    repository = new Repository({}, 'copied');
    repository.copy(SHOP);
    const own = 'node_modules/@dwcp/baseline/bin/constructs/network/secure-namespace.js';
    repository.edit(own, '"use strict";', "'use strict'; process.stderr.write('own\\n');");
    const { status, stdout, stderr } = repository.dwcp(['check', 'qa']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'own\n' });
    expect(stdout).toContain('1 exempt');
  });

  test('what that one finds wrong is told in one line, too', () => {
    repository.remove();
    repository = new Repository({}, 'copied');
    repository.copy(SHOP);
    repository.edit('stacks/platform.ts', "data: 'protected'", "data: 'protect' as never");
    expect(repository.dwcp(['check', 'qa'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        "stacks/platform.ts: definePlatform: environments.live.data: 'protect' is not one of disposable, protected; it says whether data survives `pulumi destroy`\n",
    });
  });

  test('what is loaded is kept beside the packages, and again by what it says', () => {
    repository.dwcp(['check', 'qa']);
    const cache = join(repository.folder, 'node_modules', '.cache', 'dwcp');
    const files = readdirSync(cache);
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect(readFileSync(join(cache, files[0]!), 'utf8')).toMatch(/\/\* v\d+-\w+ \*\/\n$/);
    repository.edit('stacks/platform.ts', "'shop');", "'market');");
    expect(repository.dwcp(['preview', 'qa']).stdout).toContain('market/import-eu-west-1');
  });
});
