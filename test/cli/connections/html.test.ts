import type { Page } from 'playwright-core';
import { renderHtml } from '../../../cli/connections/formats/html';
import { graphOf } from '../../../cli/connections/graph';
import { inBrowser, obstacles } from '../../support/browser';
import { SHOP, seen, source } from './support';

async function html(what: string): Promise<string> {
  const overview = seen(source(what));
  return renderHtml(overview, graphOf(overview));
}

describe('the page', () => {
  test('is one file that can load nothing from anywhere', async () => {
    const text = await html('production');
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"`);
    const addresses = text.match(/(?:src|href|url|import)\s*[=(]\s*["']?[^"')\s]+/g) ?? [];
    // A link within the page.
    expect(addresses).toEqual(['href="#main']);
  });

  test('has every row of every section as a table', async () => {
    const overview = seen(source(SHOP));
    const text = await html(SHOP);
    for (const { title } of overview.sections) expect(text).toContain(`<h2>${title} <span>`);
    expect(text).toContain('<td>shop/api</td><td>shop/db</td><td>5432/TCP</td>');
  });

  test('folds a table that is longer than people read', async () => {
    const overview = seen(source(SHOP));
    const [first] = overview.sections as [(typeof overview.sections)[number]];
    const rows = Array.from({ length: 41 }, (_, index) => ({ ...first.rows[0]!, to: `shop/w${index}` }));
    const drawn = graphOf(overview);
    expect(await renderHtml(overview, drawn)).not.toContain('<details data-group>');
    const text = await renderHtml({ ...overview, sections: [{ ...first, rows }] }, drawn);
    expect(text).toContain('<details data-group><summary>41 lines</summary><div class="scroll"');
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
    const text = await renderHtml({ ...overview, name }, { ...drawn, boxes });
    expect(text.match(/<\/?script/g)).toHaveLength(4);
  });
});

inBrowser((open) => {
  /** The names of what bears a class: boxes by their name, arrows by their ends. */
  async function marked(page: Page, mark: 'hit' | 'near'): Promise<string[]> {
    const { boxes, arrows } = JSON.parse((await page.locator('figure script').textContent())!) as {
      boxes: { id: string; name: string }[];
      arrows: { id: string; source: string; target: string }[];
    };
    const names = new Map(boxes.map(({ id, name }) => [id, name]));
    for (const { id, source, target } of arrows) names.set(id, `${names.get(source)} → ${names.get(target)}`);
    const ids = await page.locator(`svg .${mark}`).evaluateAll((elements) => elements.map(({ id }) => id));
    return ids.map((id) => names.get(id)!).sort();
  }

  async function shownRows(page: Page): Promise<string[]> {
    const rows = await page.locator('tbody tr:visible').all();
    return Promise.all(rows.map(async (row) => (await row.locator('td').allTextContents()).slice(0, 2).join(' → ')));
  }

  test('a search in the address marks the workload and its edges, and filters the tables', async () => {
    const page = await open(await html('production'), { hash: '#q=redis' });
    expect(await marked(page, 'hit')).toEqual(['dwcp/dwcp-redis']);
    expect(await marked(page, 'near')).toEqual([
      'dwcp/dwcp-api',
      'dwcp/dwcp-api → dwcp/dwcp-redis',
      'dwcp/dwcp-redis',
      'dwcp/dwcp-worker',
      'dwcp/dwcp-worker → dwcp/dwcp-redis',
    ]);
    expect(await shownRows(page)).toEqual([
      'dwcp/dwcp-api → dwcp/dwcp-redis',
      'dwcp/dwcp-worker → dwcp/dwcp-redis',
      'every workload (8) → cluster-dns',
    ]);
    expect(await page.locator('#found').textContent()).toBe('3 of 31');
  }, 90_000);

  test('a name in quotes is that name alone, and a port is found too', async () => {
    const text = await html('production');
    const named = await open(text, { hash: '#q=%22dwcp/dwcp-postgres%22' });
    expect(await marked(named, 'hit')).toEqual(['dwcp/dwcp-postgres']);
    expect(await shownRows(await open(text, { hash: '#q=8080' }))).toEqual(['edge/edge → dwcp/dwcp-api']);
  }, 90_000);

  test('without a search everything is shown, and every box can be reached by keyboard', async () => {
    const page = await open(await html('production'));
    expect(await shownRows(page)).toHaveLength(31);
    expect(await page.locator('svg .node[tabindex="0"][role="button"][aria-pressed="false"]').count()).toBe(10);
  }, 90_000);

  test.each(['light', 'dark'] as const)(
    'nothing in it stands in the way of assistive software, %s',
    async (colorScheme) => {
      expect(await obstacles(await open(await html('production'), { colorScheme }))).toEqual([]);
    },
    90_000,
  );
});
