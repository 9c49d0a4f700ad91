import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { filesOf } from '../../cli/synth/files';
import { writeFiles } from '../../cli/synth/write';
import { kubernetesResource } from '../../constructs/plan/resource';
import { referenceResources } from '../support/reference';

/** A ConfigMap with this beside its metadata, as the only file that it is written to. */
function written(rest: object): string {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags', namespace: 'shop' }, ...rest };
  const resource = kubernetesResource(object, 'x');
  const [file] = filesOf([resource]).values();
  return file!;
}

// https://yaml.org/type/: bool, int, float, merge and value, as YAML 1.1 has them and 1.2 does not.
test.each([
  ['booleans', ['on', 'yes', 'no', 'off', 'y', 'n', 'On', 'NO']],
  ['numbers', ['1_000', '0b11', '012', '0x1F', '1e3', '.5_0', '12:30:00', '190:20:30.15']],
  ['dates', ['2026-01-01']],
  ['signs of a map', ['=', '<<', '~']],
])('quotes what a reader of YAML 1.1 takes for %s', (_, texts) => {
  const data = Object.fromEntries(texts.map((text, index) => [`k${index}`, text]));
  const lines = written({ data }).split('\n');
  expect(lines).toEqual(expect.arrayContaining(texts.map((text, index) => `  k${index}: "${text}"`)));
  expect(parse(written({ data }), { version: '1.1' })).toMatchObject({ data });
});

test('quotes such a text also where it is a key', () => {
  expect(written({ data: { y: 'a', '1_000': 'b' } })).toContain('  "y": a\n  "1_000": b\n');
});

test('leaves numbers, booleans and plain text bare', () => {
  expect(written({ spec: { replicas: 3, paused: false, host: 'shop.example.com' } })).toContain(
    'spec:\n  replicas: 3\n  paused: false\n  host: shop.example.com\n',
  );
});

test('writes a part that two fields share twice, not as an alias', () => {
  const shared = { cpu: '1' };
  expect(written({ a: shared, b: shared })).toContain('a:\n  cpu: "1"\nb:\n  cpu: "1"\n');
});

test.each(['dev', 'staging', 'production'])('a reader of YAML 1.1 reads %s as it was declared', (environment) => {
  const plan = referenceResources(environment);
  const read = [...filesOf(plan).values()].flatMap((file) =>
    file.split(/^---\n/m).map((document) => JSON.stringify(parse(document, { version: '1.1' }))),
  );
  const declared = plan.map((resource) =>
    JSON.stringify(
      resource.api === 'vault'
        ? { type: resource.type, path: resource.vaultPath, args: resource.args }
        : resource.object,
    ),
  );
  expect(read.sort()).toEqual(declared.sort());
});

describe('what is written to a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  // k8s.io/cli-runtime, resource.FileExtensions.
  const WALKED = ['.json', '.yaml', '.yml'];

  test('is manifests, as far as kubectl apply --recursive and scanners look at it', () => {
    writeFiles(folder, filesOf(referenceResources('production')));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const walked = files.filter((file) => WALKED.includes(extname(file)));
    const read = walked.flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')));
    expect(read.length).toBeGreaterThan(50);
    for (const document of read) {
      expect(document.toJS()).toMatchObject({
        apiVersion: expect.stringMatching(/./) as string,
        kind: expect.stringMatching(/./) as string,
        metadata: { name: expect.stringMatching(/./) as string },
      });
    }
    expect(files).toContain(join('vault', 'database.vault'));
  });

  test('takes the place of what an earlier version called otherwise', () => {
    writeFiles(folder, new Map([['vault/database.yaml', 'type: vault:x\n']]));
    writeFiles(folder, new Map([['vault/database.vault', 'type: vault:x\n']]));
    expect(existsSync(join(folder, 'vault', 'database.yaml'))).toBe(false);
  });
});
