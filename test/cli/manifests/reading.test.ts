import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../../constructs';
import { reachabilityOf } from '../../../policies/reachability/index';
import { dwcp, source, write } from '../connections/support';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (content: string | Buffer, file = 'a.yaml') => {
  write(folder, { [file]: content });
  return source('.', { directory: folder });
};
const objectsIn = (content: string | Buffer, file?: string): readonly Manifest[] =>
  read(content, file).objects.map(({ object }) => object);
const names = (content: string | Buffer, file?: string) =>
  read(content, file).objects.map(({ id, path }) => `${path} ${id}`);

const config = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: shop\n${data}`;
const fieldOf = (data: string) => objectsIn(config(data))[0]!['data'];

describe('scalars are what they are to Kubernetes', () => {
  test.each<[string, unknown]>([
    ['0110', 72],
    ['0o17', 15],
    ['-010', -8],
    ['0x1F', 31],
    ['0b101', 5],
    ['8_080', 8080],
    ['+12', 12],
    ['08', 8],
    ['1_0.5', 10.5],
    ['1e3', 1000],
    ['.5', 0.5],
    ['y', true],
    ['Y', true],
    ['on', true],
    ['n', false],
    ['N', false],
    ['No', false],
    ['off', false],
    ['True', true],
    ['~', null],
    ['', null],
    // Go-yaml knows neither numbers of base 60, nor, where nobody asks for a time, times.
    ['12:30:45', '12:30:45'],
    ['2024-01-01', '2024-01-01'],
    ['_1', '_1'],
    ['1.2.3', '1.2.3'],
    ['yEs', 'yEs'],
    ['"0110"', '0110'],
    ["'n'", 'n'],
    ['!!str 0110', '0110'],
    ['!!int "0110"', 72],
  ])('%s', (written, meant) => {
    expect(fieldOf(`data: ${written}\n`)).toEqual(meant);
  });
});

describe('indentation is as lenient as it is to Kubernetes', () => {
  test.each<[string, string, unknown]>([
    ['a flow list that ends at the depth of its key', 'data: [\n  a,\n  b\n]\n', ['a', 'b']],
    ['a flow list whose entries are no deeper than its key', 'data: [\na,\nb\n]\n', ['a', 'b']],
    ['a flow map that ends at the depth of its key', 'data: {\n  a: 1\n}\n', { a: 1 }],
    ['flow collections in each other', 'data: [{\na: [\n1\n]\n}\n]\n', [{ a: [1] }]],
    ['a tab in a flow list', 'data: [\n\ta,\n\tb\n]\n', ['a', 'b']],
    ['a text in single quotes that goes on at the depth of its key', "data: '{\n{\n}\n'\n", '{ { } '],
    ['a text in double quotes that does', 'data: "one\ntwo"\n', 'one two'],
    ['a list at the depth of its key', 'data:\n- a\n- b\n', ['a', 'b']],
  ])('%s', (_, written, meant) => {
    expect(fieldOf(written)).toEqual(meant);
  });
});

describe('a file is whatever kubectl and its like write', () => {
  const two =
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: two\n';
  const json = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }, null, 2);
  const found = ['a.yaml:1 v1/ConfigMap default/one', 'a.yaml:6 v1/Secret default/two'];

  test('lines that end as Windows has it', () => {
    expect(names(two.replaceAll('\n', '\r\n'))).toEqual(found);
  });

  test('a byte-order mark, in UTF-8 and in UTF-16', () => {
    expect(names(`\uFEFF${two}`)).toEqual(found);
    expect(names(Buffer.from(`\uFEFF${two}`, 'utf16le'))).toEqual(found);
  });

  test('documents with comments at their heads, behind separators with a comment, or with directives', () => {
    const commented = `# a\n\n---\n# b\n${two.replace('---', '--- # Source: x.yaml\n')}---\n# nothing\n`;
    expect(names(commented)).toEqual(['a.yaml:5 v1/ConfigMap default/one', 'a.yaml:11 v1/Secret default/two']);
    expect(names(`%YAML 1.1\n---\n${two}...\n`)).toHaveLength(2);
  });

  test('a document with three dashes in a text', () => {
    expect(fieldOf('data:\n  a: |\n    ---\n    b: c\n')).toEqual({ a: '---\nb: c\n' });
  });

  test('objects of JSON one after the other, whatever braces their texts hold', () => {
    const odd = json('{"}\\');
    expect(names(`${json('one')}\n${odd}${json('three')}\n\n`, 'a.json')).toEqual([
      'a.json:1 v1/ConfigMap default/one',
      'a.json:8 v1/ConfigMap default/{"}\\',
      'a.json:14 v1/ConfigMap default/three',
    ]);
  });

  test('what the API answers: a list of one kind, whose items need not say theirs, empty, or null', () => {
    const items = [{ metadata: { name: 'shop' } }, { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'ops' } }];
    expect(
      names(JSON.stringify({ kind: 'NamespaceList', apiVersion: 'v1', metadata: {}, items }, null, 1), 'a.json'),
    ).toEqual(['a.json:6 v1/Namespace shop', 'a.json:11 v1/Namespace ops']);
    const list = (listed: unknown) => JSON.stringify({ apiVersion: 'apps/v1', kind: 'DeploymentList', items: listed });
    write(folder, { 'b.json': list(null), 'c.json': list([]) });
    expect(source('.', { directory: folder }).reading).toEqual({ problems: [], notes: [] });
  });

  test('a name that the cluster makes up, another one each time', () => {
    const job = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: migrate-\n';
    expect(names(`${job}---\n${job}`)).toEqual([
      'a.yaml:1 batch/v1/Job default/migrate-*',
      'a.yaml:6 batch/v1/Job default/migrate-*2',
    ]);
  });

  test('the same object twice, where only what the server writes differs', () => {
    const live = (uid: string, rest = '') =>
      `${config('data: {}\n')}status: { at: "${uid}" }\n`.replace(
        '  name: x',
        `  name: x\n  uid: ${uid}\n  resourceVersion: "${uid}"\n  creationTimestamp: "${uid}"${rest}`,
      );
    expect(read(`${live('a')}---\n${live('b')}`)).toMatchObject({ objects: [{}], reading: { problems: [] } });
    expect(read(`${live('a')}---\n${live('b', '\n  labels: { a: b }')}`).reading?.problems).toEqual([
      expect.stringMatching(
        /^a\.yaml:1: ConfigMap shop\/x is also at a\.yaml:\d+, and differs there; this one is taken/,
      ),
    ]);
  });
});

