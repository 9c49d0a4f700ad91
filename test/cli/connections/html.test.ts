import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderHtml } from '../../../cli/connections/formats/html';
import { graphOf } from '../../../cli/connections/graph';
import { SHOP, seen, source } from './support';

const CHROMIUM = 'chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function page(what: string): Promise<string> {
  const overview = seen(source(what));
  return renderHtml(overview, graphOf(overview));
}

describe('the page', () => {
  test('is one file that can load nothing from anywhere', async () => {
    const html = await page('production');
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"`);
    const addresses = html.match(/(?:src|href|url|import)\s*[=(]\s*["']?[^"')\s]+/g) ?? [];
    expect(addresses).toEqual([]);
  });

  test('has every row of every section as a table', async () => {
    const overview = seen(source(SHOP));
    const html = await page(SHOP);
    for (const { title } of overview.sections) expect(html).toContain(`<h2>${title} <span>`);
    expect(html).toContain('<td>shop/api</td><td>shop/db</td><td>5432/TCP</td>');
  });

  test('shows tables only where a picture would show nothing', async () => {
    const overview = seen(source(SHOP));
    const drawn = graphOf(overview);
    const arrows = Array.from({ length: 301 }, () => drawn.arrows[0]!);
    expect(await renderHtml(overview, { ...drawn, arrows })).not.toContain('<svg');
  });

  test('shows names as they are, and runs none of them', async () => {
    const overview = seen(source(SHOP));
    const name = '</script><script>alert(1)</script>';
    const drawn = graphOf(overview);
    const boxes = drawn.boxes.map((box, index) => (index === 0 ? { ...box, name } : box));
    const html = await renderHtml({ ...overview, name }, { ...drawn, boxes });
    expect(html.match(/<\/?script/g)).toHaveLength(4);
  });
});

const { error, stdout } = spawnSync(CHROMIUM, ['--version'], { encoding: 'utf8' });
if (error !== undefined || !/Chrom/.test(stdout)) console.warn(`the page is not opened: there is no ${CHROMIUM} here`);

(error === undefined ? describe : describe.skip)('in a browser', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  /** The page as it stands after its script has run. */
  async function opened(what: string, hash: string): Promise<string> {
    const file = join(folder, 'page.html');
    writeFileSync(file, await page(what));
    const args = [...FLAGS, `--user-data-dir=${join(folder, 'profile')}`, '--dump-dom', `file://${file}${hash}`];
    return spawnSync(CHROMIUM, args, { encoding: 'utf8', timeout: 60_000 }).stdout;
  }

  /** The names of what bears a class: boxes by their name, arrows by their ends. */
  function marked(dom: string, mark: 'hit' | 'near'): string[] {
    const [, json = ''] = /<script type="application\/json" id="graph">(.*?)<\/script>/s.exec(dom) ?? [];
    const { boxes, arrows } = JSON.parse(json) as {
      boxes: { id: string; name: string }[];
      arrows: { id: string; source: string; target: string }[];
    };
    const names = new Map(boxes.map(({ id, name }) => [id, name]));
    for (const { id, source, target } of arrows) names.set(id, `${names.get(source)} → ${names.get(target)}`);
    return [...dom.matchAll(/<g id="([na]\d+)" class="([^"]*)"/g)]
      .filter(([, , classes]) => classes!.split(' ').includes(mark))
      .map(([, id]) => names.get(id!)!)
      .sort();
  }

  function shownRows(dom: string): string[] {
    return [...dom.matchAll(/<tr class="\w+" data-names="[^"]*"( hidden="")?><td>(.*?)<\/td><td>(.*?)<\/td>/g)]
      .filter(([, hidden]) => hidden === undefined)
      .map(([, , from, to]) => `${from} → ${to}`);
  }

  test('a search in the address marks the workload and its edges, and filters the tables', async () => {
    const dom = await opened('production', '#q=redis');
    expect(marked(dom, 'hit')).toEqual(['dwcp/dwcp-redis']);
    expect(marked(dom, 'near')).toEqual([
      'dwcp/dwcp-api',
      'dwcp/dwcp-api → dwcp/dwcp-redis',
      'dwcp/dwcp-redis',
      'dwcp/dwcp-worker',
      'dwcp/dwcp-worker → dwcp/dwcp-redis',
    ]);
    expect(shownRows(dom)).toEqual([
      'dwcp/dwcp-api → dwcp/dwcp-redis',
      'dwcp/dwcp-worker → dwcp/dwcp-redis',
      'every workload (7) → cluster-dns',
    ]);
    expect(dom).toMatch(/<output id="found"[^>]*>3 of 29<\/output>/);
  }, 90_000);

  test('a name in quotes is that name alone, and a port is found too', async () => {
    expect(marked(await opened('production', '#q=%22dwcp/dwcp-postgres%22'), 'hit')).toEqual(['dwcp/dwcp-postgres']);
    expect(shownRows(await opened('production', '#q=8080'))).toEqual(['edge/edge → dwcp/dwcp-api']);
  }, 90_000);

  test('without a search everything is shown, and every box can be reached by keyboard', async () => {
    const dom = await opened('production', '');
    expect(shownRows(dom)).toHaveLength(29);
    expect(dom.match(/<g id="n\d+" [^>]*tabindex="0" role="button" aria-label="[^"]+"/g)).toHaveLength(8);
  }, 90_000);
});
