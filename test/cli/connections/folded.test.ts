import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { drawnOf } from '../../../cli/connections/folded-graph';
import { renderHtml } from '../../../cli/connections/formats/html';
import { renderTable } from '../../../cli/connections/formats/table';
import { seen, source, write } from './support';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Eight namespaces of twelve workloads: in four of them, every other one is restricted. */
function large(): object[] {
  return [...Array(8).keys()].flatMap((space) => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `n${space}` } },
    ...[...Array(12).keys()].flatMap((index) => {
      const metadata = { name: `w${index}`, namespace: `n${space}` };
      const template = {
        metadata: { labels: { app: `w${index}` } },
        spec: { containers: [{ name: 'm', image: 'x' }] },
      };
      const ports = [{ port: 8000 + index }];
      const from = [{ ipBlock: { cidr: '10.0.0.0/8' } }, { podSelector: { matchLabels: { app: `w${index - 1}` } } }];
      const spec = { podSelector: { matchLabels: { app: `w${index}` } }, ingress: [{ from, ports }] };
      return [
        { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } },
        ...(space < 4 && index % 2 === 1
          ? [{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec }]
          : []),
      ];
    }),
  ]);
}

function table(width?: number): string[] {
  write(folder, { 'a.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: large() }) });
  return renderTable(seen(source('.', { directory: folder })), width).split('\n');
}

test('thousands of pairs are told by namespace, in fewer than a hundred lines', () => {
  const lines = table();
  expect(lines.length).toBeLessThan(100);
  expect(lines).toContain(
    '  every workload (96) → every workload of n4, n5, n6 and 1 more namespaces (48), 6 of n0, 6 of n1, 6 of n2, 6 of n3  every port',
  );
  expect(lines).toContain('  n0/w0 → n0/w1  8001/TCP');
});

test('pairs that are unknown for one reason are one line', () => {
  const lines = table();
  const [heading, first, second] = lines.slice(lines.findIndex((line) => line.startsWith('Unknown')));
  expect(heading).toBe('Unknown: may be possible (2304)');
  expect(`${first} ${second}`.replace(/\s+/g, ' ')).toContain(
    '2304 pairs, from every workload (96), any other pod to 6 of n0, 6 of n1, 6 of n2, 6 of n3: which addresses pods have is not known, so 10.0.0.0/8 may hold them',
  );
});

test('of a folder without workloads, nothing is said of who can connect, whatever else it holds', async () => {
  write(folder, {
    'crd.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    'chart/Chart.yaml': 'name: x\n',
  });
  const overview = seen(source('.', { directory: folder }));
  expect(renderTable(overview)).toMatch(/^\.: 0 workloads; so nothing is said of who can connect; 1 to look at\n/);
  const page = await renderHtml(overview, drawnOf(overview));
  expect(page).toContain('No workload is in the input, so nothing is said of who can connect.');
  expect(page).toContain('What is not here is closed, as far as the input shows it');
});

test('one object in many places is one line, and lines that are alike are counted', () => {
  const configMap = (name: string, value: number) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: "${value}" }\n`;
  const names = [...Array(12).keys()].map((index) => `c${index}`);
  const files = [...Array(6).keys()].map((file) => [
    `f${file}.yaml`,
    names.map((name) => configMap(name, file)).join('---\n'),
  ]);
  write(folder, Object.fromEntries(files));
  const told = renderTable(seen(source('.', { directory: folder }))).split('\n');
  const from = told.indexOf('To look at (12)');
  expect(told.slice(from + 1, from + 5)).toEqual([
    '  ! f0.yaml:1: ConfigMap default/c0 is also at f1.yaml:1, f2.yaml:1, f3.yaml:1 and 2 more places, and differs there; this one is taken, so name a folder that holds one of them',
    expect.stringContaining('ConfigMap default/c1 is also at'),
    expect.stringContaining('ConfigMap default/c2 is also at'),
    '  ! and 9 more like the one above; --format json has all',
  ]);
});

test.each([60, 80, 120])('no line is wider than a screen of %i columns', (width) => {
  const widths = table(width).map((line) => stringWidth(line));
  expect(Math.max(...widths)).toBeLessThanOrEqual(width);
});

test('pairs that are unknown for reasons which differ only in whom they are about are one line', () => {
  // Nobody knows the labels of what these operators make, each of another kind: in the mesh or not.
  const kinds = ['Elasticsearch', 'Kibana'].map((kind) => ({
    apiVersion: `${kind.toLowerCase()}.k8s.elastic.co/v1`,
    kind,
  }));
  const made = [...Array(6).keys()].map((index) => ({
    ...kinds[index % 2],
    metadata: { name: `w${index}`, namespace: `n${index % 2}` },
    spec: {},
  }));
  const policies = [...Array(6).keys()].map((index) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `w${index}`, namespace: `n${index % 2}` },
    spec: { podSelector: { matchLabels: { app: `w${index}` } }, ingress: [{ ports: [{ port: 8000 + index }] }] },
  }));
  write(folder, {
    'a.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...large(), ...made, ...policies] }),
  });
  const told = renderTable(seen(source('.', { directory: folder }))).split('\n');
  const unknown = told.slice(told.findIndex((line) => line.startsWith('Unknown')) + 1);
  const text = unknown.slice(0, unknown.indexOf('')).join(' ').replace(/\s+/g, ' ');
  expect(text).toContain(
    'Elasticsearch n0/w0, with 2 like it, may bear labels that the input does not show, and 1 more reason like it',
  );
  expect(text.match(/may bear/g)).toHaveLength(1);
});