describe('what cannot be read is told, and the rest is answered', () => {
  const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;
  const policy = (space: string, name = 'p') =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ${name}\n  namespace: ${space}\nspec:\n  podSelector: {}\n`;
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  containers: [{ name: m }]\n';

  test('a document that is no YAML, between two that are', () => {
    const { objects, reading } = read(`${namespace('shop')}---\nkind: [\n---\n${pod}`);
    expect(objects.map(({ id }) => id)).toEqual(['v1/Namespace shop', 'v1/Pod shop/web']);
    expect(reading?.problems).toEqual([expect.stringMatching(/^a\.yaml:\d+: .*; make it valid YAML$/)]);
  });

  test('a policy with a misspelt field, about which nothing is certain', () => {
    const { objects, options, reading } = read(`${namespace('shop')}---\n${pod}---\n${policy('shop')}  ingres: []\n`);
    const { connections, unknowns } = reachabilityOf(objects, options);
    const into = connections.filter(({ to }) => to === 'Pod shop/web');
    expect(into.map(({ outcome }) => outcome)).toContain('unknown');
    expect(into.map(({ outcome }) => outcome)).not.toContain('open');
    expect(unknowns).toEqual([
      expect.stringContaining('NetworkPolicy shop/p cannot be read: spec.ingres is not a field'),
    ]);
    expect(reading?.problems).toEqual([
      'a.yaml:21: NetworkPolicy shop/p: spec.ingres is not a field; did you mean ingress?',
    ]);
  });

  test.each([
    'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: { profile: demo }\n',
    'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: []\n',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nmetadata: { name: x }\n',
    'apiVersion: skaffold/v4beta13\nkind: Config\n',
  ])('what a program is configured with is of no cluster, though it looks like an object: %#', (text) => {
    write(folder, { 'tool.yaml': text });
    expect(read(pod)).toMatchObject({
      objects: [{ id: 'v1/Pod shop/web' }],
      reading: { problems: [], notes: [expect.stringMatching(/^tool\.yaml:1: is no object of a cluster/)] },
    });
  });

  test('files of other tools, in one line', () => {
    write(folder, { 'values.yaml': 'image: x\n---\nimage: y\n' });
    expect(read(pod).reading).toEqual({
      problems: [],
      notes: [expect.stringMatching(/^values\.yaml:1: is no object of a cluster, but of some tool; /)],
    });
    write(folder, Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`ci/${n}.yaml`, 'a: 1\n'])));
    expect(read(pod).reading?.notes).toEqual([
      expect.stringMatching(/^8 files hold no object of a cluster and are left out: ci\/1\.yaml:1, .* and 3 more; /),
    ]);
  });

  test('a chart of Helm, in one line that says how to render it', () => {
    write(folder, {
      'chart/Chart.yaml': 'name: x\n',
      'chart/values.yaml': 'a: 1\n',
      'chart/templates/a.yaml': '{{ if .Values.a }}\nkind: Pod\n{{ end }}\n',
      'chart/templates/b.yaml': 'metadata:\n  name: {{ .Release.Name }}\n',
    });
    const line = 'chart: is a Helm chart; render it and pass the result: helm template chart';
    expect(read(pod).reading).toEqual({ problems: [line], notes: [] });
    expect(() => source('chart', { directory: folder })).toThrow(line);
  });

  test.each([
    ['braces in quotes', `metadata: {name: "{{ .Release.Name }}-api"}`],
    ['a variable of Flux, in the name', 'metadata: {name: "${APP}"}'],
    ['one in the namespace', 'metadata: {name: api, namespace: "${NAMESPACE:=shop}"}'],
    ['one of a shell', 'metadata: {name: $APP}'],
    ['one of an older Kustomize', 'metadata: {name: "api-$(TIER)"}'],
    ['one in a name that the cluster makes up', 'metadata: {generateName: "${APP}-"}'],
  ])('a template that is YAML already, by %s', (_, metadata) => {
    expect(read(`${pod}---\napiVersion: v1\nkind: Service\n${metadata}\n`).reading).toEqual({
      problems: ['a.yaml:9: is a template; render it first (helm template, kustomize build, flux build, envsubst)'],
      notes: [],
    });
  });

  test.each(['api', 'system:$x', 'a{b'])('no template, called %s', (name) => {
    const document = `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: '${name}'}\n`;
    expect(read(document).reading?.problems).toEqual([]);
  });

  test('a template among manifests, in one line', () => {
    expect(
      read(`${pod}---\nmetadata:\n  name: {{ .Release.Name }}\n  labels: {{- include "x" . }}\n`).reading?.problems,
    ).toEqual(['a.yaml:9: is a template; render it first (helm template, kustomize build)']);
  });

  test('a kustomization that only lists what is beside it changes nothing; of another, its folder is left out', () => {
    write(folder, {
      'kustomization.yaml': 'resources:\n  - a.yaml\n  - base\n',
      'base/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [b.yaml]\n',
      'base/b.yaml': namespace('base'),
    });
    expect(read(pod)).toMatchObject({ objects: [{}, {}], reading: { problems: [], notes: [] } });
    write(folder, {
      'over/kustomization.yaml': 'resources: [../base]\nnamePrefix: x-\n',
      'over/patch.yaml': policy('shop'),
    });
    expect(read(pod)).toMatchObject({
      objects: [{}, {}],
      reading: {
        problems: [
          'over/kustomization.yaml: changes what it lists (namePrefix, resources from elsewhere); render it and pass the result: kustomize build over',
        ],
      },
    });
  });

  test('of a key that is there twice, the last one, as Kubernetes takes it, and it is told', () => {
    const twice = `${pod}---\n${config('data:\n  a: "1"\n  b: "2"\n  a: "3"\n')}`;
    const { objects, reading } = read(twice);
    expect(objects.map(({ object }) => object['data'])).toEqual([undefined, { a: '3', b: '2' }]);
    expect(reading).toEqual({
      problems: ['a.yaml:17: a key is in its map already, and Kubernetes takes the last one; remove the other'],
      notes: [],
    });
  });

  test('where nobody has Kustomize, a folder that it changes is one line that says how to render it', () => {
    write(folder, { 'live/kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: live-\n', 'live/a.yaml': pod });
    const { status, stderr } = dwcp(['check', 'live'], { cwd: folder, path: folder });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'live/kustomization.yaml: changes what it lists (namePrefix); render it and pass the result: kustomize build live\n',
    });
  });

  test('a namespace that is declared nowhere is assumed, and named once', () => {
    const spaces = [
      namespace('shop'),
      policy('ingress-nginx', 'a'),
      policy('ingress-nginx', 'b'),
      policy('ingress-nginx', 'c'),
    ];
    const all = spaces.join('---\n');
    expect(read(all)).toMatchObject({ objects: [{}, {}, {}, {}] });
    expect(read(all).reading).toEqual({
      problems: [],
      notes: [
        "a.yaml:10: NetworkPolicy ingress-nginx/a, with 2 more policies, is in namespace 'ingress-nginx', which is declared nowhere, " +
          'so only its name is known; declare it, or pass --assume-namespace ingress-nginx',
      ],
    });
    const assumed = source('.', { directory: folder, assumeNamespaces: ['ingress-nginx,team=edge'] });
    expect(assumed.reading?.notes).toEqual([]);
    expect(assumed.objects[0]?.object.metadata).toEqual({ name: 'ingress-nginx', labels: { team: 'edge' } });
  });

  test('warnings go to standard error, with exit status 0; strictly, they are errors', () => {
    write(folder, { 'a.yaml': pod, 'b.yaml': 'kind: [\n', 'values.yaml': 'a: 1\n' });
    const lenient = dwcp(['connections', '.', '--json'], { cwd: folder });
    expect(lenient.status).toBe(0);
    expect(lenient.stderr).toMatch(/^warning: b\.yaml:\d+: .*\nnote: values\.yaml:1: is no object of a cluster.*\n$/);
    expect(JSON.parse(lenient.stdout)).toMatchObject({ unread: [expect.stringMatching(/^b\.yaml/)] });
    const strict = dwcp(['connections', '.', '--json', '--strict'], { cwd: folder });
    expect({ status: strict.status, stdout: strict.stdout }).toEqual({ status: 2, stdout: '' });
    expect(dwcp(['check', '.', '--strict'], { cwd: folder }).status).toBe(2);
    expect(dwcp(['check', '.'], { cwd: folder }).stderr).toMatch(/^warning: b\.yaml/);
  });

  test('addresses of nodes may be given', () => {
    write(folder, { 'a.yaml': pod });
    expect(source('.', { directory: folder, nodeCidrs: ['10.0.0.0/16'] }).options).toEqual({
      nodeCidrs: ['10.0.0.0/16'],
    });
  });
});
