import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../constructs/invalid';
import { dwcp, source, write } from './support';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function problemsOf(what = '.'): readonly string[] {
  try {
    source(what, { directory: folder, strict: true });
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';

function policy(spec: string, namespace = 'shop'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: ${namespace}
spec:
  ${spec.trim().split('\n').join('\n  ')}
`;
}

function laughs(): string {
  const levels = 'bcdefghi'.split('').map((level, index) => {
    const before = `*${'abcdefgh'[index]}`;
    return `  ${level}: &${level} [${Array(9).fill(before).join(', ')}]`;
  });
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata:\n  a: &a [1, 2, 3]\n${levels.join('\n')}\n`;
}

describe('refuses, by file and line and with what to do,', () => {
  test.each<[string, string | Buffer, string[]]>([
    [
      'YAML that cannot be parsed, in each of its documents',
      'apiVersion: v1\nkind: [Pod\nmetadata: {}\n---\nkind: "x\n',
      [
        'a.yaml:3: Flow sequence in block collection must be sufficiently indented and end with a ]; make it valid YAML',
        'a.yaml:6: Missing closing "quote; make it valid YAML',
      ],
    ],
    [
      'a selector operator that does not exist',
      policy('podSelector:\n  matchExpressions:\n    - { key: app, values: [api], operator: Inn }'),
      [
        "a.yaml:9: NetworkPolicy shop/api: spec.podSelector.matchExpressions[0].operator 'Inn' is not an operator; did you mean In?",
      ],
    ],
    [
      'an operator with the wrong number of values',
      policy(
        'podSelector:\n  matchExpressions:\n    - { key: a, operator: In }\n    - { key: b, operator: Exists, values: [c] }',
      ),
      [
        'a.yaml:9: NetworkPolicy shop/api: spec.podSelector.matchExpressions[0] In has no values; list what the label is compared with',
        'a.yaml:10: NetworkPolicy shop/api: spec.podSelector.matchExpressions[1] Exists takes no values; remove them, or write In',
      ],
    ],
    [
      'a misspelt field, which would be dropped with what it restricts',
      policy('podSelector: {}\ningres: []'),
      ['a.yaml:8: NetworkPolicy shop/api: spec.ingres is not a field; did you mean ingress?'],
    ],
    [
      'peers that are nobody, or two things at once',
      policy(
        'podSelector: {}\ningress:\n  - from:\n      - {}\n      - { podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }',
      ),
      [
        'a.yaml:10: NetworkPolicy shop/api: spec.ingress[0].from[0] names nobody; give it podSelector, namespaceSelector or ipBlock',
        'a.yaml:11: NetworkPolicy shop/api: spec.ingress[0].from[1] has ipBlock beside a selector; give each an entry of its own',
      ],
    ],
    [
      'ranges that are none, or no part of theirs',
      policy(
        'podSelector: {}\negress:\n  - to:\n      - ipBlock: { cidr: 10.0.0.0/33 }\n      - ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/16] }',
      ),
      [
        "a.yaml:10: NetworkPolicy shop/api: spec.egress[0].to[0].ipBlock.cidr '10.0.0.0/33' is no address range; write one such as 10.0.0.0/8",
        'a.yaml:11: NetworkPolicy shop/api: spec.egress[0].to[1].ipBlock.except[0] 11.0.0.0/16 is no part of 10.0.0.0/8; except what lies in the range',
      ],
    ],
    [
      'ports that are none',
      policy(
        'podSelector: {}\ningress:\n  - ports:\n      - { port: 70000 }\n      - { port: 90, endPort: 80 }\n      - { port: 80, protocol: ICMP }',
      ),
      [
        'a.yaml:10: NetworkPolicy shop/api: spec.ingress[0].ports[0].port is not a port; write one from 1 to 65535',
        'a.yaml:11: NetworkPolicy shop/api: spec.ingress[0].ports[1] ends at 80, before it begins at 90; swap them',
        "a.yaml:12: NetworkPolicy shop/api: spec.ingress[0].ports[2].protocol 'ICMP' is not a protocol; choose one of TCP, UDP, SCTP",
      ],
    ],
    [
      'a policy in a namespace that is declared nowhere',
      `${NAMESPACE}---\n${policy('podSelector: {}', 'shpo')}`,
      [
        "a.yaml:10: NetworkPolicy shpo/api is in namespace 'shpo', which is declared nowhere, so only its name is known; did you mean shop?",
      ],
    ],
    [
      'the same object, said in two ways',
      `${NAMESPACE}---\n${NAMESPACE}  labels: { a: b }\n`,
      [
        'a.yaml:1: Namespace shop is also at a.yaml:6, and differs there; this one is taken, so name a folder that holds one of them',
      ],
    ],
    [
      'an alias in what it repeats',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: &all\n  name: x\n  labels: *all\n',
      ['a.yaml:5: *all stands in what it repeats, so it never ends; write the value out'],
    ],
    [
      'an alias without its anchor',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: *all\n',
      ['a.yaml:3: *all has no anchor before it; write &all where its value stands'],
    ],
    [
      'aliases that grow beyond measure',
      laughs(),
      ['a.yaml:10: *e repeats more than 100000 values; write them out, or generate fewer'],
    ],
    [
      'what is nested too deeply',
      `a: ${'['.repeat(20_000)}`,
      ['a.yaml:1: is nested too deeply to be read; write it flatter'],
    ],
    [
      'a binary file',
      Buffer.from('apiVersion: v1\nkind: X\n\0\u0001'),
      ['a.yaml:3: is not text in UTF-8; name files of YAML or JSON only'],
    ],
    [
      'a large file, without reading it',
      Buffer.alloc(50 * 2 ** 20, 'x'),
      ['a.yaml: is larger than 20 MiB (50 MiB), and was not read; split it, or leave out what is not a manifest'],
    ],
    [
      'the values of a chart',
      'image: x\nreplicas: 1\n',
      [
        'a.yaml:1: is no object of a cluster, but of some tool; leave it out, or render it first if a tool reads it (helm template, kustomize build)',
      ],
    ],
    [
      'a kustomization',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
      [
        'a.yaml:1: is a Kustomization, which changes what is beside it; render it and pass the result: kustomize build FOLDER',
      ],
    ],
    [
      'a template',
      '{{- if .Values.x }}\napiVersion: v1\n',
      ['a.yaml:1: is a template; render it first (helm template, kustomize build)'],
    ],
    ['a list', '- a\n', ['a.yaml:1: is no Kubernetes object; write a map with apiVersion, kind and metadata']],
    [
      'objects of a List that are none',
      'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Pod, metadata: {} }\n  - { kind: x, apiVersion: 1 }\n',
      [
        'a.yaml:4: Pod: metadata.name is missing; give it text',
        'a.yaml:5: is no Kubernetes object, without apiVersion; leave it out, or render it first if a tool reads it (helm template, kustomize build)',
      ],
    ],
    [
      'a label that is not text',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, namespace: b }\nspec:\n  template:\n    metadata:\n      labels:\n        version: 1\n',
      ['a.yaml:8: Deployment b/a: spec.template.metadata.labels.version is 1, not text; quote it'],
    ],
    [
      'a file of comments',
      '# nothing\n',
      ['.: holds no Kubernetes object; pass manifests, each with apiVersion, kind and metadata'],
    ],
  ])('%s', (_, content, problems) => {
    write(folder, { 'a.yaml': content });
    expect(problemsOf()).toEqual(problems);
  });

  test('a folder that links back to itself', () => {
    write(folder, { 'in/a.yaml': NAMESPACE });
    symlinkSync('..', join(folder, 'in', 'back'));
    expect(problemsOf()).toEqual([
      'in/back: links to a folder that it lies in, and would be read without end; remove the link',
    ]);
  });

  test('a link to nothing, and a folder that is called a file', () => {
    symlinkSync('nowhere', join(folder, 'a.yaml'));
    mkdirSync(join(folder, 'b.yaml'));
    expect(problemsOf()).toEqual(['a.yaml: links to nothing; remove the link, or make what it links to']);
  });

  test('an empty folder, and one that does not exist', () => {
    expect(problemsOf()).toEqual(['.: holds no *.yaml, *.yml or *.json; name the folder that the manifests are in']);
    expect(problemsOf('stagin')).toEqual(["'stagin' is no environment, and no file or folder; did you mean staging?"]);
  });
});

test('strictly, all problems of all files come at once, and nothing is printed', () => {
  write(folder, { 'one.yaml': 'a: 1\n', 'two/three.yml': policy('podSelector: []'), 'four.json': '{' });
  const { status, stdout, stderr } = dwcp(['connections', '.', '--format', 'html', '--strict'], { cwd: folder });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^four\.json:1: .*; make it valid YAML$/) as string,
    'two/three.yml:7: NetworkPolicy shop/api: spec.podSelector is a list, not a map; write a map',
    expect.stringMatching(/^one\.yaml:1: is no object of a cluster/) as string,
  ]);
});

test('a pipe that never ends is cut off', () => {
  const { status, stdout, stderr } = dwcp(['connections', '-'], { input: 'x'.repeat(21 * 2 ** 20) });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'standard input: is larger than 20 MiB, and was not read; split it, or leave out what is not a manifest\n',
  });
});

test('hidden files, other files and what dwcp synth writes for Vault are left alone', () => {
  write(folder, {
    '.hidden.yaml': 'no: manifest\n',
    '.git/x.yaml': 'no: manifest\n',
    'README.md': '#',
    'vault.yaml': 'type: vault:index/mount:Mount\npath: x\nargs: {}\n',
    'shop.yaml': NAMESPACE,
  });
  expect(problemsOf()).toEqual([]);
});
