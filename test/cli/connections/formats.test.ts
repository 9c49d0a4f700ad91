import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ARROWS_DRAWN } from '../../../cli/connections/folded-graph';
import { renderDot } from '../../../cli/connections/formats/dot';
import { renderJson } from '../../../cli/connections/formats/json';
import { renderMermaid } from '../../../cli/connections/formats/mermaid';
import { renderSvg } from '../../../cli/connections/formats/svg';
import { renderTable } from '../../../cli/connections/formats/table';
import { reachabilityOf } from '../../../policies/reachability/index';
import { dwcp, graph, ROOT, SHOP, seen, source, write } from './support';

const SOURCES = ['dev', 'staging', 'production', SHOP];

test('a folder of plain manifests is read as its policies say', () => {
  expect(renderTable(seen(source(SHOP, { podCidrs: ['10.244.0.0/16'] })))).toBe(`\
test/cli/connections/shop: 5 workloads; pairs that can connect: 7 workloads, 6 pods, 5 outside, 1 unknown

Who can call whom  row → column; ports are TCP unless they say otherwise; · is closed
                              1    2          3     4  5
   1 legacy/import          all  all      9000?     ·  ·
   2 monitoring/prometheus  all  all  9090-9099     ·  ·
   3 shop/api                 ·    ·          ·  5432  ·
   4 shop/db                  ·    ·          ·     ·  ·
   5 shop/web                 ·    ·       9000     ·  ·

Between workloads (7)
  legacy/import          →  legacy/import          every port
  legacy/import          →  monitoring/prometheus  every port
  monitoring/prometheus  →  legacy/import          every port
  monitoring/prometheus  →  monitoring/prometheus  every port
  monitoring/prometheus  →  shop/api               9090-9099/TCP
  shop/api               →  shop/db                5432/TCP
  shop/web               →  shop/api               9000/TCP

With pods that are not in the input (6)
  any other pod                                                      ←  every port     legacy/import, monitoring/prometheus
  any other pod                                                      →  every port     legacy/import, monitoring/prometheus
  any other pod in namespaces with team=legacy                       →  9000/TCP       shop/api
  pods with app=prometheus in namespaces with purpose=observability  →  9090-9099/TCP  shop/api

With addresses outside the cluster (5)
  203.0.113.0/24 but 203.0.113.128/25  →  8080/TCP    shop/web
  any other address (0.0.0.0/0)        ←  every port  legacy/import, monitoring/prometheus
  any other address (0.0.0.0/0)        →  every port  legacy/import, monitoring/prometheus

Unknown: may be possible (1)
  legacy/import  →  shop/api  9000/TCP  the labels of namespace 'legacy' are not in the input
`);
});

