import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
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

test.each([60, 80, 120])('no line is wider than a screen of %i columns', (width) => {
  const widths = table(width).map((line) => stringWidth(line));
  expect(Math.max(...widths)).toBeLessThanOrEqual(width);
});
