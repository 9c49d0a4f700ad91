import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { check } from '../../../cli/check/check';
import type { CheckFormat } from '../../../cli/check/format';
import { findPlatform } from '../../../cli/platform/find';
import type { Session } from '../../../cli/session';
import { UserError } from '../../../constructs/invalid';
import type { Verdict } from '../../../policies/index';
import { ROOT } from '../../support/reference';

const POD = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop }
spec: { containers: [{ name: api, image: api }] }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-check-'));
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, 'pod.yaml'), POD);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A call of the command in the temporary folder, where no platform is, or on the reference platform. */
function session(directory: string): Session {
  const platform = () => findPlatform({ directory });
  return {
    options: () => ({ directory }),
    platform,
    tryPlatform: directory === ROOT ? platform : async () => undefined,
    done: () => {},
  };
}

const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Checks the manifests of the folder, into files. */
const checkPod = (out: readonly string[], format: CheckFormat = 'text') =>
  check({ what: 'pod.yaml' }, session(folder), { format, out });

test('manifests are remarked on where they stand, with the level and the help of the rule', async () => {
  expect(await checkPod(['found.sarif'], 'sarif')).toBe(1);
  const { runs } = JSON.parse(read('found.sarif')) as Log;
  const { results = [], tool } = runs[0]!;
  const tagged = results.find(({ ruleId }) => ruleId === 'image-by-digest')!;
  expect(tagged).toMatchObject({
    level: 'error',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'pod.yaml' }, region: { startLine: 6 } } }],
  });
  expect(tool.driver.rules![tagged.ruleIndex!]!.help!.text).toContain('`dwcp explain image-by-digest` shows more.');
  expect(new Set(results.map(({ partialFingerprints }) => partialFingerprints!['primaryLocationLineHash'])).size).toBe(
    results.length,
  );
});

test('several files have the format of their endings, and one that has none that which was asked for', async () => {
  await checkPod(['a.sarif', 'a.json', 'a.txt', 'annotations'], 'github');
  expect(JSON.parse(read('a.sarif'))).toHaveProperty('runs');
  expect(JSON.parse(read('a.json'))).toHaveProperty('verdicts');
  expect(read('a.txt')).toContain('failed');
  expect(read('annotations')).toMatch(/^::error file=pod\.yaml,line=6,title=[\w-]+::Pod shop\/api: /);
});

test('one file has the format that was asked for, whatever it is called', async () => {
  await checkPod(['a.json'], 'gitlab');
  expect(JSON.parse(read('a.json'))).toContainEqual(expect.objectContaining({ check_name: 'image-by-digest' }));
});

describe('a namespace that no manifest declares', () => {
  const checked = async (what: string, ...assumeNamespaces: readonly string[]) => {
    const only = { rules: ['namespaces-in-the-mesh'] };
    const status = await check({ what }, session(folder), { format: 'json', out: ['a.json'], only, assumeNamespaces });
    const { verdicts } = JSON.parse(read('a.json')) as { readonly verdicts: readonly Verdict[] };
    return [status, ...verdicts.map(({ outcome, path }) => `${outcome} ${path}`)];
  };

  test('leaves it open whether its pods are in the mesh, and says what to do', async () => {
    expect(await checked('pod.yaml')).toEqual([1, 'unknown pod.yaml:1']);
    expect(read('a.json')).toContain(
      "no Namespace 'shop' is judged with them, so nobody can tell whether its pods are in the mesh (metadata.namespace); " +
        'have its Namespace judged with them: declare it, or for manifests name it and its labels by --assume-namespace',
    );
  });

  test('is judged as it is assumed to be', async () => {
    expect(await checked('pod.yaml', 'shop,istio-injection=enabled')).toEqual([
      0,
      'pass --assume-namespace shop,istio-injection=enabled',
    ]);
    expect(await checked('pod.yaml', 'shop')).toEqual([1, 'fail --assume-namespace shop']);
    expect(await checked('pod.yaml', 'store,istio-injection=enabled')).toContain('unknown pod.yaml:1');
  });

  test('is as a manifest declares it after all, whatever is assumed', async () => {
    writeFileSync(join(folder, 'shop.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n');
    expect(await checked('.', 'shop,istio-injection=enabled')).toEqual([1, 'fail shop.yaml:1']);
  });

  test('is not assumed of an environment, which declares its own', async () => {
    await expect(
      check({ what: 'dev' }, session(ROOT), { format: 'text', assumeNamespaces: ['shop', 'store'] }),
    ).rejects.toThrow(
      /^--assume-namespace shop: is for manifests; an environment declares its own\n.*--assume-namespace store/s,
    );
  });
});

test('an environment in which all is well has nothing to remark on', async () => {
  expect(await check({ what: 'dev' }, session(ROOT), { format: 'sarif', out: [join(folder, 'dev.sarif')] })).toBe(0);
  expect((JSON.parse(read('dev.sarif')) as Log).runs[0]!.results).toEqual([]);
});

test('refuses a file that cannot be written', async () => {
  const error: unknown = await checkPod(['pod.yaml/x.sarif', 'a.txt']).catch((reason: unknown) => reason);
  expect(UserError.isUserError(error) && error.problems).toEqual([
    '--out pod.yaml/x.sarif: cannot be written (ENOTDIR); name another file',
  ]);
});