test('what is asked of requests is said of every peer, and a kind may be called like what every object has', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
  const named = (kind: string, apiVersion: string, rest: object = {}) => ({
    apiVersion,
    kind,
    metadata: { name: 'n', namespace: 'n', labels: { 'istio-injection': 'enabled' } },
    ...rest,
  });
  write(folder, {
    'all.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        named('Namespace', 'v1'),
        named('Pod', 'v1', { spec: { containers: [{ name: 'a' }] } }),
        named('AuthorizationPolicy', 'security.istio.io/v1', {
          spec: { rules: [{ to: [{ operation: { methods: ['GET'], ports: ['80'] } }] }] },
        }),
        named('constructor', 'example.com/v1', { spec: {} }),
      ],
    }),
  });
  try {
    expect(renderTable(seen(source('.', { directory: folder })))).toMatch(
      /^ {2}any other pod +→ +80\/TCP +n\/n +only methods GET$/m,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe.each(SOURCES)('%s', (what) => {
  test('as DOT, is what Graphviz reads, with a box for each end and every arrow', async () => {
    const { boxes, arrows } = graph(what);
    const { instance } = await import('@viz-js/viz');
    const drawn = (await instance()).renderJSON(renderDot(graph(what))) as {
      objects: { name: string; id?: string }[];
      edges: { id: string }[];
    };
    expect(drawn.objects.flatMap(({ id }) => id ?? []).sort()).toEqual(boxes.map(({ id }) => id).sort());
    expect(drawn.edges.map(({ id }) => id).sort()).toEqual(arrows.map(({ id }) => id).sort());
  });

  test('as Mermaid, is a flowchart of one statement a line', () => {
    const [first, ...lines] = renderMermaid(graph(what)).trimEnd().split('\n');
    expect(first).toBe('flowchart LR');
    const label = '"(?:[^"]|#quot;)*"';
    const statement = new RegExp(
      `^ +(subgraph s\\d+\\[${label}\\]|end|n\\d+\\[${label}\\](:::\\w+)?|n\\d+ (-->|-\\.->|==>)\\|${label}\\| n\\d+|classDef \\w+ .+)$`,
    );
    expect(lines.filter((line) => !statement.test(line))).toEqual([]);
  });

  test('as SVG, is well-formed and names every workload', async () => {
    const svg = await renderSvg(graph(what));
    expect(openTags(svg)).toEqual([]);
    for (const { name, namespace } of graph(what).boxes.filter(({ kind }) => kind !== undefined)) {
      expect(svg).toContain(`>${name.slice(`${namespace}/`.length)}<`);
    }
  });

  test('as JSON, has every party, connection and unknown, by a schema', () => {
    const from = source(what);
    const reachability = reachabilityOf(from.objects, from.options);
    const json: unknown = JSON.parse(renderJson(from, reachability));
    expect(SCHEMA.safeParse(json).error?.issues ?? []).toEqual([]);
    expect(json).toMatchObject({ source: what, ...reachability });
  });

  test('is the same in every run', async () => {
    expect(await renderSvg(graph(what))).toBe(await renderSvg(graph(what)));
    expect(renderTable(seen(source(what)))).toBe(renderTable(seen(source(what))));
  });
});

const port = z.strictObject({ protocol: z.enum(['TCP', 'UDP', 'SCTP']), from: z.int().min(1), to: z.int().max(65535) });
const connection = z.strictObject({
  from: z.string(),
  to: z.string(),
  ports: z.array(port).min(1),
  outcome: z.enum(['open', 'unknown']),
  why: z.string().optional(),
  conditions: z.array(z.string()).optional(),
});
const SCHEMA = z.strictObject({
  schema: z.literal(1),
  source: z.string(),
  parties: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('workload'),
        id: z.string(),
        namespace: z.string(),
        labels: z.record(z.string(), z.string()),
        assumed: z.literal(true).optional(),
      }),
      z.strictObject({ kind: z.literal('cidr'), id: z.string(), except: z.array(z.string()) }),
    ]),
  ),
  connections: z.array(connection),
  unknowns: z.array(z.string()),
  notes: z.array(z.string()),
  declared: z
    .strictObject({
      edges: z.array(
        z.looseObject({ from: z.string(), to: z.string(), rendered: z.enum(['open', 'closed', 'unknown']) }),
      ),
      undeclared: z.array(connection),
    })
    .optional(),
});

/** The tags of an XML text that are not closed, or closed by another. */
function openTags(xml: string): string[] {
  const open: string[] = [];
  for (const [, end, name, alone] of xml.matchAll(/<(\/?)([\w:]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (end === '/') expect(open.pop()).toBe(name);
    else if (alone !== '/') open.push(name!);
  }
  expect(xml.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!#?\w+;)/);
  return open;
}

test('names cannot break out of any format', async () => {
  const drawn = graph(SHOP);
  const name = '"]<script>alert(1)</script>&#;\\N';
  const evil = { ...drawn, boxes: drawn.boxes.map((box, index) => (index === 0 ? { ...box, name } : box)) };
  expect(openTags(await renderSvg(evil))).toEqual([]);
  expect(renderMermaid(evil)).not.toContain('<script');
});

test('refuses a picture of more arrows than anybody can read', async () => {
  const { arrows, ...rest } = graph(SHOP);
  const many = { ...rest, arrows: Array.from({ length: ARROWS_DRAWN + 1 }, () => arrows[0]!) };
  await expect(renderSvg(many)).rejects.toThrow(
    `${SHOP}: 301 arrows are more than a picture can show (300); name a part of the manifests, or take --format html, whose tables have no limit`,
  );
});

test.each(['table', 'json', 'dot', 'mermaid', 'svg', 'html'])('--format %s is printed by the command', (format) => {
  const { status, stdout, stderr } = dwcp(['connections', SHOP, '--format', format]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('legacy');
});

test('manifests may come through a pipe', () => {
  const input = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a}]}\n';
  const { status, stdout } = dwcp(['connections', '-', '--namespace', 'shop', '--json'], { input });
  expect({ status, source: (JSON.parse(stdout) as { source: string }).source }).toEqual({
    status: 0,
    source: 'standard input',
  });
  expect(stdout).toContain('"id": "Pod shop/a"');
});

test('loads nothing of Pulumi, and Graphviz only for a picture', () => {
  const script = `
    process.argv = ['node', 'dwcp', 'connections', 'production'];
    require('./bin/cli/main.js');
    process.on('exit', () => {
      const loaded = Object.keys(require.cache).filter((file) => /node_modules.@(pulumi|viz-js)/.test(file));
      if (loaded.length > 0) { console.error(loaded[0]); process.exitCode = 9; }
    });`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a reader that stops reading is no error', () => {
  const main = join(ROOT, 'bin', 'cli', 'main.js');
  const command = `"${process.execPath}" "${main}" connections ${SHOP} --format html | head -c 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '<', stderr: '' });
});
